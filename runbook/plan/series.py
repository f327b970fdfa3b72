"""Items that come back: check-ins of a window or a stage, and series that two lists ask for as one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from runbook.model import Item, Runbook, Section
from runbook.plan import ticks, windows
from runbook.plan.actions import Action, Kind, Waiting
from runbook.plan.course import Course
from runbook.plan.moments import Offset, between, words
from runbook.terms import Anchor, Span

MOST = 2_000
"""Times that one item comes back in a plan: every second for a month would be millions."""

Lasting = tuple[Anchor, Offset, Offset]

_SILENT = {
    "a",
    "an",
    "and",
    "daily",
    "day",
    "each",
    "every",
    "for",
    "in",
    "month",
    "monthly",
    "of",
    "on",
    "our",
}
_SILENT |= {"the", "to", "week", "weekly", "with"}
_WORD = re.compile(r"[^\W\d_]+")


def actions(runbook: Runbook, course: Course) -> Iterator[Action]:
    for section in runbook.sections:
        lasting = _lasting(section, course)
        for item in section.items:
            if lasting and item.recurring:
                yield from _series(item, item.recurring.every, lasting, course)


def waiting(runbook: Runbook, course: Course) -> Iterator[Waiting]:
    """What comes back in a section that opens by no clock."""
    for section in runbook.sections:
        for item in section.items:
            if item.recurring and _lasting(section, course) is None:
                every = f"every {words(item.recurring.every)} while “{section.title}” is open"
                yield Waiting(every, item.line, item.text)


def _lasting(section: Section, course: Course) -> Lasting | None:
    """The anchor, and where the section opens and ends after it; a stage ends where the next one begins."""
    if section.window:
        if section.window.anchor is None:
            return None
        return section.window.anchor, windows.opens(section.window), windows.ends(section.window)
    if section.line not in course.stages:
        return None
    opens = course.stages[section.line].at
    later = [each.at for each in course.stages.values() if each.at.timestamp() > opens.timestamp()]
    if not later:
        return None
    ends = min(later, key=datetime.timestamp)
    return Anchor.T0, between(course.t0, opens), between(course.t0, ends)


def _series(item: Item, every: Span, lasting: Lasting, course: Course) -> Iterator[Action]:
    anchor, opens, ends = lasting
    kind = Kind.CHECK_IN if every.unit.elapsed else Kind.RECURRING
    for nth, by in enumerate(ticks.ticks(course, anchor, opens, ends, every), start=1):
        action = course.action(anchor, by, kind, item.line, item.text)
        if nth == MOST:
            yield replace(
                action, doubt=f"It comes back more than {MOST:,} times: the others are not planned."
            )
            return
        yield action


# Two series of one thing are one: the report of a day is not written twice. ---------------------------------


def merged(actions: Iterable[Action]) -> Iterator[Action]:
    """All of the actions of a plan; of series that meet, the first, which names the lines of the others."""
    kept: dict[tuple[object, ...], list[Action]] = {}
    for nth, action in enumerate(actions):
        own = (action.expected.timestamp(), _about(action.text)) if action.kind is Kind.RECURRING else (nth,)
        kept.setdefault(own, []).append(action)
    for first, *others in kept.values():
        also = tuple(other.line for other in others)
        said = f"{first.text} (also line {', '.join(map(str, also))})"
        yield replace(first, text=said, also=also) if also else first


def _about(text: str) -> tuple[str, ...]:
    """The first two words that say what it is about."""
    said = (word.rstrip("s") for word in _WORD.findall(text.casefold()) if word not in _SILENT)
    return tuple(said)[:2]
