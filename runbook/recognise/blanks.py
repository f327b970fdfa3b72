"""Blanks: runs of `*`, `_` and `\\` that stand for something to be written in by hand."""

import re
from collections.abc import Iterable

ESCAPED = r"\_\_\_\_"

HAND = r"(?<![^\s:(\[/$€£#@])[*_\\]{3,}(?![^\s:;,.!?)\]/%|])"
"""What stands there to be written over by hand."""

_RUN = re.compile(r"[*_\\]{3}")
# Code spans are matched first, to be left alone; emphasis touches the word that it marks, a blank does not.
_BLANK = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    rf"|{HAND}",
    re.DOTALL,
)


def escaped(markdown: str) -> str:
    """The same Markdown with every blank written so that it reads `____`.

    CommonMark sees nested emphasis in a sign-off line, so blanks are found in the source.
    """
    if _RUN.search(markdown) is None:
        return markdown
    return _BLANK.sub(lambda found: found["code"] or ESCAPED, markdown)


def filled(markdown: str, values: Iterable[str]) -> str:
    """The same Markdown with its blanks replaced in their order, as many of them as there are values."""
    left = iter(values)
    return _BLANK.sub(lambda found: found["code"] or next(left, found[0]), markdown)
