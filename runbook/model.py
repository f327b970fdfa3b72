"""The runbook as data: what every other package reads, and nobody changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from runbook.constructs import (
    Communication,
    Contact,
    Criterion,
    ProcedureStep,
    RoleNamed,
    Severity,
    Threshold,
    Trigger,
)
from runbook.kinds import Kind
from runbook.terms import At, Command, Condition, Part, Span, Window


class Unreadable(Exception):
    """The document cannot become a runbook; `reason` says what is wrong and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NothingToDo(Unreadable):
    """Nothing in the document is read as an item, so no run could ever do anything."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A run of damaged characters, as it arrived and as it was meant."""

    line: int
    before: str
    after: str


# Items. -----------------------------------------------------------------------------------------------------


class Verb(StrEnum):
    """What an item asks for, by its first word."""

    OBSERVATION = "observation"
    ACTION = "action"
    COMMUNICATION = "communication"
    HUMAN = "human"


class Made(StrEnum):
    """How the file writes an item: a task box, a row (or bullet) with a box, a step, a decision, a line."""

    TASK = "task"
    ROW = "row"
    STEP = "step"
    CHOICE = "choice"
    LINE = "line"


class Force(StrEnum):
    OPTIONAL = "optional"
    RECOMMENDED = "recommended"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to be filled in. Of the same `name` there is one question a run; unnamed ones stand alone."""

    line: int
    raw: str
    name: str | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """`Owner: DBA` under an item; `key` is in lower case."""

    line: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Traffic:
    """`Route 25% traffic to NEW`."""

    percent: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """An item that comes back: `every 15 minutes`, `Daily`, `Weekly`."""

    every: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision with several outcomes: `Decision: [ ] GO [ ] NO-GO`."""

    line: int
    label: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """`QA Lead: ____ Date: ____`: `who` is a role before the deployment, a statement after it."""

    who: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be ticked.

    `text` is for people, `raw` the source line or lines. `depth` counts the items it is nested in,
    `parent` is the id of the innermost of them. `claimed` means the box arrived ticked. `condition` is a
    claim's or criterion's comparison. `standing` is a duty that is never done, such as answering alerts.
    `tag` is the version to tag. `unsure` is an offset without a unit, `T-7`. `hints` are those
    of a `<!-- runsheet: … -->` comment. `part` is that of its section, else the phase that the bold label
    above it names. `hard` says that it is a gate: by such a hint, on it or on its
    heading, or because people said so.
    """

    id: str
    line: int
    raw: str
    text: str
    claimed: bool
    depth: int
    parent: str | None
    evidence: str | None
    part: Part | None = None
    made: Made = Made.TASK
    verb: Verb = Verb.HUMAN
    traffic: Traffic | None = None
    tag: str | None = None
    recurring: Recurring | None = None
    standing: bool = False
    condition: Condition | None = None
    signoff: SignOff | None = None
    timing: At | None = None
    hold: Span | None = None
    owner: str | None = None
    force: Force | None = None
    only_if: str | None = None
    unsure: str | None = None
    choices: tuple[Choice, ...] = ()
    commands: tuple[Command, ...] = ()
    fields: tuple[Field, ...] = ()
    blanks: tuple[Blank, ...] = ()
    hard: bool = False
    hints: Mapping[str, str] = field(default_factory=dict, hash=False)


# Sections. --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a dated phase, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the items that stand directly under it.

    `path` holds the titles from the outermost section down to this one. `dates` are those of a dated
    phase, `clock` the wall time of a stage; `window` the hours or days after live; `measured` the time
    over which its criteria are judged. `claimed` means that its heading carries a claim mark. `option` is
    its letter among alternatives of which one is chosen.
    """

    id: str
    line: int
    level: int
    title: str
    raw: str
    path: tuple[str, ...]
    dates: Dates | None
    clock: time | None
    items: tuple[Item, ...]
    part: Part | None = None
    claimed: bool = False
    window: Window | None = None
    measured: Window | None = None
    timing: At | None = None
    unsure: str | None = None
    owner: str | None = None
    option: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict, hash=False)


# The whole. -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One source line and what it was read as; `of` names the section, item or construct it is part of."""

    line: int
    kind: Kind
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Runbook:
    """A whole checklist; `sections` are flat and in the order of the document.

    `text` is the document after encoding repair, `sha256` that of the bytes as they arrived.
    `marked` says that those began with the byte order mark of UTF-8. `start` is aware, and None unless the
    document names a date, a time and a zone. `reading` has one entry a line. `framed` are plain bullets.
    What only some files say is empty in the others.
    """

    title: str
    service: str | None
    version: str | None
    meta: Mapping[str, str] = field(hash=False)
    start: datetime | None
    sections: tuple[Section, ...]
    sha256: str
    repairs: tuple[Repair, ...]
    text: str
    roles: tuple[RoleNamed, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    framed: tuple[Threshold, ...] = ()
    procedure: tuple[ProcedureStep, ...] = ()
    communications: tuple[Communication, ...] = ()
    severities: tuple[Severity, ...] = ()
    contacts: tuple[Contact, ...] = ()
    blanks: tuple[Blank, ...] = ()
    choices: tuple[Choice, ...] = ()
    reading: tuple[Reading, ...] = ()
    marked: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Every line that compares and whose frame says what that means, in the order of the file."""
        said: tuple[Trigger | Criterion | Item, ...] = (*self.triggers, *self.criteria, *self.items)
        found = [Threshold(each.line, each.text, each.condition) for each in said if each.condition]
        found += self.framed
        return tuple(sorted((each for each in found if each.condition.polarity), key=lambda each: each.line))

    @property
    def claimed(self) -> int:
        return sum(item.claimed for item in self.items)

    @property
    def stages(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.clock is not None)
