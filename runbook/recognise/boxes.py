"""Task boxes: list items that begin with `[ ]` or `[x]`, and what they are nested in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from runbook.markdown import Document
from runbook.plain import plain
from runbook.recognise import filled

_BOX = re.compile(r"\[(?P<mark>[ xX])\][ \t\n\v\f\r]+")


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A task box, and the one it is nested in.

    `source` is its Markdown, `text` is for people. `said` and `own` are what it said before a run filled it
    in, with and without the titles of the plain bullets that it stands below.
    """

    line: int
    raw: str
    source: str
    text: str
    said: str
    own: str
    ticked: bool
    parent: "Box | None"

    def around(self) -> Iterator["Box"]:
        """The boxes it is nested in, innermost first."""
        outer = self.parent
        while outer:
            yield outer
            outer = outer.parent


@dataclass(frozen=True, slots=True)
class _Bullet:
    """A plain list item, which only gives its text to the boxes below it as their title."""

    title: str


def boxes(document: Document) -> Iterator[Box]:
    """Every task box; below a plain bullet it begins with that bullet's text: "Approvals: Security"."""
    around: list[Box | _Bullet] = []
    for index, token in enumerate(document.tokens):
        if token.type == "list_item_open":
            entry = _entry(document, _lead(document, index), around)
            around.append(entry)
            if isinstance(entry, Box):
                yield entry
        elif token.type == "list_item_close":
            around.pop()


def is_box(markdown: str) -> bool:
    return _BOX.match(markdown) is not None


def _lead(document: Document, opening: int) -> Token | None:
    """The paragraph that a list item begins with."""
    first, second = document.tokens[opening + 1 : opening + 3]
    return second if first.type == "paragraph_open" else None


def _entry(document: Document, lead: Token | None, around: list[Box | _Bullet]) -> Box | _Bullet:
    if lead is None:
        return _Bullet("")
    mark = _BOX.match(lead.content)
    if mark is None:
        return _Bullet(plain(document, lead.content).rstrip(" :"))
    source = lead.content[mark.end() :]
    titles, parent = _context(around)
    text = plain(document, source) or source
    emptied = filled.emptied(source)
    own = text if emptied == source else plain(document, emptied) or emptied
    return Box(
        line=document.line(lead),
        raw=document.raw(lead),
        source=source,
        text=": ".join((*titles, text)),
        said=": ".join((*titles, own)),
        own=own,
        ticked=mark["mark"] != " ",
        parent=parent,
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
