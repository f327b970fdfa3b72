"""Readings that people have overruled, by where an item stands and what it says: so they outlive edits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256

from runbook.kinds import Kind
from runbook.model import Item, Runbook, Section
from runbook.recognise.evidence import without
from runbook.recognise.headings import lasting


class Overruling(StrEnum):
    """What a line is instead of what it was read as."""

    TEXT = "text"
    GATE = "gate"


def key(section: Section, item: Item) -> str:
    """The same for the same words under the same headings, whatever stands elsewhere in the file."""
    said = (*map(lasting, section.path), without(item.text))
    return sha256("\n".join(" ".join(part.casefold().split()) for part in said).encode()).hexdigest()


def overruled(runbook: Runbook, by: Mapping[str, str]) -> Runbook:
    """The runbook as people want it read; `by` has an Overruling for each key."""
    if not by:
        return runbook
    wanted = {item.id: by.get(key(section, item)) for section in runbook.sections for item in section.items}
    text = {name for name, overruling in wanted.items() if overruling == Overruling.TEXT}
    reading = tuple(replace(each, kind=Kind.PROSE) if each.of in text else each for each in runbook.reading)
    sections = tuple(
        replace(section, items=tuple(_items(section.items, wanted, text))) for section in runbook.sections
    )
    return replace(runbook, sections=sections, reading=reading)


def _items(items: Iterable[Item], wanted: Mapping[str, str | None], text: set[str]) -> Iterator[Item]:
    """What was nested in an item that is text now is nested in what that was nested in."""
    above: dict[str, Item] = {}
    for item in items:
        parent = above.get(item.parent or "")
        if item.id in text:
            above[item.id] = parent or replace(item, id="", depth=-1, parent=None)
            continue
        kept = replace(item, parent=parent.id or None, depth=parent.depth + 1) if parent else item
        if wanted.get(item.id) == Overruling.GATE:
            kept = replace(kept, hard=True, hints={**kept.hints, "gate": "hard"})
        above[item.id] = kept
        yield kept
