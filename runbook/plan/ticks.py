"""What comes back: check-ins over elapsed time, and series on days at nine in the morning."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from runbook.plan.course import Course
from runbook.plan.moments import Offset, length, offset, on_day, reached
from runbook.terms import Anchor, Span

MORNING = time(9)
_A_DAY = timedelta(days=1)


def ticks(course: Course, anchor: Anchor, opens: Offset, ends: Offset, every: Span) -> Iterator[Offset]:
    """From `opens` to `ends`, both counted from the anchor: by elapsed time or by days."""
    if every.count < 1:
        return iter(())
    return (_elapsed if every.unit.elapsed else _mornings)(course, anchor, opens, ends, every)


def _elapsed(course: Course, anchor: Anchor, opens: Offset, ends: Offset, every: Span) -> Iterator[Offset]:
    """The first a cadence after it opens, the last at its end, however long that is where clocks change."""
    step = length(every)
    lasts = _at(course, anchor, ends) - _at(course, anchor, opens)
    if lasts > timedelta():
        for nth in range(1, max(1, int(lasts / step + 0.5))):
            yield opens.plus(nth * step)
        yield ends


def _mornings(course: Course, anchor: Anchor, opens: Offset, ends: Offset, every: Span) -> Iterator[Offset]:
    """At nine whenever a day, a week or a month is full; where none is, on the last morning there is."""
    first, last = course.reached(anchor, opens).at, course.reached(anchor, ends).at
    from_day = course.anchors[anchor].astimezone(course.zone).date()
    found = False
    for nth in count(1):
        full = reached(first, offset(replace(every, count=nth * every.count)), course.zone).at
        by = on_day((_next_morning(full - _A_DAY) - from_day).days, MORNING)
        if _at(course, anchor, by) > last.astimezone(UTC):
            break
        found = True
        yield by
    if not found:
        yield _last_morning(first, last, from_day) or ends


def _next_morning(wall: datetime) -> date:
    """The day of the first morning after a moment."""
    return wall.date() + (_A_DAY if wall.time() >= MORNING else timedelta())


def _last_morning(first: datetime, last: datetime, from_day: date) -> Offset | None:
    """Between two moments, if there is one."""
    day = last.date() - (_A_DAY if last.time() < MORNING else timedelta())
    if datetime.combine(day, MORNING) <= first.replace(tzinfo=None):
        return None
    return on_day((day - from_day).days, MORNING)


def _at(course: Course, anchor: Anchor, by: Offset) -> datetime:
    return course.reached(anchor, by).at.astimezone(UTC)
