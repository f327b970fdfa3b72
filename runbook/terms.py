"""The terms that constructs are made of: parts, spans of time, what they hang on, quantities, commands."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    SECOND = "s"
    MINUTE = "min"
    HOUR = "h"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def elapsed(self) -> bool:
        """Whether it is counted as elapsed time; days and longer are wall clock in the run's zone."""
        return self in {Unit.SECOND, Unit.MINUTE, Unit.HOUR}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as it was said: 48 h is not two days where the clocks change in between."""

    count: int
    unit: Unit


class Anchor(StrEnum):
    """The moments of a run that times hang on. What hangs on LIVE does not exist until that is real.

    ZERO is when the stage titled T0 really begins, of a runbook that has one.
    """

    T0 = "T0"
    START = "start"
    ZERO = "T0 stage"
    LIVE = "live"
    END = "end"
    ROLLBACK = "rb"
    INCIDENT = "inc"


@dataclass(frozen=True, slots=True)
class At:
    """A moment so long before or after an anchor; without a span, the anchor itself."""

    anchor: Anchor
    span: Span | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """A cadence from an anchor on, up to another one where `until` says so."""

    span: Span
    anchor: Anchor
    until: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A deadline so long after an anchor."""

    span: Span
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Series:
    """Once every `every`, the first after one of them, as long as `bound` lasts."""

    every: Span
    bound: Span
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class On:
    """When something happens: "if issues occur"."""

    event: str


@dataclass(frozen=True, slots=True)
class Stream:
    """All along, as things change: "real-time updates"."""


Timing = At | Every | Within | Series | On | Stream


@dataclass(frozen=True, slots=True)
class Window:
    """`Hour 4-24`: from unit·(first−1) to unit·last after its anchor, clipped to the sibling before it.

    `clipped` is the unit·count at which that sibling ends, where the two would overlap. Without an anchor it
    hangs on nothing sure (`Week 2` outside what comes after the deployment): to be asked, not scheduled.
    """

    unit: Unit
    first: int
    last: int
    clipped: Span | None = None
    anchor: Anchor | None = Anchor.LIVE


class Part(StrEnum):
    """What a section is for, from the words of its heading; a child inherits."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    RECOVER = "recover"
    REFERENCE = "reference"
    MONITORING = "monitoring"
    TASKS = "tasks"
    CRITERIA = "rollback criteria"
    TRIGGERS = "triggers"
    DECISION = "manual decision"
    PROCEDURE = "procedure"
    SUCCESS = "success criteria"
    COMMUNICATION = "communication"
    EMERGENCY = "emergency"
    CONTACTS = "contact tree"
    APPROVAL = "approval"
    CONFIRMATION = "confirmation"


class Compare(StrEnum):
    OVER = ">"
    UNDER = "<"
    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and what it is out of: `4.0/5.0`. `baseline` stands for a measured number.

    `unit` is `%`, `ms`, one of `Unit` for a time however it was written, or empty.
    """

    value: float | None
    unit: str = ""
    out_of: float | None = None
    baseline: bool = False


class Polarity(StrEnum):
    """What it means that a condition is true: the run may go on, or something is to be done about it."""

    HOLDS = "must hold"
    FIRES = "fires"


@dataclass(frozen=True, slots=True)
class Condition:
    """`SUBJECT (STAT) > QTY for DUR`; an empty subject is the item's own words around it.

    `polarity` comes from the frame around it, `GO if:`, and is None where that says nothing: to be asked.
    """

    subject: str
    stat: str | None
    compare: Compare
    quantity: Quantity
    lasting: Span | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """What the file says to run: a proposal, never run unless the bindings list its hash.

    `text` keeps its continuation lines; `expected` is what the file says it should answer.
    """

    line: int
    text: str
    expected: str | None = None
