"""Decisions about traffic: facts in, a decision or Refused out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.feature import Refused, safe

WHOLE = 100
NONE = timedelta()

NEAR = 2.0
"""Points of a percentage by which what is read may differ: no balancer is exact."""

SETTLES = timedelta(minutes=5)
"""So long what is read may take to follow."""

CLOCK = "clock"
"""Who did it, in the journal, where nobody pressed anything."""


@dataclass(frozen=True)
class Step:
    """A step of the checklist; `moved_at` is when it was done, `soak` how long it is watched at least."""

    item: int
    percent: int
    stage: str
    begun: bool
    done: bool
    moved_at: datetime | None
    open_items: int
    soak: timedelta = NONE


@dataclass(frozen=True)
class Standing:
    """A step as it stands, behind those before it. `until` is the end of the soak in words."""

    run_ended: bool
    by_lead: bool
    lead_name: str
    step: Step
    before: Step | None
    moving: str | None
    soaking: bool
    until: str
    blocked_by: str | None


def ready_at(before: Step | None) -> datetime | None:
    """When the soak of the step before is over."""
    return before.moved_at + before.soak if before and before.moved_at else None


def fits(read: float, percent: int) -> bool:
    return abs(read - percent) <= NEAR


def is_settled(moved_at: datetime | None, now: datetime) -> bool:
    return moved_at is not None and now >= moved_at + SETTLES


def route(standing: Standing) -> None:
    if standing.run_ended:
        raise Refused("The run has ended: no traffic is moved any more.")
    if standing.step.done:
        raise Refused(f"{standing.step.percent} % is done already.")
    if not standing.by_lead:
        raise Refused(f"Only the lead, {standing.lead_name}, moves traffic.")
    reason = next(reasons(standing), None)
    if reason:
        raise Refused(reason)


def reasons(standing: Standing) -> Iterator[str]:
    """Why it cannot be moved now, the first thing to be done first; each in one line."""
    if standing.moving:
        yield standing.moving
    before = standing.before
    if before and not before.done:
        yield f"{before.percent} % comes first."
    if not standing.step.begun:
        yield f"“{safe(standing.step.stage)}” has not been started yet."
    if standing.blocked_by:
        yield standing.blocked_by
    if standing.soaking and before:
        yield f"The soak at {before.percent} % lasts until {standing.until}."
    if before and before.open_items:
        left = "One item is" if before.open_items == 1 else f"{before.open_items} items are"
        yield f"{left} still open in “{safe(before.stage)}”: do them, or skip them with a reason."
