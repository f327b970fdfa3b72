"""Windows of time in headings: `Hour 4-24`, `Week 1`; the `(24 hours)` over which criteria are judged."""

import re
from dataclasses import replace

from runbook import words
from runbook.recognise import durations
from runbook.recognise.parts import AFTERWARDS
from runbook.terms import Anchor, Part, Span, Unit, Window
from runbook.words import LANGUAGES

_UNIT = words.either(words.UNITS)
_FIRST = words.either(word for each in LANGUAGES for word in each.first)
_WINDOW = re.compile(
    rf"(?:(?P<unit>{_UNIT})\s(?P<from>\d{{1,4}})(?:\s?[-–]\s?(?P<to>\d{{1,4}}))?"
    rf"|{_FIRST}\s(?:(?P<count>\d{{1,4}})\s)?(?P<counted>{_UNIT}))"
    r"(?!\d)(?:\s*:\s.*|\s+[-–—]\s.*|\s*\(.*\))?",
    re.I,
)
_MEASURED = re.compile(r"\((?P<inside>[^()]+)\)\s*$")
_SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3600,
    Unit.DAY: 86_400,
    Unit.WEEK: 7 * 86_400,
    Unit.MONTH: 30 * 86_400,
}


def window(title: str, part: Part | None) -> Window | None:
    """The window that a heading names; what comes after the deployment hangs on `live`."""
    found = _WINDOW.fullmatch(title)
    if found is None:
        return None
    if found["counted"]:
        unit, first, last = durations.unit(found["counted"]), 1, int(found["count"] or 1)
    else:
        unit, first = durations.unit(found["unit"]), int(found["from"])
        last = int(found["to"] or first)
    if last < max(first, 1):
        return None
    return Window(unit, max(first, 1), last, anchor=Anchor.LIVE if part in AFTERWARDS else None)


def measured(title: str, part: Part | None) -> Window | None:
    """The time over which the criteria under a heading are judged: "(24 hours)", "(Week 1)"."""
    found = _MEASURED.search(title) if part is Part.SUCCESS else None
    if found is None:
        return None
    length = durations.span(found["inside"])
    return Window(length.unit, 1, length.count) if length else window(found["inside"], part)


def clipped(window: Window, sibling: Window | None) -> Window:
    """The window without the hours of its elder sibling; windows that begin together are nested."""
    if sibling is None or not _begin(sibling) < _begin(window) < _end(sibling) < _end(window):
        return window
    return replace(window, clipped=Span(sibling.last, sibling.unit))


def _begin(window: Window) -> int:
    return _SECONDS[window.unit] * (window.first - 1)


def _end(window: Window) -> int:
    return _SECONDS[window.unit] * window.last
