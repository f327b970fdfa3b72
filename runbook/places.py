"""Sections with the blocks that stand directly under their headings: what the recognisers read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runbook.blocks import Block, Shape
from runbook.markdown import Document
from runbook.model import Section
from runbook.outline import Heading
from runbook.plain import plain


@dataclass(frozen=True, slots=True)
class Place:
    document: Document
    section: Section
    blocks: tuple[Block, ...]

    @property
    def listed(self) -> Iterator[Block]:
        """The plain bullets and numbered lines of its lists, without what is nested in them."""
        return (block for block in self.blocks if block.listed and block.shape in _LINES)

    def text(self, block: Block) -> str:
        return plain(self.document, block.content)

    def raw(self, block: Block) -> str:
        return "\n".join(self.document.lines[block.line - 1 : block.last])


_LINES = {Shape.BULLET, Shape.ORDERED}


def places(
    document: Document, tree: Iterable[Heading], sections: Iterable[Section], blocks: Iterable[Block]
) -> tuple[Place, ...]:
    """Every section in order; what stands under a title that is no section is in none."""
    lines = [heading.line for heading in tree]
    below: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        below[lines[bisect_right(lines, block.line) - 1]].append(block)
    return tuple(Place(document, section, tuple(below[section.line])) for section in sections)
