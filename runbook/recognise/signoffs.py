"""Sign-offs: `QA Lead: ____ Date: ____`, read in the text where each blank reads `____`."""

import re

from runbook import words
from runbook.model import SignOff
from runbook.words import LANGUAGES

_DATE = words.either(word for each in LANGUAGES for word in each.dated)
_SIGNOFF = re.compile(rf"(?P<who>[^_]{{1,160}}?)\s*:\s+____\s+{_DATE}\s*:\s+____$", re.I)


def signoff(text: str) -> SignOff | None:
    """Who or what is signed for, in an item's text."""
    found = _SIGNOFF.match(text) if "____" in text else None
    return SignOff(found["who"].strip()) if found else None
