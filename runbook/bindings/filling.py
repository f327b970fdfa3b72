"""A command's placeholders filled in: a value stays within its argument, and is never read as an option."""

import re
from collections.abc import Iterable, Mapping

LONGEST = 200
"""Characters of a value."""

_RELEASE = re.compile(r"[0-9A-Za-z][\w.+/@:-]{0,99}", re.ASCII)
_SAFE = {
    "version": _RELEASE,
    "previous": _RELEASE,
    "percent": re.compile(r"100|[0-9]{1,2}"),
    "trigger": re.compile(rf"\w[\w .,:+/@%=≥≤-]{{0,{LONGEST - 1}}}"),
}
_NAMED = re.compile(r"\{([a-z]+)\}")
_SPOKEN = {">": " over ", "<": " under ", "&": " and "}
_OTHER = re.compile(r"[^\w .,:+/@%=≥≤-]+")


class Unfilled(Exception):
    """A placeholder has no value, or one that no program is to be given; `why` says which and what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def fill(words: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """Each argument with the values in it. Raises Unfilled."""
    return [_NAMED.sub(lambda found: _value(found[1], values), word) for word in words]


def named(words: Iterable[str]) -> set[str]:
    """The placeholders that are in them."""
    return {name for word in words for name in _NAMED.findall(word)}


def plain(text: str) -> str:
    """Anybody's words as a value for `{trigger}`: "error rate > 10%" becomes "error rate over 10%"."""
    spoken = "".join(_SPOKEN.get(character, character) for character in text)
    said = " ".join(_OTHER.sub(" ", spoken).split()).lstrip(" .,:+/@%=≥≤-")
    return said[:LONGEST].rstrip() or "no reason given"


def _value(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    if not value:
        raise Unfilled(f"the command needs {{{name}}}, and this run has none")
    if not _SAFE[name].fullmatch(value):
        raise Unfilled(f"{{{name}}} would be “{value}”, which has characters that no command is given")
    return value
