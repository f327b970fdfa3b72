"""Markdown as tokens: parsed once, each block still knowing the source lines it came from."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from runbook.model import Unreadable

LINE_END = re.compile(r"\r\n?|\n")  # what CommonMark calls a line; str.splitlines() knows eight more

MAX_NESTING = 100  # a list takes two


class _AsWritten(MarkdownIt):
    """CommonMark with tables and strikethrough whose links keep the address the author typed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        return link


# Only headings, items and metadata are ever shown, so the costly inline pass is left to `inline()`. There the
# nesting counts labels in labels, and time grows with it: "[[[[…" is as long as an author likes.
_BLOCKS = (
    _AsWritten("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable(["inline", "text_join"])
)
_INLINE = _AsWritten("commonmark", {"maxNesting": 4}).enable("strikethrough")


@dataclass(frozen=True, slots=True)
class Document:
    """The source lines, without their ends, and the block tokens over them; `head` lines are front matter."""

    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    references: EnvType
    head: int = 0

    def line(self, token: Token) -> int:
        """The number of the token's first line, counted from 1."""
        return _span(token)[0] + 1

    def raw(self, token: Token) -> str:
        """The source lines under the token."""
        first, end = _span(token)
        return "\n".join(self.lines[first:end])

    def inline(self, markdown: str) -> list[Token]:
        """The inline tokens of a piece of this document."""
        tokens: list[Token] = []
        _INLINE.inline.parse(markdown, _INLINE, self.references, tokens)
        return tokens


def parse(text: str, head: int = 0) -> Document:
    """Parse the blocks of a document; raise `Unreadable` where its nesting is too deep to be kept whole.

    The first `head` lines are no Markdown: between rules, CommonMark would make a heading of them.
    """
    references: EnvType = {}
    tokens = _BLOCKS.parse(_without(text, head), references)
    # Blocks below the limit are dropped without a word, and an item must never be lost.
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise Unreadable(
            "Lists or quotes are nested too deeply to be read: bring them to 40 levels or fewer."
        )
    return Document(tuple(LINE_END.split(text)), tuple(tokens), references, head)


def _without(text: str, lines: int) -> str:
    """The text with its first lines emptied, so that every other line keeps its number."""
    ends = [*LINE_END.finditer(text)][:lines] if lines else []
    return "".join(end[0] for end in ends) + text[ends[-1].end() :] if ends else text


def _span(token: Token) -> tuple[int, int]:
    if token.map is None:
        raise ValueError(f"{token.type} has no lines of its own")
    first, end = token.map
    return first, end
