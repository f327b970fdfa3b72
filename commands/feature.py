"""The vocabulary of features: what one may declare, what its handlers are given, and what they answer."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from commands.controls import Button as Button
from commands.controls import Choice as Choice
from commands.controls import Filled as Filled
from commands.controls import Form as Form
from commands.controls import Id as Id
from commands.controls import Refused as Refused
from commands.controls import Right as Right
from commands.controls import safe as safe
from commands.outside import Outcome, SoFar
from store.db import Transaction
from store.people import Person
from store.timers import Timer

# What a handler is given. -----------------------------------------------------------------------------------

B = TypeVar("B", bound=Button)
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Mention:
    """A person (U…, W…) or user group (S…) named in what is typed; `shown` is how the text has it, `@ana`."""

    id: str
    shown: str

    @property
    def is_group(self) -> bool:
        return self.id.startswith("S")


@dataclass(frozen=True)
class Typed:
    """A slash command; `text` is what follows its subcommand, `mentions` who is named in it, in order."""

    by: Person
    text: str
    channel: str
    mentions: Sequence[Mention] = ()


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
    """A global or message shortcut; the latter has the message's text and place.

    `author` is who wrote it, or the bot user where an app wrote it; `thread_ts` stands within a thread.
    """

    by: Person
    channel: str | None = None
    text: str | None = None
    ts: str | None = None
    author: str | None = None
    thread_ts: str | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened in Slack, by somebody."""

    by: Person
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Posted:
    """What another system has posted to a webhook; `by` is that webhook, and nobody in Slack."""

    by: Person
    payload: Mapping[str, Any]


# What it answers. -------------------------------------------------------------------------------------------


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
WebhookHandler = Callable[[Transaction, Posted], Awaitable[Answer | None]]
OutcomeHandler = Callable[[Transaction, Outcome[Any]], Awaitable[None]]
ProgressHandler = Callable[[Transaction, SoFar[Any]], Awaitable[None]]
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
class Webhook:
    """What is posted to /webhooks/…; `key` tells one delivery from another. Either may raise Refused."""

    handler: WebhookHandler
    key: Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Feature:
    """A folder of commands/, as the running process sees it.

    `webhooks` are by the last part of their address, `outcomes` and `progress` by the `then` of outside.want:
    the latter is told, perhaps, how something goes that is under way. `draws` and `panels` are by kind of
    card and are given the workspace and the card's subject.
    """

    name: str
    about: str
    commands: tuple[Command, ...] = ()
    clicks: Mapping[type[Button], ClickHandler] = field(default_factory=dict)
    forms: Mapping[type[Form], FormHandler] = field(default_factory=dict)
    shortcuts: Mapping[str, ShortcutHandler] = field(default_factory=dict)
    events: Mapping[str, EventHandler] = field(default_factory=dict)
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    timers: Mapping[str, TimerHandler] = field(default_factory=dict)
    outcomes: Mapping[str, OutcomeHandler] = field(default_factory=dict)
    progress: Mapping[str, ProgressHandler] = field(default_factory=dict)
    reacts: Mapping[type[Any], FactHandler] = field(default_factory=dict)
    draws: Mapping[str, Draw] = field(default_factory=dict)
    panels: Mapping[str, DrawPanel] = field(default_factory=dict)
