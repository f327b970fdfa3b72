"""Bytes to `Runbook`: repair, parse once, then let every recogniser say what it sees."""

import codecs
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from runbook import markdown
from runbook.blocks import blocks as all_blocks
from runbook.blocks import noted
from runbook.ids import Ids
from runbook.markdown import LINE_END, Document
from runbook.model import Runbook, Unreadable
from runbook.outline import Heading, outline
from runbook.recognise import encoding, headings
from runbook.recognise.boxes import Box, boxes
from runbook.recognise.metadata import metadata
from runbook.recognise.planned_start import planned_date, planned_start
from runbook.sections import Noted, sections

MAX_BYTES = 2_000_000
MAX_ITEMS = 10_000
MAX_LINES = 100_000


@lru_cache(maxsize=8)
def read(raw: bytes) -> Runbook:
    """Read a checklist; raise `Unreadable`, and nothing else, for what cannot be run.

    The last few are kept: a long one takes a second, which nobody has who waits for an answer.
    """
    text, repairs = encoding.repair(_decoded(raw))
    document = markdown.parse(text)
    found = _boxes(document)
    tree = outline(document)
    blocks = tuple(all_blocks(document))
    meta = metadata(document, before=_first_items(tree, found))
    ids = Ids()
    service, version = _release(tree)
    return Runbook(
        title=tree[0].title,
        service=service,
        version=version,
        meta=meta,
        start=planned_start(meta),
        sections=sections(ids, tree, found, Noted(planned_date(meta), noted(document, blocks))),
        sha256=sha256(raw).hexdigest(),
        repairs=repairs,
        text=text,
        marked=raw.startswith(codecs.BOM_UTF8),
    )


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB: split it into several runbooks."
        )
    text = encoding.decode(raw)
    if len(LINE_END.findall(text)) >= MAX_LINES:
        raise Unreadable(f"The file has more than {MAX_LINES:,} lines: split it into several runbooks.")
    if not text.strip():
        raise Unreadable(
            "The file is empty: write the steps into it as task boxes, such as “- [ ] Verify backups”."
        )
    return text


def _boxes(document: Document) -> tuple[Box, ...]:
    found = tuple(islice(boxes(document), MAX_ITEMS + 1))
    if len(found) > MAX_ITEMS:
        raise Unreadable(f"The file has more than {MAX_ITEMS:,} items: split it into several runbooks.")
    if not found:
        raise Unreadable(
            "There is nothing to tick in the file: begin each step with a task box, "
            "“- [ ] Verify backups” in a list of bullets or “1. [ ] Verify backups” in a list of steps."
        )
    return found


def _first_items(tree: Iterable[Heading], found: tuple[Box, ...]) -> int:
    """The line where the first section with items begins; right under the title, that of the first item."""
    first = found[0].line
    heading = max((h for h in tree if h.line <= first), key=lambda h: h.line)
    return first if heading.is_title else heading.line


def _release(tree: Iterable[Heading]) -> tuple[str, str] | tuple[None, None]:
    named = (headings.release(heading.title) for heading in tree if heading.level <= 2)
    return next(filter(None, named), (None, None))
