"""Which item has what bound: a command to run, a probe, a tag to compare, a link to open."""

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from runbook.bindings.model import Bindings, digest
from runbook.model import Item

_CODE = re.compile(r"`[^`]*`")


class Sort(StrEnum):
    COMMAND = "command"
    PROBE = "probe"
    TAG = "tag"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Deed:
    """`name` is that of the side file, or the tag's; a `hard` item has to be done before a run goes on."""

    item: str
    sort: Sort
    name: str
    hard: bool = False


def deeds(items: Iterable[Item], bindings: Bindings) -> dict[str, list[Deed]]:
    """By the id of the item; what moves traffic is no item's command."""
    found = {item.id: list(_of(item, bindings)) for item in items}
    return {name: each for name, each in found.items() if each}


def item_name(item: Item) -> str:
    """Under which name something is bound to an item: its words without code, such as `run-smoke-tests`."""
    return named_after(item.text)


def named_after(text: str) -> str:
    return re.sub(r"\W+", "-", _CODE.sub(" ", text).casefold()).strip("-")


def _of(item: Item, bindings: Bindings) -> Iterator[Deed]:
    hard = item.hard
    for name in dict.fromkeys(_commands(item, bindings)):
        yield Deed(item.id, Sort.COMMAND, name, hard)
    probe = next((each for each in _names(item, "probe") if bindings.probe(each)), None)
    if probe:
        yield Deed(item.id, Sort.PROBE, probe, hard)
    if item.tag and bindings.source:
        yield Deed(item.id, Sort.TAG, item.tag, hard)
    link = next((each for each in _names(item, "link") if bindings.link(each)), None)
    if link:
        yield Deed(item.id, Sort.LINK, link, hard)


def _commands(item: Item, bindings: Bindings) -> Iterator[str]:
    """The one that it names, else those that its own text says, word for word; a tag has `tag`."""
    if item.traffic and "run" not in item.hints:
        return
    names = [each for each in _names(item, "run") if bindings.command(each)]
    if names:
        yield names[0]
        return
    for command in item.commands:
        hashed = _digest(command.text)
        yield from (name for name, bound in bindings.commands.items() if bound.sha256 == hashed)
    if item.tag and bindings.command("tag"):
        yield "tag"


def _names(item: Item, hint: str) -> list[str]:
    said = item.hints.get(hint)
    return [said] if said else [item_name(item), item.text]


def _digest(text: str) -> str | None:
    try:
        return digest(shlex.split(text, comments=True))
    except ValueError:
        return None
