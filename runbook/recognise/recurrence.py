"""What comes back: `Monitor every 15 minutes`, `Daily health reports`; and duties that are never done."""

import re

from runbook import words
from runbook.model import Recurring
from runbook.recognise import durations, verbs
from runbook.words import LANGUAGES

_EVERY = re.compile(words.either(word for each in LANGUAGES for word in each.every), re.I)
_NOT_OURS = re.compile(
    words.either(word for each in LANGUAGES for word in each.not_ours) + r"(?:\s+\S+)?\s*$", re.I
)
_STANDING = {word for each in LANGUAGES for word in each.standing}


def recurring(text: str) -> Recurring | None:
    """How often an item comes back, if it does."""
    often = words.FREQUENCIES.get(verbs.first(text))
    if often:
        return Recurring(often)
    found = _EVERY.search(text)
    if found is None or _NOT_OURS.search(text[: found.start()]):
        return None
    every = durations.every(text[found.start() :])
    return Recurring(every) if every else None


def named(text: str) -> bool:
    """Whether it is a series of its own ("Daily …") rather than the cadence of a window ("every hour")."""
    return verbs.first(text) in words.FREQUENCIES


def standing(text: str) -> bool:
    """Whether an item is a duty over its whole window: "Respond to alerts immediately"."""
    return verbs.first(text) in _STANDING
