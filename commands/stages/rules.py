"""Decisions about stages: facts in, a decision or Refused out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.feature import Refused, safe

AHEAD = timedelta(minutes=5)
"""So long before its time the card of a stage is posted."""

LATE = timedelta(minutes=10)
"""So long after its time the lead is told that a stage has not begun."""

NONE = timedelta()
_NOW = timedelta(seconds=59)


@dataclass(frozen=True)
class Standing:
    """A stage as it stands; `opens` is its time in words, `before` the title of one that has not begun."""

    run_ended: bool
    by_lead: bool
    lead_name: str
    begun: bool
    early: bool
    opens: str
    before: str | None
    blocked_by: str | None
    hard_open: Sequence[str]


def start(stage: Standing) -> None:
    """The lead may start it with soft items of earlier stages open, never before its time."""
    if stage.run_ended:
        raise Refused("The run has ended: no stage of it can be started any more.")
    if stage.begun:
        raise Refused("This stage has been started already.")
    if not stage.by_lead:
        raise Refused(f"Only the lead, {stage.lead_name}, starts a stage.")
    reason = next(reasons(stage), None)
    if reason:
        raise Refused(reason)


def reasons(stage: Standing) -> Iterator[str]:
    """Why it cannot be started now, the first thing to be done first; each in one line."""
    if stage.before:
        yield f"“{safe(stage.before)}” comes before it, and has not been started."
    if stage.blocked_by:
        yield stage.blocked_by
    if stage.hard_open:
        more = f" and {len(stage.hard_open) - 1} more" if len(stage.hard_open) > 1 else ""
        yield f"“{safe(stage.hard_open[0])}”{more} must be done first: it is a hard item."
    if stage.early:
        yield f"Not before {stage.opens}: the lead can move it with “Re-plan…” on the run's card."


def mark_live(*, run_ended: bool, live: bool, by_lead: bool, lead_name: str, waiting: str | None) -> None:
    """For a checklist that moves no traffic: when its stages are through."""
    if run_ended:
        raise Refused("The run has ended.")
    if live:
        raise Refused("The new version is live already.")
    if not by_lead:
        raise Refused(f"Only the lead, {lead_name}, says that the new version is live.")
    if waiting:
        raise Refused(f"“{safe(waiting)}” has not been started yet.")


# When. ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stage:
    """`soak` has to pass between its start and that of the next one."""

    id: int
    opens: datetime
    begun: datetime | None
    soak: timedelta = NONE


def earliest(stages: Sequence[Stage]) -> dict[int, datetime]:
    """When each stage that has not begun may, as those before it have; never earlier than it is planned."""
    ready, found = None, {}
    for stage in stages:
        opens = stage.begun or (max(stage.opens, ready) if ready else stage.opens)
        if stage.begun is None:
            found[stage.id] = opens
        ready = opens + stage.soak
    return found


def moved(stages: Sequence[Stage], first: int, begins: datetime) -> dict[int, datetime]:
    """Every stage from `first` on, as far from its time as that one."""
    waiting = [stage for stage in stages if stage.begun is None]
    at = [stage.id for stage in waiting].index(first)
    by = begins - waiting[at].opens
    return {stage.id: stage.opens + by for stage in waiting[at:]}


def begins(asked: datetime, now: datetime, ready: datetime | None) -> None:
    """The new time of the next stage; `ready` is when the soak before it is over."""
    if asked < now - _NOW:
        raise Refused("This moment is over. Choose one that is still to come.", "begins")
    if ready and asked < ready:
        raise Refused("The soak of the stage before it would be cut short. Choose a later moment.", "begins")


def late_by(opens: datetime, now: datetime) -> str | None:
    """In words; nothing below a minute."""
    minutes = int((now - opens).total_seconds() // 60)
    if minutes < 1:
        return None
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min late" if hours else f"{rest} min late"
