"""Lengths of time as they are said: `48h`, `an hour`, `every 4 hours`, `within 24h`, `for month 1`."""

import re

from runbook import words
from runbook.terms import Span, Unit
from runbook.words import LANGUAGES

_UNIT = words.either(words.UNITS)
_ONE = words.either(word for each in LANGUAGES for word in each.one)
_EVERY = words.either(word for each in LANGUAGES for word in each.every)
_WITHIN = words.either(word for each in LANGUAGES for word in each.within)
_LASTING = words.either(word for each in LANGUAGES for word in each.lasting)
_BEFORE = words.either(word for each in LANGUAGES for word in each.before)
_AFTER = words.either(word for each in LANGUAGES for word in each.after)

LENGTH = rf"(?:(?P<count>\d{{1,5}})\s?-?\s?|{_ONE}\s+)(?P<unit>{_UNIT})"
LASTING = rf"{_LASTING}\s+(?:the\s+)?{LENGTH}"

_LENGTH = re.compile(LENGTH, re.I)
_EVERY_LENGTH = re.compile(rf"{_EVERY}\s*(?:(?P<count>\d{{1,5}})\s?-?\s?)?(?P<unit>{_UNIT})", re.I)
_WITHIN_LENGTH = re.compile(rf"{_WITHIN}\s+(?:the\s+)?{LENGTH}", re.I)
_LENGTH_BEFORE = re.compile(rf"(?<![^\W_]){LENGTH}\s+{_BEFORE}", re.I)
_LENGTH_AFTER = re.compile(rf"(?<![^\W_]){LENGTH}\s+{_AFTER}", re.I)
_BOUND = re.compile(
    rf"{_LASTING}\s+(?:(?P<named>{_UNIT})\s+(?P<number>\d{{1,3}})(?!\d)|(?:the\s+)?{LENGTH})", re.I
)


def span(text: str) -> Span | None:
    """The whole text as a length of time."""
    return said(_LENGTH.fullmatch(text))


def every(text: str) -> Span | None:
    """How often: "every 15 minutes", "every hour"."""
    return said(_EVERY_LENGTH.search(text))


def within(text: str) -> Span | None:
    """The length of a deadline: "within 24h"."""
    return said(_WITHIN_LENGTH.search(text))


def before(text: str) -> Span | None:
    """How long before: "48h before"."""
    return said(_LENGTH_BEFORE.search(text))


def after(text: str) -> Span | None:
    """How long after: "2 hours after"."""
    return said(_LENGTH_AFTER.search(text))


def bound(text: str) -> Span | None:
    """How long something goes on: "for month 1", "for 2 weeks"."""
    found = _BOUND.search(text)
    if found and found["named"]:
        return Span(int(found["number"]), unit(found["named"])) if int(found["number"]) else None
    return said(found)


def unit(name: str) -> Unit:
    return words.UNITS[name.lower()]


def said(found: re.Match[str] | None) -> Span | None:
    """The length of time in a match of `LENGTH`; none of no length."""
    if found is None:
        return None
    count = int(found["count"] or 1)
    return Span(count, unit(found["unit"])) if count else None
