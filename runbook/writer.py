"""The document written again: unchanged, or with the outcome of a run in its boxes, blanks and items."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from runbook.model import Item, Made, Runbook
from runbook.recognise import blanks, filled


@dataclass(frozen=True, slots=True)
class Done:
    """Ticked. `filled` goes into the blanks of the item, in their order; of a decision it is the outcome."""

    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    reason: str


@dataclass(frozen=True, slots=True)
class Open:
    """Not done, whatever the document claimed."""


Outcome = Done | Skipped | Open

_LINES = re.compile(r"(\r\n?|\n)")
_BOX = re.compile(r"\[[ xX]\]")
_LEAD = re.compile(r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t>]+)*)")
_GLYPHS = dict.fromkeys("☐⬜□◻🔲", "☑")  # a list of nothing but ✅ would be decorated
_GLYPH = re.compile(rf"{_BOX.pattern}|[{''.join(_GLYPHS)}]")


def write(runbook: Runbook) -> bytes:
    """The document after its encoding repair, byte for byte; what came as UTF-16 is UTF-8 now."""
    return _encoded(runbook, runbook.text)


def export(runbook: Runbook, outcomes: Mapping[str, Outcome]) -> bytes:
    """The document with the outcome of its items, by their ids; the others stay as they are.

    Read again, its items have the same ids.
    """
    pieces = _LINES.split(runbook.text)
    for item in runbook.items:
        if outcome := outcomes.get(item.id):
            # Lines stand at the even places, their ends between them.
            first, last = 2 * (item.line - 1), 2 * (item.line - 1 + item.raw.count("\n"))
            ended = _ended("".join(pieces[first : last + 1]), item, outcome)
            pieces[first : last + 1] = _LINES.split(ended)
    return _encoded(runbook, "".join(pieces))


def signed(name: str, at: datetime) -> Done:
    """A sign-off: who, and when in the zone of the run."""
    return Done((name, f"{at:%Y-%m-%d %H:%M}"))


def _encoded(runbook: Runbook, text: str) -> bytes:
    return (codecs.BOM_UTF8 if runbook.marked else b"") + text.encode()


def _ended(source: str, item: Item, outcome: Outcome) -> str:
    """The lines of an item as they are when it has ended."""
    if item.made is Made.CHOICE:
        return _decided(source, outcome.filled[0]) if isinstance(outcome, Done) and outcome.filled else source
    if item.made is Made.ROW:
        return _GLYPH.sub(_ticked, source, count=1) if isinstance(outcome, Done) else source
    lead, text, tail = _parts(source, item.made)
    text = filled.open_again(text)
    match outcome:
        case Done():
            if outcome.filled:
                text = blanks.filled(filled.emptied(text), map(filled.inserted, outcome.filled))
            text = filled.done(text) if item.made is Made.STEP else text
            return _BOX.sub("[x]", lead, count=1) + text + tail
        case Skipped():
            reason = f"Skipped: {outcome.reason}"
            # Three tildes open a fence where they begin a line.
            lead = lead if lead[-1:].isspace() else f"{lead} "
            return _BOX.sub("[ ]", lead, count=1) + filled.struck(text, reason) + tail
        case Open():
            return _BOX.sub("[ ]", lead, count=1) + text + tail


def _decided(source: str, chosen: str) -> str:
    """The box before the outcome that was chosen, ticked."""
    return re.sub(rf"(?:{_GLYPH.pattern})(?=\s*{re.escape(chosen)}(?!\w))", "[x]", source, count=1)


def _ticked(found: re.Match[str]) -> str:
    return _GLYPHS.get(found[0], "[x]")


def _parts(source: str, made: Made) -> tuple[str, str, str]:
    """What stands before the text of an item, its text, and the comments after it."""
    mark = _BOX.search(source) if made is Made.TASK else _LEAD.match(source)
    begin = mark.end() if mark else 0
    while source[begin : begin + 1] in {" ", "\t"}:
        begin += 1
    text = source[begin:]
    said = _without_comments(text)
    return source[:begin], said, text[len(said) :]


def _without_comments(text: str) -> str:
    said = text.rstrip()
    while said.endswith("-->") and (begin := said.rfind("<!--")) > 0:
        said = said[:begin].rstrip()
    return said or text
