"""Metadata above the first items: `**Key:** value`, `- Key: value`, tables of two columns, front matter."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from runbook.markdown import Document
from runbook.plain import plain
from runbook.recognise.lists import lists
from runbook.recognise.tables import Table, tables

_BULLET = re.compile(r"(?P<key>[^\W\d_][^*:`\[\n]{0,39}):\s+(?P<value>[^\n]*)")
_HEADER = re.compile(r"values?|details?|setting|wert|valor|valeur|значение|giá trị|值|値|内容|", re.I)
_PAIR = re.compile(r"\s*\*\*(?P<key>[^*:：\n]{1,80})(?:[:：]\s*\*\*|\*\*\s*[:：])(?P<value>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Pair:
    line: int
    key: str
    value: str


def pairs(document: Document, before: int) -> Iterator[Pair]:
    """The pairs that stand above a line, in their order."""
    for token in document.tokens:
        if token.type != "inline" or token.map is None or document.line(token) >= before:
            continue
        for number, line in enumerate(token.content.split("\n"), start=document.line(token)):
            if pair := _PAIR.match(line):
                value = plain(document, pair["value"].rstrip().removesuffix("\\"))
                yield Pair(number, pair["key"].strip(), value)


def listed(document: Document, before: int) -> Iterator[Pair]:
    """The pairs of plain bullets and of tables of settings above a line."""
    for each in lists(document):
        for entry in each.entries if not each.ordered and each.line < before else ():
            if (pair := _BULLET.fullmatch(entry.lead)) and entry.line < before:
                yield Pair(entry.line, pair["key"].strip(), plain(document, pair["value"].strip()))
    for table in tables(document):
        if table.line < before and len(table.header) == 2:
            yield from _settings(document, table)


def front(found: Mapping[str, str]) -> Iterator[Pair]:
    """What front matter says, in line 1."""
    return (Pair(1, key, value) for key, value in found.items())


def _settings(document: Document, table: Table) -> Iterator[Pair]:
    """A table whose keys are bold, or whose header says that it holds settings."""
    named = _HEADER.fullmatch(table.header[1].strip("* ")) is not None
    cells = [(table.line, table.header), *((row.line, row.cells) for row in table.rows)]
    for line, (key, value) in cells[named:]:
        if named or (key.startswith("**") and key.endswith("**")):
            yield Pair(line, key.strip("* :"), plain(document, value))


def metadata(found: Iterable[Pair]) -> Mapping[str, str]:
    """The pairs by their keys; of a key given twice the first value holds."""
    held: dict[str, str] = {}
    for pair in found:
        held.setdefault(pair.key, pair.value)
    return held
