"""Damaged characters: bytes to text, and UTF-8 that was once read as cp1252 back to what it was.

Only runs that have the byte pattern of UTF-8 are candidates, and ftfy judges each of them, so that correct
text beside the damage stays as its author wrote it.
"""

import codecs
import re
from collections.abc import Iterator
from functools import cache

from ftfy import fix_encoding

from runbook.markdown import LINE_END
from runbook.model import Repair, Unreadable

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT = "This is not a text file: send the Markdown file of the checklist itself."
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.05


def decode(raw: bytes) -> str:
    """UTF-8 or marked UTF-16; a line that is neither is cp1252. Raise `Unreadable` for what is not text."""
    try:
        text = raw.decode("utf-16") if raw.startswith(_UTF16) else _lines_decoded(raw)
    except UnicodeDecodeError:
        raise Unreadable(_NOT_TEXT) from None
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise Unreadable(_NOT_TEXT)
    return text.removeprefix("\ufeff")


def _lines_decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(_line_decoded(line) for line in raw.splitlines(keepends=True))


def _line_decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("sloppy-windows-1252")


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with its damaged runs repaired, and each of them; a second pass finds none."""
    if text.isascii():
        return text, ()
    repairs: list[Repair] = []
    pieces: list[str] = []
    for number, line in enumerate(_lines(text), start=1):
        fixed, pairs = _line_repaired(line)
        pieces.append(fixed)
        repairs.extend(Repair(number, before, after) for before, after in pairs)
    return "".join(pieces), tuple(repairs)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends."""
    begin = 0
    for end in LINE_END.finditer(text):
        yield text[begin : end.end()]
        begin = end.end()
    yield text[begin:]


def _line_repaired(line: str) -> tuple[str, list[tuple[str, str]]]:
    pairs: list[tuple[str, str]] = []
    while not line.isascii():
        fixed, more = _pass(line)
        if not more:
            break
        line, pairs = fixed, pairs + more
    return line, pairs


def _pass(line: str) -> tuple[str, list[tuple[str, str]]]:
    runs = _RUN.findall(line)
    meant = {run: fix_encoding(run) for run in set(runs)}
    unsure = sum(meant[run] == run for run in runs)
    if 0 < unsure < len(runs) / 2 and _RUN.sub("", line).isascii():
        meant = _in_context(line, runs) or meant
    pairs = [(run, meant[run]) for run in runs if meant[run] != run]
    return _RUN.sub(lambda run: meant[run[0]], line), pairs


def _in_context(line: str, runs: list[str]) -> dict[str, str]:
    """What the runs of a line were meant to be where ftfy judges the line whole.

    A run too short to be judged alone, such as the one for "đ", is damaged when most of its line is.
    """
    fixed = re.findall(r"[^\x00-\x7f]+", fix_encoding(line))
    return dict(zip(runs, fixed, strict=True)) if len(fixed) == len(runs) else {}


@cache
def _class(first: int, last: int) -> str:
    """A character class of what the bytes from first to last look like in cp1252 or in Latin-1."""
    seen = {bytes([byte]).decode("sloppy-windows-1252") for byte in range(first, last + 1)}
    return "[" + "".join(sorted(map(re.escape, seen | set(map(chr, range(first, last + 1)))))) + "]"


# The shapes of two, three and four bytes that RFC 3629 gives a character.
_TAIL = _class(0x80, 0xBF)
_RUN = re.compile(
    f"(?:{_class(0xC2, 0xDF)}{_TAIL}|{_class(0xE0, 0xEF)}{_TAIL}{{2}}|{_class(0xF0, 0xF4)}{_TAIL}{{3}})+"
)
