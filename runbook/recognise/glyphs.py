"""Box glyphs: `[ ]`, ☐ and ⬜ are open, `[x]`, ☑ and ✅ are ticked; other marks only decorate."""

import re
from collections.abc import Sequence

BOX = r"(?:\[[ xX]\]|[☐⬜◻🔲□☑☒✅✔]\ufe0f?)"

_OPEN = re.compile(r"\[ \]|[☐⬜◻🔲□]")
_LEADING = re.compile(rf"\s*(?P<box>{BOX})(?=\s|$)\s*(?P<rest>.*)", re.DOTALL)
_DECORATING = ("✅", "✔")
_ANY = re.compile(r"[\[☐⬜◻🔲□☑☒✅✔](?:(?<=\[)[ xX]\]|(?<!\[))")  # as BOX, from its first character on


def boxed(text: str) -> tuple[bool, str] | None:
    """Whether the box that a text begins with is ticked, and what follows; None for none, or for several."""
    found = _LEADING.match(text)
    if found is None or several(text):
        return None
    return _OPEN.match(found["box"]) is None, found["rest"]


def several(text: str) -> bool:
    """Whether it holds more than one box: a choice, not an item each."""
    return len(_ANY.findall(text)) > 1


def are_items(leads: Sequence[str]) -> bool:
    """Whether plain bullets are boxes drawn by hand: all of them begin with one, and one is no mere ✅.

    A list of nothing but ✅ is decorated, not ticked.
    """
    found = [boxed(lead) for lead in leads if not lead.startswith("[")]
    drawn = [box for box in found if box and box[1]]
    return 0 < len(leads) == len(drawn) and not all(lead.startswith(_DECORATING) for lead in leads)
