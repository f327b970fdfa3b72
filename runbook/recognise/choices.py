"""Choices: one decision with several outcomes, written as boxes in a line or as `Pass / Fail`."""

import re

from runbook.model import Choice
from runbook.recognise import glyphs

_LABEL = re.compile(r"(?P<label>[^:：\n]{1,80}?)\s*[:：]\s*(?P<value>\S.*)")
_BOXED = re.compile(rf"{glyphs.BOX}\s*(?P<outcome>[^|/☐☑☒⬜✅✔\[\n]*[^|/☐☑☒⬜✅✔\[\n\s,;])")
_BETWEEN = re.compile(r"\s+/\s+|(?<=[A-Za-z])/(?=[A-Z])|\s*\|\s*")
_EMPHASIS = re.compile(r"\*\*|__(?!_)")
_SIGN = re.compile(r"^[✓✗✔✘✅❌🟢🟡🔴]\ufe0f?\s*|\s*[✓✗✔✘✅❌🟢🟡🔴]\ufe0f?$")
_FRAME = re.compile(r"^\**(?P<outcome>GO|NO[- ]GO|ROLL ?BACK|PROCEED|ABORT|HOLD)\s+if\b.*:\**$", re.I)

_COLON = re.compile("[:：]")
_STROKE = re.compile(r"[/|](?:(?<=\|)|\s|(?<=\w/))")
_READABLE = 500  # characters of a line that asks
_LONGEST = 120  # of named outcomes

_SETS = (
    {"yes", "no", "n/a", "partly"},
    {"pass", "fail", "n/a"},
    {"passed", "failed", "n/a"},
    {"go", "no-go", "no go", "nogo", "hold", "go live", "rollback", "roll back", "conditional go"},
    {"success", "failed", "failure", "partial"},
    {"healthy", "degraded", "down", "normal"},
    {"low", "medium", "high", "critical"},
    {"approved", "rejected", "approve", "reject", "denied"},
    {"proceed", "rollback", "roll back", "abort", "hold", "stop", "delay", "postpone", "continue"},
    {"green", "yellow", "amber", "red"},
    {"sí", "si", "no"}, {"ja", "nein"}, {"oui", "non"}, {"sim", "não"}, {"да", "нет"}, {"có", "không"},
    {"是", "否"}, {"はい", "いいえ"}, {"通过", "不通过", "失败"}, {"合格", "不合格"},
)  # fmt: skip
_PROGRESS = {
    "not started", "in progress", "complete", "completed", "done", "pending", "open", "closed", "ready",
    "todo", "to do", "blocked", "not ready", "started",
}  # fmt: skip
_REFUSING = {
    "no", "fail", "failed", "failure", "no-go", "no go", "nogo", "hold", "rollback", "roll back", "abort",
    "stop", "delay", "postpone", "down", "degraded", "rejected", "reject", "denied", "red", "critical",
    "nein", "non", "não", "нет", "không", "否", "いいえ", "不通过", "失败", "不合格",
}  # fmt: skip
_TURNING_BACK = {"rollback", "roll back", "revert"}


def choice(line: int, text: str) -> Choice | None:
    """The decision that a line asks for. Boxes that only say how far something is are no decision."""
    colon = _COLON.search(text) if len(text) <= _READABLE else None
    if colon is None or not (_STROKE.search(text, colon.end()) or glyphs.several(text)):
        return None
    found = _LABEL.search(_EMPHASIS.sub("", text))
    if found is None:
        return None
    outcomes = _boxed(found["value"]) or _named(found["value"])
    if len(outcomes) < 2 or {each.casefold() for each in outcomes} & _PROGRESS:
        return None
    return Choice(line, _label(found["label"]), outcomes)


def refuses(outcome: str) -> bool:
    """Whether it stops the run until somebody decides otherwise."""
    return outcome.casefold() in _REFUSING


def turns_back(outcome: str) -> bool:
    """Whether it asks for the rollback."""
    return outcome.casefold() in _TURNING_BACK


def framed(text: str) -> str | None:
    """The outcome whose conditions are listed below: `**GO if:**`."""
    found = _FRAME.match(text.strip())
    return (
        found["outcome"].upper().replace("ROLL BACK", "ROLLBACK").replace("NO GO", "NO-GO") if found else None
    )


def _label(text: str) -> str:
    """Without the bullet, the box and the item's own words before it."""
    rest = re.sub(rf"^\s*(?:[-*+]\s+)?(?:{glyphs.BOX}\s+)?", "", text)
    return rest.strip(" *")


def _boxed(value: str) -> tuple[str, ...]:
    if len(re.findall(glyphs.BOX, value)) < 2:
        return ()
    return tuple(found["outcome"].strip(" *_,;") for found in _BOXED.finditer(value))


def _named(value: str) -> tuple[str, ...]:
    """Outcomes of a closed set; any other words with strokes between them are prose."""
    if len(value) > _LONGEST:
        return ()
    named = tuple(_SIGN.sub("", each).strip(" *_.[]()") for each in _BETWEEN.split(value.strip()))
    folded = {each.casefold() for each in named}
    return named if len(folded) > 1 and any(folded <= known for known in _SETS) else ()
