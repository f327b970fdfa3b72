"""The course of a run: its anchors, and its stages as they fall when the runbook is started anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from runbook import zero
from runbook.model import Runbook, Section
from runbook.plan.actions import Action, Kind
from runbook.plan.moments import Moment, Offset, on_clock, reached
from runbook.recognise.planned_start import planned_date
from runbook.terms import Anchor

_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Course:
    """`written` is T0 on the wall clock as the document gives it; `stages` are by the line of their heading.

    `live` is expected where `live_known` is false.
    """

    zone: tzinfo
    written: datetime
    stages: Mapping[int, Moment]
    anchors: Mapping[Anchor, datetime]
    live_known: bool

    @property
    def t0(self) -> datetime:
        return self.anchors[Anchor.T0]

    def reached(self, anchor: Anchor, by: Offset) -> Moment:
        return reached(self.anchors[anchor], by, self.zone)

    def action(self, anchor: Anchor, by: Offset, kind: Kind, line: int, text: str) -> Action:
        """What is to be done so far from an anchor."""
        moment = self.reached(anchor, by)
        at = moment.at if anchor is not Anchor.LIVE or self.live_known else None
        return Action(at, anchor, by, kind, line, text, moment.at, moment.doubt)


def course(runbook: Runbook, start: datetime, live: datetime | None, zone: tzinfo | None) -> Course:
    """The zone is the one bound, else that of the document, else that of `start`."""
    own = runbook.start.tzinfo if runbook.start else None
    zone = zone or own or start.tzinfo or UTC
    t0 = start.astimezone(zone)
    written = _written(runbook, t0)
    stages = {line: _moved(wall, written, t0, zone) for line, wall in _walls(runbook, written)}
    anchors = _anchors(runbook, t0, stages)
    if live:
        anchors[Anchor.LIVE] = live.astimezone(zone)
    return Course(zone, written, stages, anchors, live is not None)


def _written(runbook: Runbook, t0: datetime) -> datetime:
    """Where the document gives T0 no date or time, its clocks are those of the day it is started."""
    if runbook.start:
        return runbook.start.replace(tzinfo=None)
    return datetime.combine(planned_date(runbook.meta) or t0.date(), t0.time())


def _walls(runbook: Runbook, written: datetime) -> Iterator[tuple[int, datetime]]:
    """The stages' wall times as the document gives them; after 23:00, 00:30 is that of the next day."""
    phase: Section | None = None
    before: datetime | None = None
    for section in runbook.sections:
        if section.dates:
            phase, before = section, None
        if section.clock is None:
            continue
        day = phase.dates.first if phase and phase.dates and _within(section, phase) else written.date()
        wall = datetime.combine(before.date() if before else day, section.clock)
        if before and before - wall > _HALF_A_DAY:
            wall += timedelta(days=1)
        before = wall
        yield section.line, wall


def _within(section: Section, phase: Section) -> bool:
    return section.path[: len(phase.path)] == phase.path


def _moved(wall: datetime, written: datetime, t0: datetime, zone: tzinfo) -> Moment:
    """As far from T0, on the wall clock, as the document has it."""
    return on_clock(t0.replace(tzinfo=None) + (wall - written), zone)


def _anchors(runbook: Runbook, t0: datetime, stages: Mapping[int, Moment]) -> dict[Anchor, datetime]:
    times = sorted((moment.at for moment in stages.values()), key=datetime.timestamp)
    start = next((at for at in times if at.timestamp() >= t0.timestamp()), t0)
    end = times[-1] if times else start
    whole = (s.line for s in runbook.stages if any(i.traffic and i.traffic.percent >= 100 for i in s.items))
    live = next((stages[line].at for line in whole), end)
    named = zero.stage(runbook.sections)
    begun = stages[named.line].at if named and named.line in stages else t0
    return {Anchor.T0: t0, Anchor.START: start, Anchor.ZERO: begun, Anchor.END: end, Anchor.LIVE: live}
