"""Names for sections and items that survive edits elsewhere in the document.

A section is its title, for people who read logs, and a hash of its path. An item is its section and a hash
of what it says, evidence left out, together with what the items and bullets around it say. Neither knows its
position, so inserting, moving or ticking a line renames nothing else; only true twins are told apart, by
their order among themselves.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

_SLUG_LENGTH = 28


class Ids:
    """Hands out every id of one document, once each."""

    def __init__(self) -> None:
        self._twins: Counter[str] = Counter()

    def section(self, path: tuple[str, ...]) -> str:
        return self._unique(f"{_slug(path[-1])}-{_digest(path, 6)}")

    def item(self, section: str, chain: Iterable[str]) -> str:
        """`chain` is what the item says, after all that it is nested in."""
        return self._unique(f"{section}-{_digest(chain, 8)}")

    def _unique(self, name: str) -> str:
        self._twins[name] += 1
        ordinal = self._twins[name]
        return name if ordinal == 1 else f"{name}-{ordinal}"


def _slug(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")[:_SLUG_LENGTH].strip("-") or "section"


def _digest(parts: Iterable[str], length: int) -> str:
    said = "\n".join(" ".join(part.casefold().split()) for part in parts)
    return sha256(said.encode()).hexdigest()[:length]
