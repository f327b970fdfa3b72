"""Bytes to `Runbook`: repair, parse once, then let every recogniser say what it sees."""

import codecs
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from runbook import ladder, markdown, zero
from runbook.blocks import Block, noted
from runbook.blocks import blocks as all_blocks
from runbook.details import to_fill
from runbook.found import find
from runbook.ids import Ids
from runbook.lines import reading
from runbook.markdown import LINE_END, Document
from runbook.model import NothingToDo, Runbook, Section, Unreadable
from runbook.outline import Heading, outline
from runbook.places import places
from runbook.recognise import encoding, headings, languages, metadata, roles
from runbook.recognise.boxes import Box
from runbook.recognise.front_matter import front_matter
from runbook.recognise.planned_start import planned_date, planned_start
from runbook.sections import Noted, sections
from runbook.sections import frames as framed
from runbook.shared import seen, shared
from runbook.terms import Part

MAX_BYTES = 2_000_000
MAX_ITEMS = 10_000
MAX_LINES = 100_000

_NOTHING = (
    "There is nothing to tick in the file: begin each step with a task box, “- [ ] Verify backups” in a list "
    "of bullets or “1. [ ] Verify backups” in a list of steps. Or say in a line under the title where its "
    "steps are: “<!-- runsheet: steps=lists -->” in its numbered lists, “<!-- runsheet: steps=headings -->” "
    "in its headings."
)


@lru_cache(maxsize=8)
def read(raw: bytes) -> Runbook:
    """Read a checklist; raise `Unreadable`, and nothing else, for what cannot be run.

    The last few are kept: a long one takes a second, which nobody has who waits for an answer.
    """
    text, repairs = encoding.repair(_decoded(raw))
    front, head = front_matter(text)
    document = markdown.parse(text, head)
    tree = outline(document, front.get("title") or front.get("name"))
    blocks = tuple(all_blocks(document))
    ids = Ids()
    pairs, held = _sections(ids, document, tree, blocks, front)
    meta = metadata.metadata(pairs)
    placed = places(document, tree, held, blocks)
    found = find(ids, pairs, placed)
    service, version = _release(tree)
    return Runbook(
        title=tree[0].title,
        service=service,
        version=version,
        meta=meta,
        start=planned_start(meta),
        sections=held,
        sha256=sha256(raw).hexdigest(),
        repairs=repairs,
        text=text,
        roles=tuple(roles.roles(pairs, found.contacts, found.people, held)),
        triggers=found.triggers,
        framed=found.thresholds,
        criteria=found.criteria,
        procedure=found.procedure,
        communications=found.communications,
        severities=found.severities,
        contacts=found.contacts,
        blanks=tuple(to_fill(document, blocks)),
        choices=tuple(choice for section in held for item in section.items for choice in item.choices),
        reading=reading(document, tree, placed, blocks, found),
        marked=raw.startswith(codecs.BOM_UTF8),
    )


def _sections(
    ids: Ids,
    document: Document,
    tree: tuple[Heading, ...],
    blocks: tuple[Block, ...],
    front: Mapping[str, str],
) -> tuple[tuple[metadata.Pair, ...], tuple[Section, ...]]:
    """The metadata, which ends where items begin, and the sections, whose years it says."""
    hints = noted(document, blocks)
    frames = framed(tree, readable=not languages.unread("\n".join(document.lines)))
    parts = {heading: frame.part for heading, frame in frames.items()}
    common = shared(tree, parts, blocks)
    options = {heading for heading, of in common.items() if of.option}
    owned = _entries(document, tree, blocks, ladder.grounds(tree, parts, options, hints))
    above = _first_items(tree, owned)
    lines = [heading.line for heading in tree]
    listed = (
        pair
        for pair in metadata.listed(document, above)
        if parts[tree[bisect_right(lines, pair.line) - 1]] is not Part.CONTACTS  # somebody to call
    )
    pairs = (*metadata.front(front), *metadata.pairs(document, above), *listed)
    day = planned_date(metadata.metadata(pairs))
    known = Noted(day, hints, seen(document, owned, blocks, common), common)
    return pairs, zero.counted(sections(ids, owned, frames, known))


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


def _entries(
    document: Document,
    tree: tuple[Heading, ...],
    blocks: tuple[Block, ...],
    grounds: Mapping[Heading, ladder.Ground],
) -> dict[Heading, list[Box]]:
    found = ladder.entries(document, tree, grounds, blocks, MAX_ITEMS)
    size = sum(map(len, found.values()))
    if size > MAX_ITEMS:
        raise Unreadable(f"The file has more than {MAX_ITEMS:,} items: split it into several runbooks.")
    if not size:
        raise NothingToDo(_NOTHING)
    return found


def _first_items(tree: Iterable[Heading], found: Mapping[Heading, list[Box]]) -> int:
    """The line where the first section with items begins; right under the title, that of the first item."""
    heading = next(heading for heading in tree if found[heading])
    return found[heading][0].line if heading.is_title else heading.line


def _release(tree: Iterable[Heading]) -> tuple[str, str] | tuple[None, None]:
    named = (headings.release(heading.title) for heading in tree if heading.level <= 2)
    return next(filter(None, named), (None, None))
