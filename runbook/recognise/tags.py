"""Tags: the version in code that an item asks to tag: Create deployment tag: `v1.0.0`."""

import re

from runbook import words
from runbook.words import LANGUAGES

_TAG = re.compile(words.either(word for each in LANGUAGES for word in each.tag), re.I)
_VERSION = re.compile(r"`(?P<version>[vV]?\d+(?:\.\d+)+(?:[-+.][0-9A-Za-z.+-]+)?)`")


def tag(text: str) -> str | None:
    found = _VERSION.search(text) if "`" in text else None
    return found["version"] if found and _TAG.search(text[: found.start()]) else None
