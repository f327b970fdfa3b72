"""Decisions that no item asks for: `[ ] GO [ ] NO-GO` in a paragraph, and frames: `GO if:`, `NO-GO if:`."""

from collections.abc import Iterable, Iterator

from runbook.blocks import Block, Shape
from runbook.markdown import Document
from runbook.model import Made
from runbook.recognise import choices, glyphs
from runbook.recognise.boxes import Box, drawn

_LONGEST = 500


def decisions(document: Document, blocks: Iterable[Block]) -> Iterator[Box]:
    """One entry a decision, named by its label or by the heading that it stands under."""
    title = ""
    frames: list[tuple[Block, str]] = []
    for block in blocks:
        if block.shape is Shape.HEADING:
            yield from _framed(document, title, frames)
            title, frames = block.content, []
        elif block.shape in {Shape.PARAGRAPH, Shape.BULLET, Shape.ORDERED} and block.box is None:
            yield from _asked(document, block)
            outcome = choices.framed(block.content) if block.loose else None
            frames += [(block, outcome)] if outcome else []
    yield from _framed(document, title, frames)


def _asked(document: Document, block: Block) -> Iterator[Box]:
    for at, line in enumerate(block.content.split("\n")):
        if len(line) > _LONGEST or not glyphs.several(line):
            continue
        choice = choices.choice(block.line + at, line)
        if choice:
            yield _drawn(document, choice.line, choice.label, choice.outcomes)


def _framed(document: Document, title: str, frames: list[tuple[Block, str]]) -> Iterator[Box]:
    """The frames of one section are the outcomes of one decision; a single one is only a condition."""
    outcomes = tuple(dict.fromkeys(outcome for _, outcome in frames))
    if len(outcomes) > 1:
        yield _drawn(document, frames[0][0].line, title, outcomes)


def _drawn(document: Document, line: int, label: str, outcomes: tuple[str, ...]) -> Box:
    raw = document.lines[line - 1]
    return drawn(document, line, raw, label, made=Made.CHOICE, outcomes=outcomes)
