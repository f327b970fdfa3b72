"""Verbs: what an item asks for, by its first word."""

import re

from runbook import words
from runbook.model import Verb
from runbook.words import LANGUAGES

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LEADING = {word for each in LANGUAGES for word in each.leading}


def first(text: str) -> str:
    """The word that says what to do, in lower case: "monitor" of "Continue monitoring"."""
    found = _WORD.match(text)
    word = found[0].lower() if found else ""
    if found and word in _LEADING:
        following = _WORD.match(text, found.end() + 1)
        return following[0].lower().removesuffix("ing") if following else word
    return word


def verb(text: str) -> Verb:
    return words.VERBS.get(first(text), Verb.HUMAN)
