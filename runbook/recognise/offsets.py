"""Offsets from the release: `T-30 min`, `D-7`, `2 days before launch`, `Day of release`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from runbook.terms import Anchor, At, Span, Unit

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_UNITS = {
    Unit.SECOND: r"s|secs?|seconds?",
    Unit.MINUTE: r"m|mins?|minutes?|минут\w*|мин|minutos?|minuten?|phút|分钟|分",
    Unit.HOUR: r"h|hrs?|hours?|час\w*|horas?|stunden?|heures?|giờ|小时|時間",
    Unit.DAY: r"d|days?|дн\w*|день|días?|tage?n?|jours?|dias?|ngày|ngay|天|日",
    Unit.WEEK: r"w|wks?|weeks?|недел\w*|semanas?|wochen?|semaines?|tuần|周|週間",
    Unit.MONTH: r"months?|месяц\w*|mes|meses|monate?n?|mois|mês|tháng|个月|ヶ月",
}
UNIT = "(?:" + "|".join(_UNITS.values()) + ")"
NUMBER = r"(?:\d{1,4}|" + "|".join(_WORDS) + ")"

_EVENT = r"(?:go[- ]?live|launch|release|deploy(?:ment|ing)?|cut[- ]?over|start|T-?0|D-?day|prod(?:uction)?)"
_OFFSET = re.compile(
    rf"(?<![\w.-])(?P<letter>[TDtd])\s?(?P<sign>[-–−+])\s?(?P<count>\d{{1,4}})(?![\w.%]*\.\d)"
    rf"(?:\s?-?(?P<unit>{UNIT})(?![\w-]))?(?!\w)"
)
_ZERO = re.compile(r"(?<![\w.-])(?:T\s?[=-]?\s?0|D[- ]?0|D-?[Dd]ay)(?![\w.]|:\d)")
_RELATIVE = re.compile(
    rf"\b(?P<count>{NUMBER})[- ]?(?P<unit>{UNIT})\s+(?P<side>before|prior(?: to)?|after|post)\b"
    rf"(?P<event>\s+(?:the\s+)?{_EVENT})?",
    re.I,
)
_DAY = re.compile(rf"\bday\s+(?P<which>before|of)\s+(?:the\s+)?{_EVENT}|\b{_EVENT}\s+day\b(?![\w-])", re.I)
_STATED = re.compile(rf"(?<![\w.])\d{{1,4}}\s?(?P<unit>{UNIT})(?![\w-])", re.I)


@dataclass(frozen=True, slots=True)
class Unsure:
    """An offset whose unit stands nowhere near: `T-7` is days to most people, `T+55` minutes to others."""

    said: str


def offset(text: str, around: str = "") -> At | Unsure | None:
    """When a heading, a label or a Time field says that something is due; of a range, its beginning.

    A missing unit is that of the nearest stated one in the text, then in what stands `around` it.
    """
    if not text:
        return None
    if is_zero(text):
        return At(Anchor.T0)
    if found := _OFFSET.search(text):
        return _from(found, text, around)
    relative = _RELATIVE.search(text)
    return _relative(relative) if relative else _day(text)


def is_zero(text: str) -> bool:
    """Whether it says T0 itself: `T0`, `T+0`, `D-Day`."""
    found = _OFFSET.search(text)
    return int(found["count"]) == 0 if found else _ZERO.search(text) is not None


def first(texts: Iterable[str], around: str) -> At | Unsure | None:
    """The offset of the first text that has one."""
    for text in texts:
        if found := offset(text, around):
            return found
    return None


def span(count: str, unit: str) -> Span | None:
    """A number, or a number word, and a unit in any of its spellings."""
    number = int(count) if count.isdecimal() else _WORDS.get(count.lower())
    named = _unit(unit)
    return Span(number, named) if number and named else None


@lru_cache(maxsize=128)
def _unit(said: str) -> Unit | None:
    if said == "M":
        return None
    return next((unit for unit, names in _UNITS.items() if re.fullmatch(names, said, re.I)), None)


def _from(found: re.Match[str], text: str, around: str) -> At | Unsure:
    before = found["sign"] != "+"
    unit = (
        Unit.DAY
        if found["letter"] in "Dd"
        else _unit(found["unit"] or "") or _stated(text) or _stated(around)
    )
    if unit is None:
        return Unsure(found[0].strip())
    return At(Anchor.T0 if before else Anchor.START, Span(int(found["count"]), unit), before)


@lru_cache(maxsize=128)
def _stated(text: str) -> Unit | None:
    """The one unit of a text: two different ones settle nothing."""
    offsets = [_unit(each["unit"]) for each in _OFFSET.finditer(text) if each["unit"]]
    units = set(offsets or [_unit(each["unit"]) for each in _STATED.finditer(text)]) - {None}
    return units.pop() if len(units) == 1 else None


def _relative(found: re.Match[str]) -> At | None:
    length = span(found["count"], found["unit"])
    if length is None:
        return None
    if found["side"].lower() in {"after", "post"}:
        return At(Anchor.LIVE, length) if found["event"] else None
    return At(Anchor.T0, length, before=True)


def _day(text: str) -> At | None:
    found = _DAY.search(text)
    if found is None:
        return None
    eve = (found["which"] or "").lower() == "before"
    return At(Anchor.T0, Span(1, Unit.DAY), before=True) if eve else At(Anchor.T0)
