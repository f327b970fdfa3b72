"""A runbook and the moments that are known become a plan."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import chain, islice

from runbook.model import Runbook
from runbook.plan import communications, monitoring, series, stages
from runbook.plan.actions import Action, Kind, Plan, Waiting, Warned
from runbook.plan.course import Course, course
from runbook.plan.moments import words
from runbook.recognise.planned_start import YEARS
from runbook.terms import Span

MOST = 20_000
"""Actions of a plan: more come only of a file that was made to have them."""


def plan(runbook: Runbook, start: datetime, live: datetime | None = None, zone: tzinfo | None = None) -> Plan:
    """Every action of a run that starts at `start`, which is aware.

    What hangs on `live` has no moment until that is given. Days, weeks and months are counted in `zone`, else
    in that of the document, else in that of `start`. Raises ValueError outside the years that can be planned.
    """
    if not all(moment.year in YEARS for moment in (start, live or start)):
        raise ValueError(f"runs are planned from {YEARS[0]} to {YEARS[-1]}")
    run = course(runbook, start, live, zone)
    found = list(islice(_actions(runbook, run), MOST + 1))
    actions = sorted(series.merged(found[:MOST]), key=_order)
    return Plan(
        start=run.t0,
        live=live and live.astimezone(run.zone),
        actions=tuple(actions),
        waiting=tuple(sorted(_waiting(runbook, run), key=lambda waiting: waiting.line)),
        warnings=tuple(_warnings(actions, cut=len(found) > MOST)),
    )


def _order(action: Action) -> tuple[float, bool, int]:
    """At one moment the gate comes before the stage that it is in front of."""
    return action.expected.timestamp(), action.kind is not Kind.GO_NO_GO, action.line


def _actions(runbook: Runbook, run: Course) -> Iterator[Action]:
    families = (stages.actions, communications.actions, monitoring.actions, series.actions)
    return chain.from_iterable(family(runbook, run) for family in families)


def _waiting(runbook: Runbook, run: Course) -> Iterator[Waiting]:
    yield from communications.waiting(runbook)
    yield from series.waiting(runbook, run)
    for section in runbook.sections:
        if section.window and section.window.anchor is None:
            yield Waiting("once it is said what it is counted from", section.line, section.title)
    for step in runbook.procedure:
        if step.deadline:
            yield Waiting(_within(step.deadline, "the rollback is verified"), step.line, step.title)
    for severity in runbook.severities:
        for numbered in severity.steps:
            if numbered.deadline:
                when = _within(numbered.deadline, f"an incident of severity {severity.number} is opened")
                yield Waiting(when, numbered.line, numbered.text)


def _within(deadline: Span, anchor: str) -> str:
    return f"within {words(deadline)} after {anchor}"


def _warnings(actions: list[Action], *, cut: bool) -> Iterator[Warned]:
    """Each doubt once, however often the item comes back."""
    if cut:
        yield Warned(1, f"The checklist asks for more than {MOST:,} actions: the others are not planned.")
    doubts = {(action.line, action.doubt): None for action in actions if action.doubt}
    for line, doubt in sorted(doubts, key=lambda found: found[0]):
        yield Warned(line, doubt or "")
