"""Approvals without boxes: lines to sign, and tables with a Signature column, in a section of sign-offs."""

from collections.abc import Iterable, Iterator

from runbook.blocks import Block, Shape
from runbook.markdown import Document
from runbook.model import Made
from runbook.plain import plain
from runbook.recognise import signoffs
from runbook.recognise.boxes import Box, drawn
from runbook.recognise.tables import tables

_LONGEST = 300


def lines(document: Document, blocks: Iterable[Block]) -> Iterator[Box]:
    """Every line that could be signed: `CTO: ____`. The caller decides where it is."""
    for block in blocks:
        if block.shape in {Shape.PARAGRAPH, Shape.BULLET} and block.box is None:
            for line, source in enumerate(block.content.split("\n"), start=block.line):
                if len(source) <= _LONGEST and signoffs.signoff(plain(document, source), asked=True):
                    yield drawn(document, line, document.lines[line - 1], source, made=Made.LINE)


def rows(document: Document) -> Iterator[Box]:
    """Every row of a table of approvals that is still to be signed."""
    for table in tables(document):
        found = signoffs.columns(table.header)
        for row in table.rows if found else ():
            who, signed = found or (0, frozenset())
            if row.cells[who].strip() and all(signoffs.is_empty(row.cells[at]) for at in signed):
                named = zip(table.header, row.cells, strict=True)
                columns = {name.strip("* "): cell for name, cell in named if cell.strip()}
                yield drawn(document, row.line, row.raw, row.cells[who], made=Made.ROW, columns=columns)
