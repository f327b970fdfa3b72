"""Communications: at times, cadences and deadlines; without a time, at a default until one is given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from runbook.constructs import Communication
from runbook.model import Runbook
from runbook.plan.actions import Action, Kind, Waiting
from runbook.plan.course import Course
from runbook.plan.moments import Offset, offset
from runbook.plan.series import MOST
from runbook.terms import Anchor, At, Every, On, Part, Series, Span, Stream, Timing, Unit, Within

_FOR_EVERYBODY = "status page"
"""There is one, whoever is meant to read it: an update without a time is the next that the cadence makes."""

DEFAULTS = {
    Part.BEFORE: (Anchor.T0, offset(Span(24, Unit.HOUR), before=True)),
    Part.DURING: (Anchor.START, Offset()),
    Part.AFTER: (Anchor.LIVE, Offset()),
}
"""Of a communication without a time, by its phase."""


def actions(runbook: Runbook, course: Course) -> Iterator[Action]:
    for each in runbook.communications:
        for anchor, by in moments(each, runbook, course):
            yield course.action(anchor, by, kind(each.timing), each.line, f"{each.audience}: {each.text}")


def waiting(runbook: Runbook) -> Iterator[Waiting]:
    """What is sent as things happen."""
    for each, when in waits_for(runbook):
        yield Waiting(when, each.line, f"{each.audience}: {each.text}")


def waits_for(runbook: Runbook) -> Iterator[tuple[Communication, str]]:
    """What is sent as things happen, each with what it waits for in words."""
    for each in runbook.communications:
        if isinstance(each.timing, On | Stream):
            yield each, f"if {each.timing.event}" if isinstance(each.timing, On) else "as things change"


def kind(timing: Timing | None) -> Kind:
    if timing is None:
        return Kind.UNTIMED
    return Kind.COMMUNICATION_DUE if isinstance(timing, Within) else Kind.COMMUNICATION


def moments(each: Communication, runbook: Runbook, course: Course) -> Iterator[tuple[Anchor, Offset]]:
    match each.timing:
        case At(anchor, span, before):
            yield anchor, offset(span, before=before)
        case Within(span, anchor):
            yield anchor, offset(span)
        case Every(span, anchor, until):
            yield from _cadence(course, anchor, span, course.anchors[until or Anchor.END])
        case Series(every, bound, anchor):
            ends = course.reached(anchor, offset(bound)).at
            yield from _cadence(course, anchor, every, ends)
        case None if not _made_by_a_cadence(each, runbook):
            yield DEFAULTS[each.phase]


def _cadence(course: Course, anchor: Anchor, every: Span, ends: datetime) -> Iterator[tuple[Anchor, Offset]]:
    """The first one cadence after the anchor, the last not after `ends`."""
    for nth in range(1, MOST + 1 if every.count else 1):
        by = offset(replace(every, count=nth * every.count))
        if course.reached(anchor, by).at.timestamp() > ends.timestamp():
            return
        yield anchor, by


def _made_by_a_cadence(each: Communication, runbook: Runbook) -> bool:
    cadences = (other for other in runbook.communications if isinstance(other.timing, Every))
    return _FOR_EVERYBODY in each.text.casefold() and any(
        other.phase is each.phase and _FOR_EVERYBODY in other.text.casefold() for other in cadences
    )
