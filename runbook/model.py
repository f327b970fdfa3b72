"""The runbook as data: what every other package reads, and nobody changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time


class Unreadable(Exception):
    """The document cannot become a runbook; `reason` says what is wrong and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Repair:
    """A run of damaged characters, as it arrived and as it was meant."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One task box.

    `text` is for people, `raw` the source line or lines. `depth` counts the items it is nested in,
    `parent` is the id of the innermost of them. `claimed` means the box arrived ticked.
    """

    id: str
    line: int
    raw: str
    text: str
    claimed: bool
    depth: int
    parent: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a dated phase, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the items that stand directly under it.

    `path` holds the titles from the outermost section down to this one. `dates` are those of a dated
    phase, `clock` the wall time of a stage; both are None where the heading says neither.
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


@dataclass(frozen=True, slots=True)
class Runbook:
    """A whole checklist; `sections` are flat and in the order of the document.

    `text` is the document after encoding repair, `sha256` that of the bytes as they arrived.
    `start` is aware, and None unless the document names a date, a time and a zone.
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

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def claimed(self) -> int:
        return sum(item.claimed for item in self.items)
