"""The lists of a document that stand in no other list and in no quote."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from runbook.markdown import Document

_OPENINGS = {"ordered_list_open": "ordered_list_close", "bullet_list_open": "bullet_list_close"}


@dataclass(frozen=True, slots=True)
class Entry:
    """`number` is as printed: lists begin anew, run on, or say 1. all the time. `end` is its last line."""

    line: int
    raw: str
    number: str
    lead: str
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; `frame` is the line of prose right above it."""

    line: int
    ordered: bool
    frame: str
    entries: tuple[Entry, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        return tuple(entry.lead for entry in self.entries)


def lists(document: Document) -> Iterator[Listed]:
    """Every top-level list in order."""
    opened = 0
    entries: list[Entry] = []
    for index, token in enumerate(document.tokens):
        if token.level == 0 and token.type in _OPENINGS:
            opened, entries = index, []
        elif token.level == 1 and token.type == "list_item_open":
            entries.append(_entry(document, index))
        elif token.level == 0 and token.type in _OPENINGS.values():
            opening = document.tokens[opened]
            ordered = opening.type == "ordered_list_open"
            yield Listed(document.line(opening), ordered, _frame(document.tokens, opened), tuple(entries))


def _entry(document: Document, opening: int) -> Entry:
    token, paragraph = document.tokens[opening : opening + 2]
    lead = document.tokens[opening + 2] if paragraph.type == "paragraph_open" else None
    first, end = token.map or (0, 0)
    number = token.info + token.markup if token.info else ""
    if lead is None:
        return Entry(first + 1, document.lines[first], number, "", end)
    return Entry(document.line(lead), document.raw(lead), number, lead.content, end)


def _frame(tokens: tuple[Token, ...], opened: int) -> str:
    if not opened or tokens[opened - 1].type != "paragraph_close":
        return ""
    return tokens[opened - 2].content.rstrip().rpartition("\n")[2]
