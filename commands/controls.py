"""What a person presses and fills in, with typed values, and how they are refused."""

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError


class Right(StrEnum):
    """What every handler asks of the person before it runs; rules of its own come on top."""

    READ = "read"
    ACT = "act"


class Refused(Exception):
    """A person is told `text`, which is mrkdwn, and nothing is changed. In a form it stands under `field`.

    `found` is a fact that came out as it was refused: the features are told it when all else is undone.
    """

    def __init__(self, text: str, field: str | None = None, found: object | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field
        self.found = found


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
