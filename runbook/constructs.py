"""What a checklist says beside its items: roles, triggers, procedure, communications, severities, levels."""

from dataclasses import dataclass
from enum import StrEnum

from runbook.terms import Command, Condition, Part, Span, Timing


@dataclass(frozen=True, slots=True)
class RoleNamed:
    """A role of people, and all its places. `person` is who the file names for it, None for a blank."""

    name: str
    lines: tuple[int, ...]
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A line under automatic triggers: measured where it has a `condition`, else an event."""

    id: str
    line: int
    raw: str
    text: str
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line under manual decision; `condition` is a clock on the open incident, never a metric."""

    id: str
    line: int
    raw: str
    text: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line that compares, whose frame says what that means: its condition has a polarity."""

    line: int
    text: str
    condition: Condition


class StepKind(StrEnum):
    ROLL_BACK = "roll back"
    VERIFY = "verify"
    WATCH = "watch"
    NOTIFY = "notify"
    NOTE = "note"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """`# 2. Verify` in the rollback's fence; a note has no command, and may have a deadline.

    Of several commands under one title each is a step of its own, with the same number. `option` is the
    alternative that it belongs to: one of those is chosen, and they are never all run.
    """

    line: int
    number: int
    title: str
    kind: StepKind
    command: Command | None
    note: str | None = None
    deadline: Span | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Communication:
    """A line of the communication plan. `phase` is BEFORE, DURING or AFTER; `timing` None is to be asked.

    `channel` is what the file calls one, such as `#releases`: the bindings say which that is.
    """

    id: str
    line: int
    raw: str
    text: str
    audience: str
    phase: Part
    timing: Timing | None
    channel: str | None = None


class Response(StrEnum):
    """What a step of an incident comes to."""

    PAGE = "page"
    CHANNEL = "channel"
    ASSESS = "assess"
    DECIDE = "decide"
    ACT = "act"
    VERIFY = "verify"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class SeverityStep:
    """A step of an incident; `decision` holds the outcomes of "Decide: fix forward or rollback"."""

    line: int
    number: int
    text: str
    deadline: Span | None = None
    decision: tuple[str, ...] = ()
    kind: Response | None = None


@dataclass(frozen=True, slots=True)
class Severity:
    line: int
    number: int
    name: str
    steps: tuple[SeverityStep, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A level of the contact tree: it owns the minutes `first` to `last`, for ever without a last."""

    line: int
    role: str
    first: int
    last: int | None
