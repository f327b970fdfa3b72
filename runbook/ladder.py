"""The ladder of items: task boxes and boxes in tables, else rows of a table of steps, else ordered steps.

Each section is read for itself, and the first form that it holds is its form. What a reference section holds
is prose, boxes too.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, chain, islice
from typing import Protocol, TypeVar

from runbook import approvals
from runbook.blocks import Block
from runbook.decisions import decisions
from runbook.markdown import Document
from runbook.model import Made
from runbook.outline import Heading
from runbook.recognise import glyphs, steps
from runbook.recognise.boxes import Box, boxes, drawn, is_box
from runbook.recognise.lists import Entry, Listed, lists
from runbook.recognise.rows import rows
from runbook.recognise.tables import Table, tables
from runbook.terms import Part

_THINGS_ARE_DONE = {
    *(Part.BEFORE, Part.DURING, Part.AFTER, Part.RECOVER, Part.PROCEDURE, Part.MONITORING, Part.TASKS)
}
_SIGNED = {Part.APPROVAL, Part.CONFIRMATION}


class Steps(StrEnum):
    """What the hint `<!-- runsheet: steps=… -->` can say of a section and those in it."""

    HEADINGS = "headings"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides how a section is read: its part, and the hint for it or for a section around it.

    `option` says that it is one of several ways back.
    """

    part: Part | None
    steps: str | None = None
    option: bool = False

    @property
    def things_are_done(self) -> bool:
        return self.part in _THINGS_ARE_DONE or self.steps == Steps.LISTS


@dataclass(slots=True)
class _Body:
    """What stands right under a heading, form by form."""

    boxes: list[Box] = field(default_factory=list)
    rows: list[Box] = field(default_factory=list)
    steps: list[Box] = field(default_factory=list)
    signed: list[Box] = field(default_factory=list)
    headings: list[Box] = field(default_factory=list)

    def items(self, ground: Ground) -> list[Box]:
        if ground.part is Part.REFERENCE:
            return []
        if ground.part in _SIGNED:
            return self.boxes or self.signed
        if self.boxes or not ground.things_are_done:
            return self.boxes or self.headings
        return self.rows or self.steps or self.headings


def grounds(
    tree: Iterable[Heading],
    parts: Mapping[Heading, Part | None],
    options: Collection[Heading],
    noted: Mapping[int, Mapping[str, str]],
) -> dict[Heading, Ground]:
    """The ground of every heading; a hint above or right under the title is for the whole file."""
    found: dict[Heading, Ground] = {}
    above: list[Heading] = []
    everywhere = noted.get(0, {}).get("steps")
    for heading in tree:
        above = [outer for outer in above if outer.level < heading.level]
        own = noted.get(heading.line + heading.raw.count("\n"), {}).get("steps")
        if heading.is_title:
            everywhere = own or everywhere
        around = found[above[-1]].steps if above else None
        found[heading] = Ground(parts[heading], own or around or everywhere, heading in options)
        above.append(heading)
    return found


def entries(
    document: Document,
    tree: tuple[Heading, ...],
    grounds: Mapping[Heading, Ground],
    blocks: tuple[Block, ...],
    most: int,
) -> dict[Heading, list[Box]]:
    """What is to be done under each heading, in the order of the file; behind `most` boxes it stops."""
    bodies = _bodies(document, tree, blocks, most)
    for heading, box in _headings(document, tree, grounds):
        bodies[heading].headings.append(box)
    found = {heading: body.items(grounds[heading]) for heading, body in bodies.items()}
    found.update(_whole(document, tree, grounds, found))
    covered = _covered(item for items in found.values() for item in items)
    for heading, box in _under(tree, decisions(document, blocks)):
        if grounds[heading].part is not Part.REFERENCE and not covered(box.line):
            found[heading].append(box)
    return {heading: sorted(items, key=lambda item: item.line) for heading, items in found.items()}


