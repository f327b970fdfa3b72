"""Decisions about what hangs on `live`: when a person is asked or written to, and what a verdict is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from commands.feature import Refused

SHIFT = timedelta(hours=8)
"""At least so often somebody looks, however quiet it is."""

EVENING, MORNING, DIGEST = time(22), time(7), time(9)
"""On the wall clock of the run: between the first two people sleep, at the last they read what is overdue."""

NEAR = 0.75
"""The part of its time after which those with open items of a list are reminded."""

TOGETHER = timedelta(hours=1)
"""Reminders that are so near each other are one."""

UNJUDGED = timedelta(hours=2)
"""So long after it opened the lead is told that a verdict is missing."""


# Check-ins. -------------------------------------------------------------------------------------------------


class Why(StrEnum):
    """Why a person is asked, in words."""

    INCIDENT = "an incident of this run is open"
    UNKNOWN = "the first look, and no metric says how it is"
    FIRST = "the first of this window"
    LAST = "the last of this window"
    SHIFT = "nobody was asked for 8 h"


@dataclass(frozen=True)
class Tick:
    """A check-in as it is made.

    `incident`: one is open that was declared since somebody was last asked, `asked_ago`. `unknown`: no metric
    says how the run is. `just_live`: its window opened as the new version went live.
    """

    first: bool
    last: bool
    night: bool
    incident: bool
    unknown: bool
    just_live: bool
    asked_ago: timedelta | None


def why(tick: Tick) -> Why | None:
    """Why a person is asked, if one is; at night only on exception."""
    if tick.incident:
        return Why.INCIDENT
    if tick.first and tick.unknown and tick.just_live:
        return Why.UNKNOWN
    if tick.night:
        return None
    if tick.first:
        return Why.FIRST
    if tick.last:
        return Why.LAST
    return Why.SHIFT if tick.asked_ago is None or tick.asked_ago >= SHIFT else None


def answer(*, over: bool, well: bool, answered: str | None) -> None:
    """`answered` says who found that all is well, if somebody did: what was wrong before may be well now."""
    if over:
        raise Refused("Nothing of this run is watched any more.")
    if answered:
        more = "" if well else " If that has changed: `/incident open`."
        raise Refused(f"Answered already: all well, {answered}.{more}")


def done(*, over: bool, done_by: str | None) -> None:
    """A prompt of a recurring item."""
    if over:
        raise Refused("Nothing of this run is asked for any more.")
    if done_by:
        raise Refused(f"Done already: {done_by}.")


# When. Moments are aware, and in the zone of the run. -------------------------------------------------------


def is_night(local: datetime) -> bool:
    return not MORNING <= local.time() < EVENING


def out_of_night(local: datetime) -> datetime:
    """That moment, or the end of its night."""
    if not is_night(local):
        return local
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, local.tzinfo)


def near(opens: datetime, ends: datetime) -> datetime:
    """When a list that is to be done between two moments (both in UTC) nears its end."""
    return opens + (ends - opens) * NEAR


def next_digest(local: datetime) -> datetime:
    today = datetime.combine(local.date(), DIGEST, local.tzinfo)
    return (
        today if today > local else datetime.combine(local.date() + timedelta(days=1), DIGEST, local.tzinfo)
    )


# Verdicts. --------------------------------------------------------------------------------------------------

MET = 0
"""The outcome of a criterion that is met is the first of the two."""


@dataclass(frozen=True)
class Criterion:
    """As it stands: what is closed without an outcome, such as skipped, stays unknown."""

    text: str
    closed: bool
    met: bool | None


@dataclass(frozen=True)
class Verdict:
    met: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    decided: bool

    @property
    def of(self) -> int:
        return len(self.met) + len(self.failed) + len(self.unknown)


def verdict(criteria: Sequence[Criterion]) -> Verdict:
    """Unknown is not met."""
    return Verdict(
        met=tuple(each.text for each in criteria if each.met),
        failed=tuple(each.text for each in criteria if each.met is False),
        unknown=tuple(each.text for each in criteria if each.met is None),
        decided=bool(criteria) and all(each.closed for each in criteria),
    )
