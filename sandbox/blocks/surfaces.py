"""A whole list of blocks on one surface: each block by its kind, and what only the list can break."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.blocks.checks import Fault, Table, by_type, several
from sandbox.blocks.kinds import IN_HOMES, IN_MESSAGES, IN_MODALS, MARKDOWN_CHARACTERS
from sandbox.blocks.tables import CELLS, characters
from sandbox.wire import Json

VISIBLE = 13_000
"""Slack publishes no number for the text of all blocks of a message; this is the sandbox's."""

TEXTS = ("text", "alt_text", "fields", "elements", "accessory", "element", "label", "hint", "title",
         "subtitle", "options", "child_blocks", "description", "body", "tasks", "actions", "details",
         "output")  # fmt: skip


@dataclass(frozen=True)
class Surface:
    """Where blocks are shown, how many of them, and which."""

    pointer: str
    most: int
    kinds: Table


MESSAGE = Surface("/blocks", 50, IN_MESSAGES)
MODAL = Surface("/view/blocks", 100, IN_MODALS)
HOME = Surface("/view/blocks", 100, IN_HOMES)


def faults(blocks: Any, surface: Surface) -> list[Fault]:
    """Everything Slack would refuse; an empty list where it would take them all."""
    each = several(by_type(surface.kinds), surface.most, least=0)
    found = list(each(blocks, surface.pointer))
    return found or [fault for rule in WHOLE for fault in rule(blocks, surface.pointer)]


def repeated_ids(blocks: list[Json], at: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield Fault(f"{at}/{number}/block_id", f"`block_id` {block_id!r} already exists here")
        seen |= {block_id} if block_id else set()


def too_much_markdown(blocks: list[Json], at: str) -> Iterator[Fault]:
    written = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if written > MARKDOWN_CHARACTERS:
        yield Fault(at, f"markdown blocks must be less than {MARKDOWN_CHARACTERS + 1} characters together")


def tables_beyond_one(blocks: list[Json], at: str) -> Iterator[Fault]:
    tables = [number for number, block in enumerate(blocks) if block["type"] == "table"]
    if sum(characters(blocks[number]) for number in tables) > CELLS:
        yield Fault(at, f"cells of tables must be less than {CELLS + 1} characters together")
    for number in tables[1:]:
        yield Fault(f"{at}/{number}", "only one table allowed")


def focus_twice(blocks: list[Json], at: str) -> Iterator[Fault]:
    focused = [
        f"{at}/{number}/{key}"
        for number, block in enumerate(blocks)
        for key in ("element", "accessory")
        if isinstance(block.get(key), dict) and block[key].get("focus_on_load")
    ]
    for pointer in focused[1:]:
        yield Fault(f"{pointer}/focus_on_load", "only one element may have the focus")


WHOLE = (repeated_ids, too_much_markdown, tables_beyond_one, focus_twice)


def visible(part: Any) -> int:
    """How many characters blocks show, as far as anybody counts them."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, list):
        return sum(visible(each) for each in part)
    if isinstance(part, dict):
        return sum(visible(part[key]) for key in TEXTS if key in part)
    return 0
