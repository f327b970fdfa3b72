"""Pipe tables: their header cells and body rows, each still knowing its line."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from runbook.markdown import Document


@dataclass(frozen=True, slots=True)
class Row:
    """A body row; its cells are Markdown, as many as the header has."""

    line: int
    raw: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`line` is that of the header, `end` the last line; both count from 1."""

    line: int
    end: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(document: Document) -> Iterator[Table]:
    """Every table, those in lists and quotes too."""
    opened: Token | None = None
    rows: list[Row] = []
    cells: list[str] = []
    for index, token in enumerate(document.tokens):
        match token.type:
            case "table_open":
                opened, rows = token, []
            case "tr_open":
                cells = []
            case "inline" if document.tokens[index - 1].type in {"th_open", "td_open"}:
                cells.append(token.content)
            case "tr_close":
                rows.append(_row(document, document.tokens[index - 1 - 3 * len(cells)], cells))
            case "table_close" if opened and opened.map:
                yield Table(opened.map[0] + 1, opened.map[1], rows[0].cells, tuple(rows[1:]))


def _row(document: Document, opening: Token, cells: list[str]) -> Row:
    return Row(document.line(opening), document.raw(opening), tuple(cells))
