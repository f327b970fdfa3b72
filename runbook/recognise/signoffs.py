"""Sign-offs: `QA Lead: ____ Date: ____`, read in the text where each blank reads `____`.

Where approvals are given a name and a blank are enough: `CTO: ____`, `Approved by: ____`, or an empty cell.
"""

import re

from runbook import words
from runbook.model import SignOff
from runbook.words import LANGUAGES

_DATE = words.either(word for each in LANGUAGES for word in (*each.dated, "time"))
_SIGNOFF = re.compile(rf"(?P<who>[^_]{{1,160}}?)\s*:\s+____\s+{_DATE}\s*:\s+____$", re.I)
_SHORT = re.compile(
    r"(?P<who>[^_:：\d][^_:：]{0,80}?)\s*[:：]\s*____(?:\s*\(signature\))?"
    rf"(?:[\s,|/-]*{_DATE}\s*:\s*____)?",
    re.I,
)
_SIGNED = re.compile(
    r"signature|approved|approval|signed|sign-?off|date|firma|unterschrift|freigabe|assinatura|подпись|chữ ký"
    r"|签字|签名|承認日?|署名",
    re.I,
)
_WHO = re.compile(r"role|name|approver|title|team|function|rol|rolle|rôle|роль|vai trò|角色|項目|役割", re.I)
_UNFILLED = re.compile(r"(?:_{2,}|\[[^\]]*\]|[-–—☐⬜])?")


def signoff(text: str, *, asked: bool = False) -> SignOff | None:
    """Who or what is signed for, in an item's text; `asked` says that it stands where approvals are given."""
    if "____" not in text:
        return None
    found = _SIGNOFF.match(text) or (_SHORT.fullmatch(text.strip()) if asked else None)
    return SignOff(found["who"].strip()) if found else None


def columns(header: tuple[str, ...]) -> tuple[int, frozenset[int]] | None:
    """Of a table of approvals, the column that says who, and those that are to be signed."""
    named = [name.strip("* ") for name in header]
    signed = frozenset(at for at, name in enumerate(named) if _SIGNED.search(name))
    who = next((at for at, name in enumerate(named) if at not in signed and _WHO.fullmatch(name)), None)
    return (who, signed) if who is not None and signed else None


def is_empty(cell: str) -> bool:
    """Whether a cell is still to be signed."""
    return _UNFILLED.fullmatch(cell.strip().replace("\\", "")) is not None
