"""Evidence: the measure at the end of a claim, a ratio (5/5), a share (92%) or a grade (A+)."""

import re

_EVIDENCE = re.compile(r"\((?P<measure>[\d.,]+\s?/\s?[\d.,]+|\d+(?:[.,]\d+)?\s?%|[A-F][+-]?)\)$")


def evidence(text: str) -> str | None:
    """What stands between the last parentheses, if it measures."""
    found = _EVIDENCE.search(text)
    return found["measure"] if found else None


def without(text: str) -> str:
    """What is claimed, whatever was measured."""
    return _EVIDENCE.sub("", text).rstrip()
