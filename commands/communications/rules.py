"""Decisions about communications: facts in, a decision or Refused out."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from commands.feature import Refused
from runbook.terms import Anchor

MOVED = timedelta(minutes=10)
"""From this on a start is another one than people were told: as late as a stage that is said to be late."""

A_MINUTE = timedelta(minutes=1)

GONE = "The checklist does not ask for it any more."
TOO_LATE = "The deployment is to end before then."
ROLLED_BACK = "The run goes back."
AS_TOLD = "It starts as they were told after all."

_ROLE = re.compile(r"\bcomm(?:s|unications?)\b", re.I)


@dataclass(frozen=True)
class Standing:
    """A communication as it stands; `settled` says in words what became of it, and by whom."""

    run_ended: bool
    settled: str | None


def answer(stands: Standing) -> None:
    if stands.settled:
        raise Refused(f"Answered already: {stands.settled}")
    if stands.run_ended:
        raise Refused("The run has ended: nothing of it is to be sent any more.")


def take_back(*, answered: bool, corrected: bool, run_ended: bool) -> None:
    """What somebody answered, and only that: what it was answered for may be told otherwise since."""
    if run_ended:
        raise Refused("The run has ended: nothing of it is to be sent any more.")
    if not answered:
        raise Refused("Nobody has answered this, or it was taken back already.")
    if corrected:
        raise Refused("People were to be told of another start since. Answer that instead.")


def tells(role: str) -> bool:
    """Whether it is a role that keeps people informed: Communications Lead, Comms."""
    return _ROLE.search(role) is not None


def has_come(anchor: Anchor, *, begun: bool, live: bool) -> bool:
    """Whether what hangs on this anchor can be told: nobody says that it is live before it is."""
    if anchor is Anchor.START:
        return begun
    return live if anchor is Anchor.LIVE else True


def is_moved(told: datetime, starts: datetime) -> bool:
    return abs(starts - told) >= MOVED


Key = TypeVar("Key", bound=Hashable)
One = TypeVar("One")


def overtaken(series: Iterable[tuple[Key, int, One]]) -> list[One]:
    """All but the last one of each series, by its number: nobody sends yesterday's update today."""
    found: dict[Key, list[tuple[int, One]]] = {}
    for key, nth, one in series:
        found.setdefault(key, []).append((nth, one))
    return [one for of in found.values() for _, one in sorted(of, key=lambda pair: pair[0])[:-1]]


def late(planned: datetime, at: datetime) -> str | None:
    """`2 h 5 min late`; nothing below a minute."""
    return f"{words(at - planned)} late" if at - planned >= A_MINUTE else None


def words(length: timedelta) -> str:
    """`40 min`, `2 h 5 min`, `3 days 1 h`."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    named = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"))
    said = [f"{count} {unit}" for count, unit in named if count]
    return " ".join(said[:2]) or "0 min"


def next_due(asks: Sequence[datetime | None], deadlines: Sequence[datetime | None]) -> datetime | None:
    """When there is something to ask or to remind of next."""
    return min(filter(None, [*asks, *deadlines]), default=None)


def first_of_each(rows: Iterable[tuple[Key, One]]) -> list[One]:
    """The next one of each series."""
    found: dict[Key, One] = {}
    for key, row in rows:
        found.setdefault(key, row)
    return list(found.values())
