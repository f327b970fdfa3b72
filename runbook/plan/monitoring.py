"""What is due once its time is over: items of a window, task lists, verdicts, the confirmation."""

from collections.abc import Iterator

from runbook.model import Item, Runbook, Section, Verb
from runbook.plan.actions import Action, Kind
from runbook.plan.course import Course
from runbook.plan.windows import ends
from runbook.terms import Anchor, Part, Window


def actions(runbook: Runbook, course: Course) -> Iterator[Action]:
    for section in runbook.sections:
        if section.window is None or section.window.anchor is None:
            continue
        if section.part is Part.TASKS:
            yield _at_end(section.window, course, Kind.TASKS_DUE, section)
        else:
            yield from _once(section, section.window, course)
    yield from _verdicts(runbook, course)


def _at_end(window: Window, course: Course, kind: Kind, of: Section | Item) -> Action:
    text = of.title if isinstance(of, Section) else of.text
    return course.action(window.anchor or Anchor.LIVE, ends(window), kind, of.line, text)


def _once(section: Section, window: Window, course: Course) -> Iterator[Action]:
    """Reports and the like, once a window; what is looked at rides on its check-ins."""
    for item in section.items:
        if not (rides(section, item) or item.recurring or item.standing or item.timing):
            yield _at_end(window, course, Kind.ITEM_DUE, item)


def rides(section: Section, item: Item) -> bool:
    """Whether an item is looked at whenever its window is checked."""
    checked = any(each.recurring and each.recurring.every.unit.elapsed for each in section.items)
    own = item.recurring or item.standing or item.timing
    return checked and item.verb is Verb.OBSERVATION and not own


def _verdicts(runbook: Runbook, course: Course) -> Iterator[Action]:
    """Success is judged when its time is over; what confirms the deployment opens with the first verdict."""
    found = [(s, s.measured) for s in runbook.sections if s.measured and s.part is Part.SUCCESS]
    for section, window in found:
        yield _at_end(window, course, Kind.VERDICT, section)
    for section in runbook.sections:
        if found and section.part is Part.CONFIRMATION and any(item.signoff for item in section.items):
            yield _at_end(found[0][1], course, Kind.CONFIRMATION, section)
