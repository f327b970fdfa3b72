"""Comparisons: `Error rate > 10% for 5 minutes`, `p95 ≤ 300 ms`, `Rating ≥ 4.0/5.0`, `Tickets < baseline`."""

import re

from runbook import words
from runbook.recognise import durations
from runbook.terms import Compare, Condition, Polarity, Quantity
from runbook.words import LANGUAGES

_SIGNS = {
    ">": Compare.OVER,
    "<": Compare.UNDER,
    "≥": Compare.AT_LEAST,
    ">=": Compare.AT_LEAST,
    "≤": Compare.AT_MOST,
    "<=": Compare.AT_MOST,
}
_SIGN = re.compile("[<>≤≥]")
_SAID = {
    "above": Compare.OVER,
    "over": Compare.OVER,
    "exceeds": Compare.OVER,
    "exceed": Compare.OVER,
    "more than": Compare.OVER,
    "greater than": Compare.OVER,
    "below": Compare.UNDER,
    "under": Compare.UNDER,
    "less than": Compare.UNDER,
    "at least": Compare.AT_LEAST,
    "at most": Compare.AT_MOST,
    "no more than": Compare.AT_MOST,
}
_NUMBER = r"\d{1,15}(?:,\d{3})*(?:[.,]\d{1,15})?"
_UNIT = rf"(?-i:(?![A-Z](?![a-z]))){words.either(['ms', *words.UNITS])}"  # 10M are millions
_BASELINE = words.either(word for each in LANGUAGES for word in each.baseline)
_QUANTITY = re.compile(
    r"(?<![-=<>~!])(?P<sign>>=|<=|[<>≤≥])\s?"
    rf"(?:(?P<baseline>{_BASELINE})|(?P<number>{_NUMBER})(?:\s?(?P<measure>%|{_UNIT})|\s?/\s?(?P<out_of>{_NUMBER}))?)"
    r"(?=[\s;:)]|[.,](?:\s|$)|$)",
    re.I,
)
# A number without a unit, "at least 3 devices", is no measure.
_WORDED = re.compile(
    rf"\b(?P<sign>{'|'.join(sorted(_SAID, key=len, reverse=True))})\s+(?P<number>{_NUMBER})\s?"
    rf"(?P<measure>%|{_UNIT})(?P<baseline>(?!))?(?P<out_of>(?!))?(?=[\s;:)]|[.,](?:\s|$)|$)",
    re.I,
)
_FOR = re.compile(rf"\s*,?\s*{durations.LASTING}", re.I)
_STAT = re.compile(r"\s*\((?P<stat>[^()]{1,20})\)$")
_CLAUSE = re.compile(r"[.,;:]\s")


def comparison(text: str, polarity: Polarity | None = None) -> Condition | None:
    """The first comparison in a text that is not inside a code span."""
    found = _found(text)
    if found is None or text.count("`", 0, found.start()) % 2:
        return None
    subject = _CLAUSE.split(text[: found.start()].rstrip())[-1]
    stat = _STAT.search(subject)
    return Condition(
        subject=subject[: stat.start()] if stat else subject,
        stat=stat["stat"] if stat else None,
        compare={**_SIGNS, **_SAID}[found["sign"].lower()],
        quantity=_quantity(found),
        lasting=durations.said(_FOR.match(text, found.end())),
        polarity=polarity,
    )


def _found(text: str) -> re.Match[str] | None:
    sign = _SIGN.search(text)
    if sign:
        return _QUANTITY.search(text, sign.start())
    lower = text.lower()
    return _WORDED.search(text) if any(said in lower for said in _SAID) else None


def _quantity(found: re.Match[str]) -> Quantity:
    if found["baseline"]:
        return Quantity(None, baseline=True)
    measure = (found["measure"] or "").lower()
    unit = measure if measure in {"", "%", "ms"} else str(durations.unit(measure))
    return Quantity(_number(found["number"]), unit, _number(found["out_of"]) if found["out_of"] else None)


def _number(written: str) -> float:
    """A number with a point or a comma; groups of three digits after commas are thousands."""
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written)
    return float(written.replace(",", "" if thousands else "."))
