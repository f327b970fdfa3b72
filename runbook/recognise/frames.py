"""Frames: what it means that a condition below is true: `GO if:` asks for it, `ROLLBACK if:` fires on it."""

import re
from functools import lru_cache

from runbook.terms import Part, Polarity

_GO = r"(?:launch|proceed|release|deploy|go(?:[- ]live)?|continue|ship|start)"
_IF = r"(?:only\s+)?(?:if|when)\b"
_FIRES = re.compile(
    rf"(?:no[- ]?go|roll(?:ing)?[- ]?back|revert|abort|stop|halt|hold|pause"
    rf"|(?:do\s+not|don['’]t|never|not)\s+{_GO})\s+{_IF}"
    r"|(?:automatic\s+)?(?:(?:roll[- ]?back|abort)\s+)?triggers?\W*$"
    r"|criteria\s+to\s+(?:roll\s?back|abort)\W*$",
    re.I,
)
_HOLDS = re.compile(
    rf"(?:{_GO}|conditional\s+go)\s+{_IF}"
    r"|(?:expected|targets?|thresholds?\s+to\s+meet|must[- ]haves?|must\s+(?:have|hold|remain|be(?:\s+true)?)"
    r"|(?:success|acceptance|exit|go)\s+criteria)(?:\s+(?:results?|values?|state|metrics?))?\W*$",
    re.I,
)
_LONGEST = 200

OF_PART = {
    Part.SUCCESS: Polarity.HOLDS,
    Part.TRIGGERS: Polarity.FIRES,
    Part.DECISION: Polarity.FIRES,
    Part.CRITERIA: Polarity.FIRES,
}
"""What a section says by what it is for, where no frame in it says otherwise."""


@lru_cache(maxsize=256)
def frame(said: str) -> Polarity | None:
    """Of a label or a heading."""
    said = said[:_LONGEST].lstrip(" \t*_#>✅❌✓✗🟢🔴").strip()
    if _FIRES.match(said):
        return Polarity.FIRES
    return Polarity.HOLDS if _HOLDS.match(said) else None
