"""Phases, stages and the gates between them."""

from collections.abc import Iterator
from datetime import date, time

from runbook.model import Runbook, Section
from runbook.plan.actions import Action, Kind
from runbook.plan.course import Course
from runbook.plan.moments import Offset, between, offset, on_day
from runbook.recognise.headings import lasting
from runbook.terms import Anchor, Part

_MIDNIGHT = time()


def actions(runbook: Runbook, course: Course) -> Iterator[Action]:
    for section in runbook.sections:
        if section.dates:
            yield from _dated_phase(section, course)
        elif section.clock is not None:
            yield _stage(section, course)
        elif section.timing:
            by = offset(section.timing.span, before=section.timing.before)
            yield course.action(section.timing.anchor, by, Kind.STAGE, section.line, _text(section))
        else:
            yield from _phase(section, course)
        yield from _timed_items(section, course)
    yield from _gates(runbook, course)


def _text(section: Section) -> str:
    """A stage's title without its clock, and the traffic it moves."""
    moved = [item.traffic for item in section.items if item.traffic]
    share = f" ({moved[-1].percent} % of the traffic)" if moved else ""
    return lasting(section.title) + share


def _stage(section: Section, course: Course) -> Action:
    moment = course.stages[section.line]
    by = between(course.t0, moment.at)
    return Action(moment.at, Anchor.T0, by, Kind.STAGE, section.line, _text(section), moment.at, moment.doubt)


def _dated_phase(section: Section, course: Course) -> Iterator[Action]:
    """From the first of its days to the end of the last."""
    if section.dates is None:
        return
    text = lasting(section.title)
    opens, ends = _days(section.dates.first, course), _days(section.dates.last, course) + 1
    yield course.action(Anchor.T0, on_day(opens, _MIDNIGHT), Kind.PHASE_OPENS, section.line, text)
    yield course.action(Anchor.T0, on_day(ends, _MIDNIGHT), Kind.PHASE_ENDS, section.line, text)


def _days(day: date, course: Course) -> int:
    return (day - course.written.date()).days


def _phase(section: Section, course: Course) -> Iterator[Action]:
    """Of a file without dates: what comes before is due by T0, what comes after opens at `live`."""
    if section.level > 2 or section.window:
        return
    if section.part is Part.BEFORE:
        yield course.action(Anchor.T0, Offset(), Kind.PHASE_ENDS, section.line, section.title)
    if section.part in {Part.AFTER, Part.MONITORING}:
        yield course.action(Anchor.LIVE, Offset(), Kind.PHASE_OPENS, section.line, section.title)


def _timed_items(section: Section, course: Course) -> Iterator[Action]:
    for item in section.items:
        if item.timing:
            by = offset(item.timing.span, before=item.timing.before)
            yield course.action(item.timing.anchor, by, Kind.ITEM_DUE, item.line, item.text)


def _gates(runbook: Runbook, course: Course) -> Iterator[Action]:
    """Go or no-go at the first stage at or after T0, wherever the approvals stand in the file."""
    by = between(course.t0, course.anchors[Anchor.START])
    for section in runbook.sections:
        if section.part is Part.APPROVAL and any(item.signoff for item in section.items):
            yield course.action(Anchor.T0, by, Kind.GO_NO_GO, section.line, section.title)
