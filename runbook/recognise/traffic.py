"""Traffic: `Route 25% traffic to NEW`, `Increase traffic to 50 %`, `Roll out to 10 % of users`.

Which side of blue and green is new is never guessed: `Blue: 0%, Green: 100%` is no step.
"""

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

_LONGEST = 300
_PERCENT = r"(?P<percent>\d{1,3})\s?%"
_OTHERS = (
    re.compile(
        rf"\W*(?:increase|raise|ramp(?: up)?|shift|switch|move|set|bring)\s+"
        rf"(?:the\s+)?(?:canary\s+)?{_TRAFFIC}"
        rf"(?:\s+weights?)?(?:\s+from\s+\d{{1,3}}\s?%)?\s+{_TO}\s+(?:the\s+)?"
        rf"(?:[\w-]+\s+){{0,3}}?\(?{_PERCENT}",
        re.I,
    ),
    re.compile(
        rf"\W*(?:roll\s?out|release|enable|expose|open|deploy)\s+(?:[\w-]+\s+){{0,3}}?(?:to|for)\s+{_PERCENT}"
        r"\s+(?:of\s+)?(?:the\s+|all\s+)?(?:users|customers|requests|traffic)",
        re.I,
    ),
    re.compile(
        rf"\W*(?:shift|switch|move|increase|direct)\s+{_PERCENT}"
        rf"\s+(?:of\s+)?(?:the\s+)?(?:users|requests|{_TRAFFIC})",
        re.I,
    ),
)


def traffic(text: str) -> Traffic | None:
    """The share of traffic that an item routes, and where to if it says so."""
    if "%" not in text or len(text) > _LONGEST:
        return None
    found = _STEP.match(text)
    if found is None:
        found = next(filter(None, (pattern.match(text) for pattern in _OTHERS)), None)
        return Traffic(int(found["percent"])) if found and int(found["percent"]) <= 100 else None
    return Traffic(int(found["percent"]), found["target"]) if int(found["percent"]) <= 100 else None
