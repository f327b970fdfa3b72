"""Placeholders: `____ ms`, `[Name]`, `<new-tag>`, `vX.Y.Z`, `TBD`, and comments that ask for a link."""

import re
from collections.abc import Callable, Iterator

from runbook.model import Blank
from runbook.recognise import blanks

_HTML = (
    "a|abbr|article|aside|b|blockquote|br|center|cite|code|col|dd|del|details|div|dl|dt|em|figure|font|footer|form|"
    "h[1-6]|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p|picture|pre|q|s|samp|"
    "script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|title|"
    "tr|tt|u|ul|var|video|wbr"
)
_DATES = r"YYYY-MM-DD|MM/DD(?:/YYYY)?|DD/MM(?:/YYYY)?|DD\.MM\.YYYY|HH:MM(?::SS)?"
_KINDS = (
    r"(?P<comment><!--\s*(?:paste|link|fill|replace|add|insert|put)\b[^>]*-->)"
    rf"|(?P<hand>{blanks.HAND})"
    r"|(?P<braces>\{\{[^{}\n]{1,60}\}\})"
    rf"|(?P<angle><(?!(?:{_HTML})\b)(?P<angled>[A-Za-z](?:[\w .|/-]{{0,40}}[\w)])?)>)"
    r"|(?P<yours>\bYOUR[_-][A-Z0-9_]+)"
    rf"|(?P<date>\b(?:{_DATES})\b)"
    r"|(?P<version>\b[vV]?X\.Y(?:\.Z)?\b|\bvM\.m\.p\b|\bx\.y\.z\b)"
    r"|(?P<open>\b(?:TBD|TBA|FIXME)\b)"
)
_SQUARE = r"(?P<square>(?<![\]\w!])\[(?P<squared>[A-Z][^\[\]\n]{0,80})\](?![(\[:\w]))"
_IN_FENCE = r"(?P<square>(?<![\w\]$\[])\[(?P<squared>[A-Z][A-Z0-9]+(?:[_ -][A-Z0-9]+)*)\](?![(\[:\w]))"
_MAY_HOLD = re.compile(
    # A search for one of a few characters is quick, so each begins with that.
    r"[_*\\\[<{XxMmYTFH](?:(?<=[_*\\])[_*\\]{2}|(?<=\[)[A-Z]|(?<=\{)\{|(?<=[XxMm])\.[Yym]|(?<=M)M|(?<=H)H"
    r"|(?<=<)(?:[A-Za-z]|!--\s*(?:paste|link|fill|replace|add|insert|put))|(?<=Y)(?:OUR|YYY)|(?<=T)B[DA]|(?<=F)IXME)"
)
_BEGIN = r"(?=[<*_\\{\[YMDHvVXxTF])"  # what most places are done with
_PROSE = re.compile(f"{_BEGIN}(?:{_KINDS}|{_SQUARE})")
_FENCE = re.compile(f"{_BEGIN}(?:{_KINDS}|{_IN_FENCE})")

_UNIT = re.compile(r"\s?(?P<unit>%|[°µ]?[A-Za-z]{1,12})(?![\w:])")
_MONEY = re.compile(r"[$€£]$")
_UNITS = {
    "%",
    "ms",
    "s",
    "sec",
    "seconds",
    "min",
    "minutes",
    "h",
    "hours",
    "days",
    "gb",
    "mb",
    "kb",
    "tb",
    "rps",
    "users",
    "tickets",
    "req",
}
# What these stand for is another thing at every place.
_GENERIC = re.compile(
    r"(?:full )?(?:name|date|time|person|role|email|phone|link|url|initials|signature"
    r"|value|actual|notes?|number"
    r"|description|brief .*|date/time|x|status|none.*|list.*|log.*|describe.*|enter.*|yes/no|insert.*)$",
    re.I,
)
_WORDS = {
    "X",
    "OK",
    "PASS",
    "FAIL",
    "INFO",
    "WARN",
    "WARNING",
    "ERROR",
    "DEBUG",
    "NOTE",
    "WIP",
    "INTERNAL",
    "TODO",
    "OPTIONAL",
    "REQUIRED",
    "CRITICAL",
    "A-Z",
}


def placeholders(
    line: int, text: str, *, fence: bool = False, linked: Callable[[str], bool] = lambda label: False
) -> Iterator[Blank]:
    """Every place to fill in of one source line; `linked` tells the labels that are links of the document."""
    if _MAY_HOLD.search(text) is None:
        return
    for found in (_FENCE if fence else _PROSE).finditer(text):
        kind = found.lastgroup
        bracketed = found["squared"] if kind in {"square", "squared"} else None
        if bracketed and (bracketed in _WORDS or linked(bracketed) or _tags(text, found)):
            continue
        yield Blank(line, found[0], _name(found), _unit(text, found) if found["hand"] else None)


def _tags(text: str, found: re.Match[str]) -> bool:
    """`[Backend] Restart it`: a tag or an owner at the head of a text, not a place to fill in."""
    head = re.sub(r"^[\s>]*(?:[-*+]|\d+[.)])?\s*(?:\[[ xX]\])?[\s*]*", "", text[: found.start()])
    return not head and re.match(r"\s+\w", text[found.end() :]) is not None


def _name(found: re.Match[str]) -> str | None:
    if found["hand"] or found["open"] or found["date"] or found["comment"]:
        return None
    name = (found["angled"] or found["squared"] or found[0].strip("{}")).strip()
    return None if _GENERIC.match(name) else name


def _unit(text: str, found: re.Match[str]) -> str | None:
    money = _MONEY.search(text[: found.start()])
    after = _UNIT.match(text, found.end())
    if money:
        return money[0]
    return after["unit"] if after and after["unit"].lower() in _UNITS else None
