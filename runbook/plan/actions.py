"""What a plan is made of: actions at moments, and what waits for something to happen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from runbook.plan.moments import Offset
from runbook.terms import Anchor


class Kind(StrEnum):
    PHASE_OPENS = "phase opens"
    PHASE_ENDS = "phase ends"
    STAGE = "stage"
    GO_NO_GO = "go/no-go"
    COMMUNICATION = "communication"
    COMMUNICATION_DUE = "communication due"
    UNTIMED = "communication without a time"
    CHECK_IN = "check-in"
    RECURRING = "recurring item"
    ITEM_DUE = "item due"
    VERDICT = "verdict"
    TASKS_DUE = "tasks due"
    CONFIRMATION = "confirmation opens"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the runbook asks for at a moment.

    `at` is aware and None while it waits for `live`; `expected` is where it stands then if `live` comes as
    planned. `doubt` says in a sentence what is odd about the time; `also` are the lines of what else asks for
    the same then.
    """

    at: datetime | None
    anchor: Anchor
    offset: Offset
    kind: Kind
    line: int
    text: str
    expected: datetime
    doubt: str | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has no time before something happens; `when` says what."""

    when: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`actions` are in the order of their moments, `waiting` and `warnings` in that of the lines."""

    start: datetime
    live: datetime | None
    actions: tuple[Action, ...]
    waiting: tuple[Waiting, ...]
    warnings: tuple[Warned, ...]
