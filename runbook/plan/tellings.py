"""Communications as the stages stand by now: when each is asked for, and by when it has to be out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from runbook.constructs import Communication
from runbook.model import Runbook
from runbook.plan import communications, stages
from runbook.plan.actions import Kind
from runbook.plan.course import Course, course
from runbook.plan.moments import Offset
from runbook.terms import Anchor

MOST = 500
"""Of one run: a cadence of a second would make more than anybody could send."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A communication at one of its moments, the `nth` of them.

    Somebody can be asked for it from `asks` on: of a deadline, from what that is counted from.
    """

    of: Communication
    nth: int
    anchor: Anchor
    kind: Kind
    asks: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Tellings:
    """`starts` is when the deployment does or did, with the stage whose heading has the line `stage`."""

    starts: datetime
    stage: int | None
    all: tuple[Telling, ...]


def tellings(
    runbook: Runbook, start: datetime, zone: tzinfo, stands: Mapping[int, datetime], live: datetime | None
) -> Tellings:
    """`stands` is when each stage began or is to begin by now, by the line of its heading."""
    planned = course(runbook, start, live, zone)
    opening = _opening(runbook, planned)
    now = _moved(runbook, planned, stands)
    found = islice(_all(runbook, now), MOST)
    return Tellings(now.anchors[Anchor.START], opening, tuple(sorted(found, key=_order)))


def _order(telling: Telling) -> tuple[float, int, int]:
    return telling.asks.timestamp(), telling.of.line, telling.nth


def _all(runbook: Runbook, run: Course) -> Iterator[Telling]:
    for each in runbook.communications:
        kind = communications.kind(each.timing)
        for nth, (anchor, by) in enumerate(communications.moments(each, runbook, run), start=1):
            due = run.reached(anchor, by).at
            asks = run.reached(anchor, Offset()).at if kind is Kind.COMMUNICATION_DUE else due
            yield Telling(each, nth, anchor, kind, asks, due)


# A late start. ----------------------------------------------------------------------------------------------


def _stages(runbook: Runbook, planned: Course) -> dict[int, datetime]:
    found = (action for action in stages.actions(runbook, planned) if action.kind is Kind.STAGE)
    return {action.line: action.expected for action in found}


def _opening(runbook: Runbook, planned: Course) -> int | None:
    """The first stage at or after T0."""
    t0 = planned.t0.timestamp()
    ahead = {line: at for line, at in _stages(runbook, planned).items() if at.timestamp() >= t0}
    return min(ahead, key=lambda line: ahead[line].timestamp()) if ahead else None


def _moved(runbook: Runbook, planned: Course, stands: Mapping[int, datetime]) -> Course:
    """T0 stays what was planned; the other anchors go with the stage that they are the moment of."""
    times, opening = _stages(runbook, planned), _opening(runbook, planned)
    begins = stands.get(opening) if opening is not None else None
    late = _apart(times[opening], begins) if opening is not None and begins else timedelta()
    by_moment = {times[line].timestamp(): at for line, at in stands.items() if line in times}
    anchors = dict(planned.anchors)
    for anchor in (Anchor.START, Anchor.END, *(() if planned.live_known else (Anchor.LIVE,))):
        at = anchors[anchor]
        moved = by_moment.get(at.timestamp()) or at.astimezone(UTC) + late
        anchors[anchor] = moved.astimezone(planned.zone)
    return replace(planned, anchors=anchors)


def _apart(one: datetime, other: datetime) -> timedelta:
    return other.astimezone(UTC) - one.astimezone(UTC)
