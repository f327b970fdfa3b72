"""What people press and fill in to look at a runbook, with typed values."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from commands.feature import Button, Choice, Form, Id, Right
from runbook.overrule import Overruling


class Tab(StrEnum):
    SUMMARY = "summary"
    LINES = "lines"
    PROBLEMS = "problems"
    PLAN = "plan"


class Look(Button):
    """A page of a version of a runbook. `start` is the planned start asked for, in Unix seconds."""

    right: ClassVar[Right] = Right.READ
    runbook: Id
    tab: Tab = Tab.SUMMARY
    page: int = Field(default=0, ge=0)
    start: int | None = Field(default=None, ge=0, lt=2**33)


class ShowSummary(Look):
    action: ClassVar[str] = "reading.summary"


class ShowLines(Look):
    action: ClassVar[str] = "reading.lines"
    tab: Tab = Tab.LINES


class ShowProblems(Look):
    action: ClassVar[str] = "reading.problems"
    tab: Tab = Tab.PROBLEMS


class ShowPlan(Look):
    action: ClassVar[str] = "reading.plan"
    tab: Tab = Tab.PLAN


class Earlier(Look):
    action: ClassVar[str] = "reading.earlier"


class Later(Look):
    action: ClassVar[str] = "reading.later"


class PickStart(Choice):
    """The planned start for which the plan is shown."""

    action: ClassVar[str] = "reading.start"
    right: ClassVar[Right] = Right.READ


class Overrule(Button):
    """A line is something else than it was read as; `page` is the page it is seen on."""

    what: ClassVar[Overruling | None]
    runbook: Id
    line: int
    page: int = Field(default=0, ge=0)


class OverruleText(Overrule):
    action: ClassVar[str] = "reading.text"
    what: ClassVar[Overruling | None] = Overruling.TEXT


class OverruleGate(Overrule):
    action: ClassVar[str] = "reading.gate"
    what: ClassVar[Overruling | None] = Overruling.GATE


class OverruleNothing(Overrule):
    action: ClassVar[str] = "reading.as_read"
    what: ClassVar[Overruling | None] = None


class GiveForm(Form):
    """One of the three; who only reads may choose one that is there."""

    callback: ClassVar[str] = "reading.give"
    right: ClassVar[Right] = Right.READ
    runbook: str | None = None
    file: tuple[str, ...] = ()
    text: str = ""
