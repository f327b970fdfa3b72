"""The blocks of a document: every run of lines that Markdown takes as one, and what it stands in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token

from runbook.markdown import Document
from runbook.recognise import hints
from runbook.recognise.boxes import is_box


class Shape(StrEnum):
    HEADING = "heading"
    RULE = "rule"
    PARAGRAPH = "paragraph"
    BOX = "box"
    BULLET = "bullet"
    ORDERED = "ordered"
    FENCE = "fence"
    CODE = "code"
    TABLE = "table"
    HTML = "html"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block from its first line to its last one.

    `content` is Markdown, what stands in a fence, or HTML. `depth` counts the lists around it, `box` is the
    line of the innermost task box around it. `number` is that of an ordered line, `language` what a fence
    says it holds.
    """

    shape: Shape
    line: int
    last: int
    content: str
    depth: int = 0
    box: int | None = None
    quoted: bool = False
    number: int | None = None
    language: str = ""

    @property
    def loose(self) -> bool:
        """Whether it stands in no list and no quote."""
        return self.depth == 0 and not self.quoted

    @property
    def listed(self) -> bool:
        """Whether it stands in one list, and in no quote."""
        return self.depth == 1 and not self.quoted


_LEAVES = {
    "hr": Shape.RULE,
    "fence": Shape.FENCE,
    "code_block": Shape.CODE,
    "html_block": Shape.HTML,
    "table_open": Shape.TABLE,
    "heading_open": Shape.HEADING,
    "paragraph_open": Shape.PARAGRAPH,
}


@dataclass(slots=True)
class _Entry:
    """A list item that is open: its number if it has one, and its line if it is a box."""

    number: int | None
    led: bool = False
    box: int | None = None


class _Walk:
    """Where the walk over the tokens is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries: list[_Entry] = []
        self.quotes = 0

    def move(self, token: Token) -> None:
        match token.type:
            case "list_item_open":
                self.entries.append(_Entry(int(token.info) if token.info else None))
            case "list_item_close":
                self.entries.pop()
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting

    def block(self, shape: Shape, token: Token, content: str) -> Block:
        entry = self.entries[-1] if self.entries else None
        leads = entry is not None and not entry.led
        if entry and leads:
            entry.led = True
            shape = self._lead(shape, entry, token, content)
        first, end = token.map or (0, 0)
        around = self.entries[:-1] if leads else self.entries
        return Block(
            shape=shape,
            line=first + 1,
            last=max(end, first + 1),
            content=content,
            depth=len(self.entries),
            box=next((each.box for each in reversed(around) if each.box), None),
            quoted=self.quotes > 0,
            number=entry.number if entry and leads else None,
            language=token.info.strip().split(" ")[0].lower() if shape is Shape.FENCE else "",
        )

    def _lead(self, shape: Shape, entry: _Entry, token: Token, content: str) -> Shape:
        if shape is not Shape.PARAGRAPH:
            return shape
        if is_box(content):
            entry.box = self.document.line(token)
            return Shape.BOX
        return Shape.BULLET if entry.number is None else Shape.ORDERED


def blocks(document: Document) -> Iterator[Block]:
    """Every block that has lines of its own, in order; a table is one."""
    walk = _Walk(document)
    tokens = document.tokens
    for index, token in enumerate(tokens):
        walk.move(token)
        shape = _LEAVES.get(token.type)
        if shape:
            inside = tokens[index + 1] if token.nesting else token
            yield walk.block(shape, token, inside.content)


def noted(document: Document, found: Iterable[Block]) -> dict[int, Mapping[str, str]]:
    """The hints that stand in lines of their own, by the line with text before them."""
    after: dict[int, Mapping[str, str]] = {}
    hinted, ended = 0, 0  # the line that the hint before this one is about, and where that hint ends
    for block in found:
        if block.shape is Shape.HTML and hints.is_hint(block.content):
            line = _said_before(document, block.line, ended)
            hinted, ended = hinted if line == ended else line, block.last
            after[hinted] = {**after.get(hinted, {}), **hints.hints(block.content)}
    return after


def _said_before(document: Document, line: int, limit: int) -> int:
    """The last line before one that says something, but not above `limit`."""
    line -= 1
    while line > limit and not document.lines[line - 1].strip(" \t>"):
        line -= 1
    return line
