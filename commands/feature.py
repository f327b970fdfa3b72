"""The vocabulary of features: what one may declare, what its handlers are given, and what they answer."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError
from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from store.db import Transaction
from store.people import Person
from store.timers import Timer


class Right(StrEnum):
    """What every handler asks of the person before it runs; rules of its own come on top."""

    READ = "read"
    ACT = "act"


class Refused(Exception):
    """A person is told `text`, which is mrkdwn, and nothing is changed. In a form it stands under `field`."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


_PINGS = re.compile(r"@(?=(?:here|channel|everyone)\b)", re.IGNORECASE)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def safe(text: str) -> str:
    """Anybody's words as mrkdwn that formats no link and pings nobody (Slack's "Formatting message text")."""
    escaped = re.sub("[&<>]", lambda found: _ESCAPES[found[0]], text)
    return _PINGS.sub("@\N{WORD JOINER}", escaped)


# What a person presses and fills in. ------------------------------------------------------------------------


def _filled(text: str) -> str:
    if not text:
        raise PydanticCustomError("empty", "Spaces alone say nothing here")
    return text


Filled = Annotated[str, AfterValidator(_filled)]
"""Words that have to be there; Slack lets spaces pass for them."""

Id = Annotated[int, Field(gt=0, lt=2**31)]
"""The number of a row, as every database takes it: what a button says may be forged."""


class Button(BaseModel):
    """The typed value of a button; `action` is its action_id, unique over all features."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    action: ClassVar[str]
    right: ClassVar[Right] = Right.ACT

    def pack(self) -> str:
        return self.model_dump_json()

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Raises Refused for the value of a button that this version no longer draws."""
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            raise Refused("This button was drawn by another version of Runsheet. Use a newer card.") from None


class Choice(Button):
    """A menu that acts when something is picked in it."""

    choice: str


class Form(BaseModel):
    """The typed values of a form. A field's name is its input's block_id; `callback` is the callback_id."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)
    callback: ClassVar[str]
    right: ClassVar[Right] = Right.ACT


@dataclass(frozen=True)
class Modal:
    """A form as it is shown. `hidden` are the fields of `form` that the person does not fill in."""

    title: str
    blocks: Sequence[Block]
    form: type[Form] | None = None
    submit: str | None = None
    close: str = "Close"
    hidden: Mapping[str, Any] = field(default_factory=dict)

    def view(self) -> dict[str, Any]:
        made: dict[str, Any] = View(
            type="modal",
            title=PlainTextObject(text=self.title),
            submit=PlainTextObject(text=self.submit) if self.submit else None,
            close=PlainTextObject(text=self.close),
            callback_id=self.form.callback if self.form else "notice",
            private_metadata=json.dumps(self.hidden),
            blocks=list(self.blocks),
        ).to_dict()
        return made


# What a handler is given. -----------------------------------------------------------------------------------

B = TypeVar("B", bound=Button)
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Typed:
    """A slash command; `text` is what follows its subcommand."""

    by: Person
    text: str
    channel: str


@dataclass(frozen=True)
class Click(Generic[B]):
    """A button pressed. `entered` are the values so far of the form it stands in, if it stands in one."""

    by: Person
    button: B
    channel: str | None = None
    entered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Submitted(Generic[F]):
    by: Person
    form: F


@dataclass(frozen=True)
class Shortcut:
    """A global or message shortcut; the latter has the message's text and place."""

    by: Person
    channel: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened in Slack, by somebody."""

    by: Person
    payload: Mapping[str, Any]


# What it answers. -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Say:
    """Told to the person alone."""

    text: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True)
class Open:
    """A form to fill in."""

    modal: Modal


@dataclass(frozen=True)
class Replace:
    """A new face for the form in which something was picked."""

    modal: Modal


@dataclass(frozen=True)
class Show:
    """A live card once more, for the person alone."""

    kind: str
    subject: str


Answer = Say | Open | Replace | Show


# What it shows. ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """A live message; panels stand above `footer`. `text` says it all to notifications and screen readers."""

    text: str
    blocks: Sequence[Block]
    footer: Sequence[Block] = ()


@dataclass(frozen=True)
class Panel:
    """A feature's blocks on another feature's card."""

    text: str
    blocks: Sequence[Block]


# What a feature declares. -----------------------------------------------------------------------------------

CommandHandler = Callable[[Transaction, Typed], Awaitable[Answer | None]]
ClickHandler = Callable[[Transaction, Click[Any]], Awaitable[Answer | None]]
FormHandler = Callable[[Transaction, Submitted[Any]], Awaitable[Answer | None]]
ShortcutHandler = Callable[[Transaction, Shortcut], Awaitable[Answer | None]]
EventHandler = Callable[[Transaction, Event], Awaitable[Answer | None]]
TimerHandler = Callable[[Transaction, Timer], Awaitable[None]]
FactHandler = Callable[[Transaction, Any], Awaitable[None]]
Draw = Callable[[Transaction, str, str], Awaitable[Card]]
DrawPanel = Callable[[Transaction, str, str], Awaitable[Panel | None]]


@dataclass(frozen=True)
class Command:
    """A subcommand of a slash command. An empty `word` is the bare command."""

    slash: str
    word: str
    about: str
    handler: CommandHandler
    usage: str = ""
    example: str = ""
    right: Right = Right.ACT


@dataclass(frozen=True)
class Feature:
    """A folder of commands/, as the running process sees it.

    `draws` and `panels` are by kind of card and are given the workspace and the card's subject.
    """

    name: str
    about: str
    commands: tuple[Command, ...] = ()
    clicks: Mapping[type[Button], ClickHandler] = field(default_factory=dict)
    forms: Mapping[type[Form], FormHandler] = field(default_factory=dict)
    shortcuts: Mapping[str, ShortcutHandler] = field(default_factory=dict)
    events: Mapping[str, EventHandler] = field(default_factory=dict)
    timers: Mapping[str, TimerHandler] = field(default_factory=dict)
    reacts: Mapping[type[Any], FactHandler] = field(default_factory=dict)
    draws: Mapping[str, Draw] = field(default_factory=dict)
    panels: Mapping[str, DrawPanel] = field(default_factory=dict)
