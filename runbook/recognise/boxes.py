"""Task boxes: list items that begin with `[ ]` or `[x]`, and what they are nested in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token

from runbook.markdown import Document
from runbook.model import Made
from runbook.plain import plain
from runbook.recognise import filled

_BOX = re.compile(r"\[(?P<mark>[ xX])\][ \t\n\v\f\r]+")


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A task box, and the one it is nested in.

    `source` is its Markdown, `text` is for people. `said` and `own` are what it said before a run filled it
    in, with and without the titles of the plain bullets that it stands below. `end` is the last line of what
    stands below it; `columns` are the other cells of a row, `outcomes` those of a decision.
    """

    line: int
    raw: str
    source: str
    text: str
    said: str
    own: str
    ticked: bool
    parent: "Box | None"
    end: int = 0
    made: Made = Made.TASK
    columns: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()

    def around(self) -> Iterator["Box"]:
        """The boxes it is nested in, innermost first."""
        outer = self.parent
        while outer:
            yield outer
            outer = outer.parent


class _Bullet:
    """A plain list item, which only gives its text to the boxes below it as their title."""

    def __init__(self, document: Document, markdown: str) -> None:
        self._document = document
        self._markdown = markdown

    @cached_property
    def title(self) -> str:
        return plain(self._document, self._markdown).rstrip(" :")


def boxes(document: Document) -> Iterator[Box]:
    """Every task box; below a plain bullet it begins with that bullet's text: "Approvals: Security"."""
    around: list[Box | _Bullet] = []
    for index, token in enumerate(document.tokens):
        if token.type == "list_item_open":
            entry = _entry(document, index, around)
            around.append(entry)
            if isinstance(entry, Box):
                yield entry
        elif token.type == "list_item_close":
            around.pop()


def is_box(markdown: str) -> bool:
    return _BOX.match(markdown) is not None


def drawn(
    document: Document,
    line: int,
    raw: str,
    source: str,
    *,
    made: Made,
    ticked: bool = False,
    number: str = "",
    end: int = 0,
    columns: Mapping[str, str] | None = None,
    outcomes: tuple[str, ...] = (),
) -> Box:
    """What is an item without being a task box: a row, a step, a decision."""
    said = _said(document, filled.emptied(source))
    text = f"{number} {_said(document, source)}".strip()
    ticked = ticked or filled.is_done(source)
    return Box(line, raw, source, text, said, said, ticked, None, end or line, made, columns or {}, outcomes)


def _said(document: Document, source: str) -> str:
    return plain(document, source) or source


def _lead(document: Document, opening: int) -> Token | None:
    """The paragraph that a list item begins with."""
    first, second = document.tokens[opening + 1 : opening + 3]
    return second if first.type == "paragraph_open" else None


def _entry(document: Document, opening: int, around: list[Box | _Bullet]) -> Box | _Bullet:
    lead = _lead(document, opening)
    if lead is None:
        return _Bullet(document, "")
    mark = _BOX.match(lead.content)
    if mark is None:
        return _Bullet(document, lead.content)
    source = lead.content[mark.end() :]
    titles, parent = _context(around)
    text = _said(document, source)
    emptied = filled.emptied(source)
    own = text if emptied == source else _said(document, emptied)
    return Box(
        line=document.line(lead),
        raw=document.raw(lead),
        source=source,
        text=": ".join((*titles, text)),
        said=": ".join((*titles, own)),
        own=own,
        ticked=mark["mark"] != " ",
        parent=parent,
        end=(document.tokens[opening].map or (0, 0))[1],
    )


def _context(around: list[Box | _Bullet]) -> tuple[list[str], Box | None]:
    """Titles of the plain bullets inside the innermost box, and that box."""
    titles: list[str] = []
    for entry in reversed(around):
        if isinstance(entry, Box):
            return titles[::-1], entry
        if entry.title:
            titles.append(entry.title)
    return titles[::-1], None
