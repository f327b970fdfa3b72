"""Holds: `Wait 10 minutes`, `Monitor for 30 min`, `Soak: 1h`; durations that only inform are none."""

import re

from runbook.recognise.offsets import NUMBER, UNIT, span
from runbook.terms import Span

_HOLD = re.compile(
    rf"\W*(?:wait|monitor|observe|soak|hold|watch)\b(?P<what>[^.;:]{{0,60}}?)"
    rf"(?:\bfor\b|:|(?<=wait)|(?<=soak)|(?<=hold)|(?<=Wait)|(?<=Soak)|(?<=Hold))\s*"
    rf"(?:at least |another |about |~)?(?P<count>{NUMBER})\+?\s*-?(?P<unit>{UNIT})\b",
    re.I,
)


def hold(text: str) -> Span | None:
    """How long an item or a field waits: `Monitor every 15 minutes` is a cadence and does not."""
    found = _HOLD.match(text)
    return span(found["count"], found["unit"]) if found else None
