"""Metadata: `**Key:** value` and `**Key**: value` lines above the first items."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from runbook.markdown import Document
from runbook.plain import plain

_PAIR = re.compile(r"\s*\*\*(?P<key>[^*:\n]{1,80})(?::\s*\*\*|\*\*\s*:)(?P<value>[^\n]*)")


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


def metadata(found: Iterable[Pair]) -> Mapping[str, str]:
    """The pairs by their keys; of a key given twice the first value holds."""
    held: dict[str, str] = {}
    for pair in found:
        held.setdefault(pair.key, pair.value)
    return held
