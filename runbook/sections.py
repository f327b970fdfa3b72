"""Headings and boxes put together: sections with their items, each under its id."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from runbook.ids import Ids
from runbook.model import Item, Section
from runbook.outline import Heading
from runbook.recognise import headings
from runbook.recognise.boxes import Box
from runbook.recognise.evidence import evidence, without


def sections(
    tree: tuple[Heading, ...], boxes: tuple[Box, ...], deployment: date | None
) -> tuple[Section, ...]:
    """Every section in order; `deployment` gives the phases their year."""
    owned = _by_heading(tree, boxes)
    ids = Ids()
    return tuple(
        _section(ids, heading, owned[heading], deployment)
        for heading in tree
        if owned[heading] or not heading.is_title
    )


def _by_heading(tree: tuple[Heading, ...], boxes: Iterable[Box]) -> dict[Heading, list[Box]]:
    lines = [heading.line for heading in tree]
    owned: dict[Heading, list[Box]] = defaultdict(list)
    for box in boxes:
        owned[tree[bisect_right(lines, box.line) - 1]].append(box)
    return owned


def _section(ids: Ids, heading: Heading, boxes: list[Box], deployment: date | None) -> Section:
    name = ids.section(tuple(map(headings.lasting, heading.path)))
    return Section(
        id=name,
        line=heading.line,
        level=heading.level,
        title=heading.title,
        raw=heading.raw,
        path=heading.path,
        dates=headings.dates(heading.title, deployment) if deployment and heading.level == 2 else None,
        clock=headings.clock(heading.title) if heading.level == 3 else None,
        items=tuple(_items(ids, name, boxes)),
    )


def _items(ids: Ids, section: str, boxes: list[Box]) -> Iterator[Item]:
    names: dict[Box, str] = {}
    for box in boxes:
        around = [box, *box.around()]
        names[box] = ids.item(section, (without(each.text) for each in reversed(around)))
        yield Item(
            id=names[box],
            line=box.line,
            raw=box.raw,
            text=box.text,
            claimed=box.ticked,
            depth=len(around) - 1,
            parent=names[box.parent] if box.parent else None,
            evidence=evidence(box.text),
        )
