"""Force: whether something is optional, recommended or required, and on what condition it is asked at all."""

import re
from itertools import chain

from runbook.model import Force

_WORDS = {
    Force.OPTIONAL: r"optional|opcional|optionnel|facultatif|опционально|необязательно|tùy chọn|可选|任意",
    Force.RECOMMENDED: r"recommended|recomendado|empfohlen|recommandé|рекомендуется|推荐|推奨|nice to have",
    Force.REQUIRED: (
        r"required|mandatory|critical|blocker|blocking|must|must have|obligatorio|bloqueante|crítico|pflicht|"
        r"zwingend|obligatoire|obrigatório|обязательно|bắt buộc|必须|必需|必須"
    ),
}
_FORCE = {
    force: re.compile(
        rf"[(\[（](?:{words})[)\]）]|[🔴🟠🟡🟢⚠❗]\ufe0f?\s*\**(?:{words})\b|\A\W*(?:{words})\W*\Z", re.I
    )
    for force, words in _WORDS.items()
}
_ALL = "|".join(_WORDS.values())
# Most texts have no mark; of those that do, most mark something else. One pattern tells, before the three.
_MARKED = re.compile(
    rf"[(\[（🔴🟠🟡🟢⚠❗](?:(?<=[(\[（])(?:{_ALL})[)\]）]|(?<![(\[（])\ufe0f?\s*\**(?:{_ALL})\b)", re.I
)
_BARE = re.compile(rf"\W*(?:{_ALL})\W*\Z", re.I)
_ENDS = {force: re.compile(rf"\b(?:{words})\W*:\s*$", re.I) for force, words in _WORDS.items()}
_TITLE = {force: re.compile(rf"\b(?:{words})\b", re.I) for force, words in _WORDS.items()}

_IF = r"If|Only (?:if|for|when)|When|Unless|In case of|Si|Falls|Wenn|Se|Если|Nếu|Trong trường hợp"
_CONDITION = re.compile(
    rf"^[\W_]*(?P<condition>(?:{_IF})\s[^,:：\n]{{2,100}}?)\**\s*[,:：]\**(?=\s|$|\*)"
    rf"|^(?P<asian>(?:如果|若)[^，,：:]{{2,60}})[，,：:]",
    re.I,
)
_APPLIES = re.compile(
    r"[(（](?P<condition>(?:if|when|unless|only (?:if|for|when))\s[^()（）]{2,60})[)）]\s*\.?$", re.I
)


def force(text: str) -> Force | None:
    """What an item or a cell says: `(optional)`, `🔴 CRITICAL`."""
    patterns = _FORCE if _MARKED.search(text) or _BARE.match(text) else {}
    marked = (force for force, pattern in patterns.items() if pattern.search(text))
    ending = (force for force, pattern in _ENDS.items() if text.endswith(":") and pattern.search(text[-30:]))
    return next(chain(marked, ending), None)


def force_of_title(title: str) -> Force | None:
    """The same of a heading, where the bare word is enough."""
    return next((force for force, pattern in _TITLE.items() if pattern.search(title)), None)


def only_if(text: str) -> str | None:
    """The condition that an item or a label starts with, or has in parentheses at its end."""
    found = _CONDITION.match(text)
    if found:
        return (found["condition"] or found["asian"]).strip(" *")
    trailing = _APPLIES.search(text) if text.rstrip(". ").endswith((")", "）")) else None
    return trailing["condition"].strip() if trailing else None
