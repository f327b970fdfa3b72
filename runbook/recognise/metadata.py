"""Metadata: `**Key:** value` and `**Key**: value` lines above the first items."""

import re
from collections.abc import Mapping

from runbook.markdown import Document
from runbook.plain import plain

_PAIR = re.compile(r"\s*\*\*(?P<key>[^*:\n]{1,80})(?::\s*\*\*|\*\*\s*:)(?P<value>[^\n]*)")


def metadata(document: Document, before: int) -> Mapping[str, str]:
    """The pairs that stand above a line, in their order; of a key given twice the first value holds."""
    pairs: dict[str, str] = {}
    for token in document.tokens:
        if token.type != "inline" or token.map is None or document.line(token) >= before:
            continue
        for line in token.content.split("\n"):
            if pair := _PAIR.match(line):
                pairs.setdefault(
                    pair["key"].strip(), plain(document, pair["value"].rstrip().removesuffix("\\"))
                )
    return pairs
