"""Fields: `- Owner: DBA` one level below an item, or a column of its row."""

import re
from collections.abc import Mapping

from runbook.model import Field

_PAIR = re.compile(r"\**(?P<key>[^\W\d_][^:：*|`]{0,39}?)\**\s*[:：]\**\s*(?P<value>.*)", re.DOTALL)

MEANINGS: Mapping[str, str] = {
    "owner": "owner",
    "tester": "owner",
    "assignee": "owner",
    "responsible": "owner",
    "sent by": "owner",
    "decision maker": "owner",
    "decision authority": "owner",
    "time": "stamp",
    "date": "stamp",
    "time started": "stamp",
    "time completed": "stamp",
    "deadline": "deadline",
    "due": "deadline",
    "duration": "duration",
    "estimated time": "duration",
    "expected": "expected",
    "expected output": "expected",
    "expected result": "expected",
    "criteria": "expected",
    "threshold": "expected",
    "target": "expected",
    "verify": "method",
    "method": "method",
    "actual": "result",
    "current": "result",
    "result": "result",
    "status": "result",
    "count": "result",
    "evidence": "evidence",
    "url": "evidence",
    "link": "evidence",
    "location": "evidence",
    "frequency": "frequency",
    "priority": "force",
}
"""What a key means, whatever the file calls it. Any other key is a note and does nothing."""


def field(line: int, text: str) -> Field | None:
    """The pair that a line below an item holds."""
    found = _PAIR.fullmatch(text.strip())
    if found is None or "//" in found["value"][:2]:
        return None
    return Field(line, found["key"].strip().lower(), found["value"].strip(" *"))


def means(of: Field) -> str:
    """One of the meanings, or `note`."""
    return MEANINGS.get(of.key, "note")


def first(fields: tuple[Field, ...], meaning: str) -> str | None:
    """The first value of that meaning which is filled in."""
    return next((each.value for each in fields if means(each) == meaning and each.value), None)
