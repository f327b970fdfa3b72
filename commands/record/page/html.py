"""Writing HTML: elements whose words are always escaped. Pure."""

import html
import re
from collections.abc import Iterable

# Elements that hold nothing, and how each is ended.
_VOID = {"meta": ">", "rect": "/>", "line": "/>"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, and marks that turn the direction of what follows: they make a page say what it does not."""


class Html(str):
    """Markup that was made here; every other text is escaped."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def el(name: str, /, *children: Child, **attributes: str | float | None) -> Html:
    """`class_` is written `class`, `data_label` `data-label`; an attribute that is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{said}{_VOID[name]}")
    return Html(f"<{name}{said}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    return Html("".join(map(_one, children)))


def _one(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return _escaped(child)
    return join(*child)


def _escaped(text: str) -> str:
    return html.escape(_UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text))
