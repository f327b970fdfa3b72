"""HTML comments: boxes that one hides, and comments that are never closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runbook.markdown import Document

_COMMENT = re.compile(r"<!--(?P<inside>.*?)(?P<end>-->|$)", re.DOTALL)
_BOX = re.compile(r"(?m)(?:^|\s)(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s+\S")


@dataclass(frozen=True, slots=True)
class Comment:
    """`boxes` counts the items in it: an offered variant, which is never run."""

    line: int
    boxes: int
    closed: bool


def comments(document: Document) -> Iterator[Comment]:
    """The comments that hide boxes, and those that swallow the rest of the file."""
    for token in document.tokens:
        if token.type != "html_block" or "<!--" not in token.content:
            continue
        for found in _COMMENT.finditer(token.content):
            line = document.line(token) + token.content.count("\n", 0, found.start())
            comment = Comment(line, len(_BOX.findall(found["inside"])), found["end"] == "-->")
            if comment.boxes or not comment.closed:
                yield comment
