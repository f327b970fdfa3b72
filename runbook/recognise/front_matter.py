"""Front matter: `key: value` lines between two rules at the very top, as issue templates have."""

import re
from collections.abc import Mapping

from runbook.markdown import LINE_END

_RULE = re.compile(r"---[ \t]*$")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?$")
_OTHER = re.compile(r"\s*(?:#.*|-\s.*|)$|[ \t]+\S.*$")
_LONGEST = 100


def front_matter(text: str) -> tuple[Mapping[str, str], int]:
    """Its pairs, and how many lines it takes; nothing and 0 where the file does not begin with any."""
    lines = LINE_END.split(text)[:_LONGEST]
    if not _RULE.match(lines[0]):
        return {}, 0
    pairs: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        if _RULE.match(line):
            return pairs, number if pairs else 0
        pair = _PAIR.match(line)
        if pair is None and not _OTHER.match(line):
            break
        if pair:
            pairs[pair["key"].strip().lower()] = (pair["value"] or "").strip().strip("'\"")
    return {}, 0
