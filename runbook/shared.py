"""What a section says for all of its items, and beside its siblings: when, whose, which of several."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from runbook.blocks import Block, Shape
from runbook.details import LONGEST, Around, Details, below, details, links
from runbook.markdown import Document
from runbook.model import Force
from runbook.outline import Heading
from runbook.recognise import alternatives, fields, force, frames, offsets, owners, parts
from runbook.recognise.boxes import Box
from runbook.recognise.labels import label
from runbook.terms import At, Part

_BACK = {Part.RECOVER, Part.PROCEDURE, Part.CRITERIA}
_LONGEST_TITLE = 200
_MOST_TITLES = 200  # enough to tell in which unit a section counts
_TIMES = {"deadline", "when", "time", "timing", "due", "start"}


@dataclass(frozen=True, slots=True)
class Shared:
    """Of one section; `titles` are those of its siblings and of the section around them."""

    titles: str = ""
    timing: At | None = None
    unsure: str | None = None
    owner: str | None = None
    force: Force | None = None
    option: str | None = None


def shared(
    tree: tuple[Heading, ...], parts: Mapping[Heading, Part | None], blocks: Iterable[Block]
) -> dict[Heading, Shared]:
    """What every section shares."""
    around = _around(tree)
    siblings: dict[Heading | None, list[Heading]] = defaultdict(list)
    for heading, outer in around.items():
        siblings[outer].append(heading)
    groups = {outer: _group(outer, headings) for outer, headings in siblings.items()}
    under = _under(tree, blocks)
    return {
        heading: _shared(heading, groups[outer], under[heading], turning_back=parts[heading] in _BACK)
        for heading, outer in around.items()
    }


def seen(
    document: Document,
    owned: Mapping[Heading, list[Box]],
    blocks: tuple[Block, ...],
    sections: Mapping[Heading, Shared],
) -> dict[Box, Details]:
    """The details of every entry."""
    boxes = [box for entries in owned.values() for box in entries]
    roles = owners.roles(box.source for box in boxes if len(box.source) <= LONGEST)
    labels = sorted(_labels(blocks))
    lines = [line for line, *_ in labels]
    inside = below(boxes, blocks)
    linked = links(document)
    found: dict[Box, Details] = {}
    for heading, entries in owned.items():
        of = sections[heading]
        for box in entries:
            line, said, bold = labels[at - 1] if (at := bisect_right(lines, box.line)) else (0, "", False)
            over = said if line > heading.line else ""
            around = Around(
                titles=of.titles,
                label=over,
                force=of.force,
                polarity=frames.frame(over) or frames.frame(heading.title),
                phase=parts.phase(over) if bold else None,
                roles=roles,
                linked=linked,
            )
            found[box] = details(box, inside.get(box, []), around)
    return found


def _around(tree: Iterable[Heading]) -> dict[Heading, Heading | None]:
    """The section that each stands in, which is never the title."""
    found: dict[Heading, Heading | None] = {}
    above: list[Heading] = []
    for heading in tree:
        above = [outer for outer in above if outer.level < heading.level]
        found[heading] = above[-1] if above else None
        if not heading.is_title:
            above.append(heading)
    return found


def _under(tree: tuple[Heading, ...], blocks: Iterable[Block]) -> dict[Heading, list[Block]]:
    """The paragraphs and bullets right under each heading that stand in no item."""
    lines = [heading.line for heading in tree]
    found: dict[Heading, list[Block]] = {heading: [] for heading in tree}
    for block in blocks:
        free = block.loose or (block.listed and block.shape is Shape.BULLET)
        if free and block.box is None and block.shape in {Shape.PARAGRAPH, Shape.BULLET}:
            found[tree[bisect_right(lines, block.line) - 1]].append(block)
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """Sections of one section: their titles with that of the latter, and whether they are alternatives."""

    titles: str
    are_options: bool


def _group(outer: Heading | None, headings: list[Heading]) -> _Group:
    titles = [heading.title[:_LONGEST_TITLE] for heading in ([outer] if outer else []) + headings]
    options = {alternatives.option(title) for title in titles[-len(headings) :]} - {None}
    return _Group("\n".join(titles[:_MOST_TITLES]), len(options) > 1)


def _shared(heading: Heading, group: _Group, blocks: list[Block], *, turning_back: bool) -> Shared:
    if heading.is_title:
        return Shared()
    title = heading.title[:_LONGEST_TITLE]
    said = [line for block in blocks if len(block.content) <= LONGEST for line in block.content.split("\n")]
    timing = offsets.first([title, *_times(said)], group.titles)
    return Shared(
        titles=group.titles,
        timing=timing if isinstance(timing, At) else None,
        unsure=timing.said if isinstance(timing, offsets.Unsure) else None,
        owner=next(filter(None, map(owners.over, [title, *said])), None),
        force=force.force_of_title(title),
        option=alternatives.option(title) if turning_back and group.are_options else None,
    )


def _times(said: Iterable[str]) -> Iterator[str]:
    """What lines of their own say of the time: `**Deadline:** T-2 days`."""
    pairs = (fields.field(0, line) for line in said)
    return (pair.value for pair in pairs if pair and pair.key in _TIMES)


def _labels(blocks: Iterable[Block]) -> Iterator[tuple[int, str, bool]]:
    """Lines that name what stands below them, and whether in bold; one that only ends in a colon does too."""
    for block in blocks:
        if block.loose and block.shape is Shape.PARAGRAPH and len(block.content) <= LONGEST:
            last = block.content.rpartition("\n")[2].rstrip()
            if said := label(block) or (last if last.endswith((":", "：", ":**", ":*")) else None):
                bold = label(block) is not None
                yield block.line, f"{said}:" if bold else said, bold
        elif block.shape is Shape.RULE:
            yield block.line, "", False
