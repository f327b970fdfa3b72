"""What people press and fill in about on-call, with typed values."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from commands.feature import Button, Filled, Form, Id, Right


class AskSet(Button):
    action: ClassVar[str] = "oncall.set"


class AskRotation(Button):
    action: ClassVar[str] = "oncall.rotation"


class AskCover(Button):
    action: ClassVar[str] = "oncall.cover"


class EndCover(Button):
    action: ClassVar[str] = "oncall.end_cover"
    cover: Id


class SendTest(Button):
    action: ClassVar[str] = "oncall.test"


class Acknowledge(Button):
    action: ClassVar[str] = "oncall.acknowledge"
    right: ClassVar[Right] = Right.ACT
    page: Id


def _somebody(people: tuple[str, ...]) -> tuple[str, ...]:
    if not people:
        raise PydanticCustomError("empty", "Name at least one person")
    return people


Somebody = Annotated[tuple[str, ...], AfterValidator(_somebody)]


class SetForm(Form):
    callback: ClassVar[str] = "oncall.set"
    role: str
    people: tuple[str, ...] = ()


class RotationForm(Form):
    callback: ClassVar[str] = "oncall.rotation"
    role: str
    people: Somebody
    every: Literal["day", "week"]
    weekday: Annotated[int, Field(ge=0, le=6)]
    at: str
    zone: Filled


class ConfirmRotation(RotationForm):
    """The same, once its next hand-offs have been seen."""

    callback: ClassVar[str] = "oncall.confirm_rotation"


class CoverForm(Form):
    callback: ClassVar[str] = "oncall.cover"
    role: str
    until: Annotated[int, Field(gt=0, lt=2**33)]


class PageForm(Form):
    callback: ClassVar[str] = "oncall.page"
    person: str
    why: Filled
