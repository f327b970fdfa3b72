"""Planned against actual: the rows of the timeline, from the plan and from the journal. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from commands.record import acts
from commands.record.gathered import Gathered
from commands.record.words import Tone
from runbook.model import Runbook as Document
from runbook.plan import Action, plan, windows
from runbook.plan.moments import reached
from runbook.terms import Anchor
from store import sections
from store.items import Item
from store.sections import Section

Due = tuple[datetime, datetime | None]
"""When something was to begin, and to end."""


class Bar(StrEnum):
    RUN = "run"
    SECTION = "section"
    GATE = "gate"
    HOLD = "hold"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Mark:
    """A moment worth a line of its own on the row of the run."""

    at: datetime
    said: str
    tone: Tone


@dataclass(frozen=True)
class Row:
    """`due` and `due_end` are planned, `since` and `until` actual; `goes_on`: it had not ended at `until`."""

    bar: Bar
    title: str
    due: datetime | None = None
    due_end: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    goes_on: bool = False
    note: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def moments(self) -> Iterator[datetime]:
        known = (self.due, self.due_end, self.since, self.until, *(mark.at for mark in self.marks))
        return (moment for moment in known if moment is not None)


def rows(given: Gathered) -> list[Row]:
    """The run, what held it, its incidents and gates, and every section that was planned or opened."""
    return [_run(given), *_holds(given), *_incidents(given), *_gates(given), *_sections(given)]


def _run(given: Gathered) -> Row:
    run = given.run
    marks = tuple(
        Mark(act.at, act.what, act.tone)
        for act in acts.acts(given, given.of_run)
        if act.tone is not Tone.PLAIN and act.entry.what not in {"run.prepared", "run.planned_start_reached"}
    )
    return Row(
        Bar.RUN,
        "The run",
        due=run.planned_at,
        since=given.began_at,
        until=run.ended_at or given.at,
        goes_on=run.ended_at is None,
        marks=marks,
    )


def _holds(given: Gathered) -> Iterator[Row]:
    for hold in acts.holds(given):
        until = hold.until or given.at
        yield Row(Bar.HOLD, "Held", since=hold.since, until=until, goes_on=hold.until is None, note=hold.why)


def _gates(given: Gathered) -> Iterator[Row]:
    """From when a gate asked for signatures until it let the run through."""
    for gate in given.gates:
        until = gate.passed_at or given.run.ended_at or given.at
        yield Row(
            Bar.GATE,
            f"Gate: {gate.title}",
            due=gate.opens_at,
            since=gate.opened_at,
            until=until if gate.opened_at else None,
            goes_on=gate.passed_at is None,
            note="broken" if gate.broken_by else "",
        )


def _incidents(given: Gathered) -> Iterator[Row]:
    for each in (trouble.incident for trouble in given.troubles):
        title = f"Incident {each.number}"
        until = each.resolved_at or given.at
        yield Row(
            Bar.INCIDENT,
            title,
            since=each.declared_at,
            until=until,
            goes_on=each.resolved_at is None,
            note=each.title,
        )


def _sections(given: Gathered) -> Iterator[Row]:
    due = _due(given)
    for section in given.sections:
        begins, ends = due.get(section.line, (section.opens_at, section.ends_at))
        items = given.items.get(section.id, ())
        since = _since(section, items)
        if begins is None and since is None:
            continue
        last = max((item.closed_at for item in items if item.closed_at), default=None)
        still = any(item.closed_at is None for item in items)
        yield Row(
            Bar.SECTION,
            section.title,
            due=begins,
            due_end=ends,
            since=since,
            until=_until(given, since, last, still=still),
            goes_on=still,
        )


def _since(section: Section, items: Sequence[Item]) -> datetime | None:
    """A stage's card is there before it is started; of one that never was, its first item may be done."""
    if section.waits != sections.Waits.CLOCK:
        return section.opened_at
    return section.begun_at or min((item.closed_at for item in items if item.closed_at), default=None)


def _until(given: Gathered, since: datetime | None, last: datetime | None, *, still: bool) -> datetime | None:
    """A section lasts until its last item is closed, or as long as the run does."""
    end = (given.run.ended_at or given.at) if still else last
    return max(since, end or since) if since else None


def _due(given: Gathered) -> Mapping[int, Due]:
    """When each section was to begin, and where it is known to end, by the line of its heading."""
    if given.document is None:
        return {}
    live = acts.live_at(given)
    try:
        made = plan(given.document, given.run.planned_at, live, given.zone)
    except ValueError:  # no years to plan in
        return {}
    by_line = _by_line(made.actions)
    watched = _windows(given.document, live, given.zone) if live else {}
    return {**_phases(given.document, by_line), **by_line, **watched}


def _by_line(actions: Iterable[Action]) -> dict[int, Due]:
    found: dict[int, list[datetime]] = {}
    for action in actions:
        if action.at is not None:
            found.setdefault(action.line, []).append(action.at)
    return {line: (min(ats), max(ats) if len(ats) > 1 else None) for line, ats in found.items()}


def _phases(document: Document, by_line: Mapping[int, Due]) -> dict[int, Due]:
    """What stands in a dated phase, and has no time of its own, has the days of that."""
    dated = [section for section in document.sections if section.dates and section.line in by_line]
    return {
        section.line: by_line[phase.line]
        for section in document.sections
        for phase in dated
        if section.path[: len(phase.path)] == phase.path
    }


def _windows(document: Document, live: datetime, zone: tzinfo) -> dict[int, Due]:
    """The hours and days after the new version took all traffic."""
    return {
        section.line: (
            reached(live, windows.opens(section.window), zone).at,
            reached(live, windows.ends(section.window), zone).at,
        )
        for section in document.sections
        if section.window and section.window.anchor is Anchor.LIVE
    }
