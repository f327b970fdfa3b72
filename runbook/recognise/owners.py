"""Owners: `[DBA] Take the backup`, `(owner: Tech Lead)`, `by @ana`, and `Owner:` over a whole section."""

import re
from collections import Counter
from collections.abc import Iterable

_LEADING = re.compile(r"^\[(?P<role>[A-Z][\w /&.-]{0,39})\]\s+(?=\w|[*`\"“])")
_ROLE = re.compile(
    r"(?:\b(?:Lead|Manager|Engineer|Owner|Team|DBA|QA|PM|Captain"
    r"|SRE|DevOps|Ops|Support|Admin|Architect|CTO|Director|Coordinator|On-?call))$",
    re.I,
)
_SAID = re.compile(
    r"[(（]\s*(?:owner|owned by|assignee|responsible)\s*[:：]\s*(?P<who>[^()（）]{2,60})[)）]", re.I
)
_HANDLE = re.compile(
    r"\b(?:by|owner|owned by|assign(?:ed to|ee)?)\s*:?\s+(?P<who>@[A-Za-z][\w.-]{1,38})(?![\w/])", re.I
)
_AT = re.compile(r"@(?<=\s@)[A-Za-z]")
_OVER = re.compile(r"^\W*(?:Owner|Owned by|Responsible)\b\**\s*[:：]\**\s*(?P<who>[^|\n]{2,80}?)\s*$", re.I)
_BLANK = re.compile(r"^\W*$|^\[[^\]]*\]$|^_+$|^TB[DA]$")


def leading(text: str) -> tuple[str, str] | None:
    """What stands in brackets before the words, and the words: perhaps an owner, perhaps a tag or a track."""
    found = _LEADING.match(text)
    return (found["role"], text[found.end() :]) if found else None


def roles(texts: Iterable[str]) -> frozenset[str]:
    """Which bracketed words of a file are roles: those that end like one, and those that come twice."""
    seen = Counter(lead[0] for text in texts if (lead := leading(text)))
    return frozenset(role for role, times in seen.items() if times > 1 or _ROLE.search(role))


def owner(text: str, known: frozenset[str]) -> str | None:
    """Who the words of an item name; cc lines and packages such as @org/name name nobody."""
    lead = leading(text)
    if lead and lead[0] in known:
        return lead[0]
    found = _SAID.search(text) or (_AT.search(text) and _HANDLE.search(text))
    return found["who"].strip() if found else None


def over(line: str) -> str | None:
    """Who a line or a heading makes the owner of its whole section."""
    found = _OVER.match(line)
    who = found["who"].strip(" *") if found else ""
    return who if who and not _BLANK.match(who) else None