def _bodies(
    document: Document, tree: tuple[Heading, ...], blocks: tuple[Block, ...], most: int
) -> dict[Heading, _Body]:
    bodies = {heading: _Body() for heading in tree}
    for heading, box in _under(tree, islice(boxes(document), most + 1)):
        bodies[heading].boxes.append(box)
    for heading, table in _under(tree, tables(document)):
        _rows(document, table, bodies[heading])
    for heading, box in _under(tree, chain(approvals.rows(document), approvals.lines(document, blocks))):
        bodies[heading].signed.append(box)
    for heading, listed in _under(tree, lists(document)):
        _list(document, listed, bodies[heading])
    return bodies


def _rows(document: Document, table: Table, body: _Body) -> None:
    for row in rows(table):
        box = drawn(
            document, row.line, row.raw, row.text, made=Made.ROW, ticked=row.ticked, columns=row.columns
        )
        (body.boxes if row.has_box else body.rows).append(box)


def _list(document: Document, listed: Listed, body: _Body) -> None:
    if steps.are_steps(listed):
        body.steps += [_step(document, entry) for entry in listed.entries]
    elif not any(map(is_box, listed.leads)) and glyphs.are_items(listed.leads):
        body.boxes += [_bullet(document, entry) for entry in listed.entries]


def _step(document: Document, entry: Entry) -> Box:
    return drawn(
        document, entry.line, entry.raw, entry.lead, made=Made.STEP, number=entry.number, end=entry.end
    )


def _bullet(document: Document, entry: Entry) -> Box:
    ticked, source = glyphs.boxed(entry.lead) or (False, entry.lead)
    return drawn(document, entry.line, entry.raw, source, made=Made.ROW, ticked=ticked, end=entry.end)


def _headings(
    document: Document, tree: tuple[Heading, ...], grounds: Mapping[Heading, Ground]
) -> Iterator[tuple[Heading, Box]]:
    """The innermost headings where the hint says that they are steps, each under the one around it."""
    above: list[Heading] = [tree[0]]
    for heading, following in zip(tree, [*tree[1:], None], strict=True):
        above = [outer for outer in above if outer.level < heading.level or outer is tree[0]]
        innermost = following is None or following.level <= heading.level
        if grounds[heading].steps == Steps.HEADINGS and innermost and not heading.is_title:
            end = following.line - 1 if following else len(document.lines)
            yield (
                above[-1],
                drawn(document, heading.line, heading.raw, heading.source, made=Made.STEP, end=end),
            )
        above.append(heading)


def _whole(
    document: Document,
    tree: tuple[Heading, ...],
    grounds: Mapping[Heading, Ground],
    found: Mapping[Heading, list[Box]],
) -> Iterator[tuple[Heading, list[Box]]]:
    """A way back that holds no items is one itself, so that it can be chosen."""
    for at, heading in enumerate(tree):
        if grounds[heading].option:
            level = heading.level
            after = next((n for n in range(at + 1, len(tree)) if tree[n].level <= level), len(tree))
            inside = tree[at:after]
            end = tree[after].line - 1 if after < len(tree) else len(document.lines)
            if not any(found[each] for each in inside):
                box = drawn(document, heading.line, heading.raw, heading.source, made=Made.STEP, end=end)
                yield heading, [box]


def _covered(items: Iterable[Box]) -> Callable[[int], bool]:
    """Whether a line stands in one of the items."""
    ordered = sorted(items, key=lambda item: item.line)
    lines = [item.line for item in ordered]
    ends = list(accumulate((item.end for item in ordered), max))
    return lambda line: bool((at := bisect_right(lines, line)) and ends[at - 1] >= line)


class _Lined(Protocol):
    @property
    def line(self) -> int: ...


L = TypeVar("L", bound=_Lined)


def _under(tree: tuple[Heading, ...], found: Iterable[L]) -> Iterator[tuple[Heading, L]]:
    """Each with the heading that it stands under."""
    lines = [heading.line for heading in tree]
    return ((tree[bisect_right(lines, each.line) - 1], each) for each in found)
