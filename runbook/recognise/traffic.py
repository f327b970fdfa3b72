"""Traffic: `Route 25% traffic to NEW`."""

import re

from runbook import words
from runbook.model import Traffic
from runbook.words import LANGUAGES

_ROUTE = words.either(word for each in LANGUAGES for word in each.route)
_TRAFFIC = words.either(word for each in LANGUAGES for word in each.traffic)
_TO = words.either(word for each in LANGUAGES for word in each.to)
_STEP = re.compile(
    rf"{_ROUTE}\s+(?P<percent>\d{{1,3}})\s?%\s+(?:of\s+)?(?:the\s+)?{_TRAFFIC}(?:\s+{_TO}\s+(?P<target>.+))?",
    re.I,
)


def traffic(text: str) -> Traffic | None:
    """The share of traffic that an item routes, and where to if it says so."""
    found = _STEP.match(text) if "%" in text else None
    if found is None or int(found["percent"]) > 100:
        return None
    return Traffic(int(found["percent"]), found["target"])
