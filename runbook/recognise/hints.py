"""Hints: `<!-- runsheet: owner=@devops evidence=link gate=hard -->`, on a line or after it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

NONE: Mapping[str, str] = MappingProxyType({})

_HINT = re.compile(r"<!--\s*runsheet:(?P<pairs>(?:(?!<!--).)*?)-->", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+))")


def hints(markdown: str) -> Mapping[str, str]:
    """The pairs of every hint in a piece of Markdown; of a key given twice the last value holds."""
    if "<!--" not in markdown:
        return NONE
    pairs = (pair for hint in _HINT.finditer(markdown) for pair in _PAIR.finditer(hint["pairs"]))
    return {pair["key"].lower(): pair["quoted"] or pair["bare"] or "" for pair in pairs} or NONE


def is_hard(hints: Mapping[str, str], *, otherwise: bool = False) -> bool:
    """Whether `gate=hard` is among them; any other gate, such as `soft`, is none."""
    gate = hints.get("gate")
    return otherwise if gate is None else gate.casefold() == "hard"


def is_hint(markdown: str) -> bool:
    return _HINT.match(markdown.lstrip()) is not None
