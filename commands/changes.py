"""What became of the items of a section from one version of a checklist to the next. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Old = TypeVar("Old")
New = TypeVar("New")

ALIKE = 0.6
"""How much two lines have in common (difflib's ratio) that are the same item in other words."""


@dataclass(frozen=True)
class Named(Generic[Old]):
    """An item by its id, with its words."""

    id: str
    words: str
    item: Old


@dataclass(frozen=True)
class Pair(Generic[Old, New]):
    """An item before and after: without a `before` it was added, without an `after` it was removed."""

    before: Old | None
    after: New | None


def pairs(before: Sequence[Named[Old]], after: Sequence[Named[New]]) -> Iterator[Pair[Old, New]]:
    """Those of the same id, then those alike, then what is left of either."""
    coming = {each.id: each for each in after}
    left = []
    for old in before:
        same = coming.pop(old.id, None)
        if same is None:
            left.append(old)
        else:
            yield Pair(old.item, same.item)
    for old in left:
        nearest = max(coming.values(), key=lambda new: _alike(old.words, new.words), default=None)
        if nearest is not None and _alike(old.words, nearest.words) >= ALIKE:
            del coming[nearest.id]
            yield Pair(old.item, nearest.item)
        else:
            yield Pair(old.item, None)
    for new in coming.values():
        yield Pair(None, new.item)


def by_name(before: Sequence[Named[Old]], after: Sequence[Named[New]]) -> Iterator[Pair[Old, New]]:
    """Those of the same words, however they are spaced and capitalised; other words are another one."""
    coming: dict[str, list[New]] = {}
    for each in after:
        coming.setdefault(_plain(each.words), []).append(each.item)
    for old in before:
        same = coming.get(_plain(old.words))
        yield Pair(old.item, same.pop(0) if same else None)
    for left in coming.values():
        yield from (Pair(None, new) for new in left)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(a=one.casefold(), b=other.casefold(), autojunk=False).ratio()
