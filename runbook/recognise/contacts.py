"""The contact tree: `Team Lead (5-15 min)` in a fence, one level a line, with arrows between them."""

import re
from collections.abc import Iterator

from runbook import words
from runbook.blocks import Block, Shape
from runbook.constructs import Contact
from runbook.places import Place
from runbook.recognise import durations
from runbook.terms import Part, Unit

_LEVEL = re.compile(
    r"\s*(?P<role>\S[^()]{0,120}?)\s*"
    rf"\((?P<first>\d{{1,4}})\s*(?:[-–]\s*(?P<last>\d{{1,4}})|\+)\s*(?P<unit>{words.either(words.UNITS)})\)\s*",
    re.I,
)
_ARROW = re.compile(r"\s*(?:[↓⬇→⇒|v]|\ufe0f|[-=]+>)+\s*")
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}


def contacts(place: Place) -> Iterator[Contact]:
    """The levels in the order in which they are called."""
    if place.section.part is not Part.CONTACTS:
        return
    for block in place.blocks:
        if block.shape is Shape.FENCE:
            for number, line in lines(block):
                if level := _level(number, line):
                    yield level


def lines(fence: Block) -> Iterator[tuple[int, str]]:
    """What stands between the marks of a fence, each line with its number."""
    return enumerate(fence.content.removesuffix("\n").split("\n"), start=fence.line + 1)


def is_arrow(line: str) -> bool:
    return _ARROW.fullmatch(line) is not None


def _level(number: int, line: str) -> Contact | None:
    found = _LEVEL.fullmatch(line[:200])
    minutes = _MINUTES.get(durations.unit(found["unit"])) if found else None
    if found is None or minutes is None:
        return None
    last = int(found["last"]) * minutes if found["last"] else None
    return Contact(number, found["role"], int(found["first"]) * minutes, last)
