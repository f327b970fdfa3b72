"""Alternatives: `Option A`, `Method 2`, of which one is chosen and never all."""

import re

_HEADING = re.compile(
    r"^\W*(?:\d[\d.)]*\s+)?(?:Option|Method|Plan|Level|Scenario|Alternative|Approach|"
    r"Вариант|Opción|Méthode|Opção|Variante|Phương án|方案|案)"
    r"\s*[#:]?\s*(?P<letter>[A-Z]|\d{1,2}|[一二三四])\b",
    re.I,
)
_PART = re.compile(
    r"^\W*(?P<part>application|app|code|database|db|schema|data|config(?:uration)?|infrastructure|dns|frontend|"
    r"backend|full|partial|feature flags?)\s+(?:rollback|revert|backout|restore)\b"
    r"|^\W*(?:rollback|revert)\s+(?P<of>application|code|database|config\w*|infrastructure)\b",
    re.I,
)
_COMMENT = re.compile(r"^\s*(?:#|//|--|REM)\s*(?P<title>.*)$", re.I)


def option(title: str) -> str | None:
    """The letter or number of an alternative, or the part that it rolls back."""
    found = _HEADING.match(title)
    if found:
        return found["letter"].upper()
    part = _PART.match(title)
    return (part["part"] or part["of"]).lower() if part else None


def options_in(fence: str) -> tuple[str, ...]:
    """The alternatives that the comments of one fence hold: its commands are never a sequence then."""
    comments = filter(None, map(_COMMENT.match, fence.split("\n")))
    letters = [
        letter
        for each in comments
        if (found := _HEADING.match(each["title"])) and (letter := found["letter"])
    ]
    return tuple(dict.fromkeys(letter.upper() for letter in letters)) if len(set(letters)) > 1 else ()
