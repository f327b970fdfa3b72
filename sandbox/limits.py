"""What Slack refuses to take: one table of rules for each thing that is sent."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from sandbox import blocks, elements
from sandbox.blocks import Fault, Surface
from sandbox.blocks.checks import flag, one_of, text
from sandbox.blocks.objects import plain
from sandbox.blocks.surfaces import VISIBLE, visible
from sandbox.errors import SlackError
from sandbox.wire import Json

Finding: TypeAlias = Callable[[Json], Iterable[Fault]]

POSTED_CHARACTERS = 40_000
"""What is longer is cut off here."""
UPDATED_CHARACTERS = 4_000
MARKDOWN_CHARACTERS = 12_000
ATTACHMENTS = 100
METADATA_CHARACTERS = 8_000
"""Slack publishes no number for metadata; this is the sandbox's."""
VIEW_BYTES = 250 * 1024
VIEWS_STACKED = 3
LISTING = {"invalid_blocks"}
"""Errors whose answer has a list of its own beside the messages."""
TOPIC_CHARACTERS = 250


@dataclass(frozen=True)
class Rule:
    """Slack's error name, and everything that is wrong with the thing where it breaks the rule."""

    error: str
    faults: Finding


def check(rules: Iterable[Rule], thing: Json) -> None:
    """Raises for the first rule the thing breaks, with a message for each fault, as Slack has them."""
    for rule in rules:
        found = [str(fault) for fault in rule.faults(thing)]
        if found:
            messages = {"response_metadata": {"messages": [f"[ERROR] {each}" for each in found]}}
            raise SlackError(rule.error, **messages, **({"errors": found} if rule.error in LISTING else {}))


# Messages. --------------------------------------------------------------------------------------------------


def no_list_of_blocks(thing: Json) -> Iterator[Fault]:
    if not isinstance(thing.get("blocks", []), list | None):
        yield Fault("/blocks", "must be an array")


def drawn_on(surface: Surface) -> Finding:
    return lambda thing: blocks.faults([] if thing.get("blocks") is None else thing["blocks"], surface)


def too_much_to_see(thing: Json) -> Iterator[Fault]:
    if visible(thing.get("blocks") or []) > VISIBLE:
        yield Fault("/blocks", f"must show less than {VISIBLE + 1} characters together")


def no_list_of_attachments(thing: Json) -> Iterator[Fault]:
    given = thing.get("attachments") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        yield Fault("/attachments", "must be an array of objects")


def too_many_attachments(thing: Json) -> Iterator[Fault]:
    if len(thing.get("attachments") or []) > ATTACHMENTS:
        yield Fault("/attachments", f"no more than {ATTACHMENTS} items allowed")


def nothing_said(thing: Json) -> Iterator[Fault]:
    if not any(thing.get(name) for name in ("text", "blocks", "attachments")):
        yield Fault("/text", "no text")


def text_at_most(most: int) -> Finding:
    return lambda thing: text(most, least=0)(thing.get("text") or "", "/text")


def no_metadata(thing: Json) -> Iterator[Fault]:
    if not isinstance(thing.get("metadata") or {}, dict):
        yield Fault("/metadata", "must provide an object")


def malformed_metadata(thing: Json) -> Iterator[Fault]:
    """A name and a payload of plain values, flat objects and lists of flat objects."""
    metadata = thing.get("metadata") or {}
    if metadata and not (isinstance(metadata.get("event_type"), str) and metadata["event_type"]):
        yield Fault("/metadata/event_type", "must be a string")
    if metadata and not isinstance(metadata.get("event_payload"), dict):
        yield Fault("/metadata/event_payload", "must provide an object")
    elif metadata:
        for name, value in metadata["event_payload"].items():
            if not (is_plain(value) or is_flat(value) or is_list_of_flat(value)):
                yield Fault(f"/metadata/event_payload/{name}", "must be a plain value or flat")


def is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def is_flat(value: Any) -> bool:
    return isinstance(value, dict) and all(is_plain(each) for each in value.values())


def is_list_of_flat(value: Any) -> bool:
    return isinstance(value, list) and all(is_flat(each) for each in value)


def too_much_metadata(thing: Json) -> Iterator[Fault]:
    if len(json.dumps(thing.get("metadata") or {})) > METADATA_CHARACTERS:
        yield Fault("/metadata", f"must be less than {METADATA_CHARACTERS + 1} characters")


MESSAGE = (
    Rule("invalid_blocks_format", no_list_of_blocks),
    Rule("invalid_blocks", drawn_on(blocks.MESSAGE)),
    Rule("msg_blocks_too_long", too_much_to_see),
    Rule("invalid_attachments", no_list_of_attachments),
    Rule("too_many_attachments", too_many_attachments),
    Rule("invalid_metadata_format", no_metadata),
    Rule("invalid_metadata_schema", malformed_metadata),
    Rule("metadata_too_large", too_much_metadata),
)
POSTED = (*MESSAGE, Rule("no_text", nothing_said))
UPDATED = (*MESSAGE, Rule("msg_too_long", text_at_most(UPDATED_CHARACTERS)))
WRITTEN = (Rule("msg_too_long", text_at_most(MARKDOWN_CHARACTERS)),)
"""Text that came as `markdown_text`."""


# Views. -----------------------------------------------------------------------------------------------------

SHARED = {"private_metadata": text(3_000, least=0), "callback_id": text(255, least=0),
          "external_id": text(255, least=0)}  # fmt: skip
WORDED = {name: plain(24) for name in ("title", "submit", "close")}
FLAGS = dict.fromkeys(("clear_on_close", "notify_on_close"), flag)
MODAL_FIELDS = {**SHARED, **WORDED, **FLAGS, "type": one_of("modal")}
HOME_FIELDS = {**SHARED, **FLAGS, "type": one_of("home")}
VIEW_FIELDS = {"modal": MODAL_FIELDS, "home": HOME_FIELDS}


def lacking(*names: str) -> Finding:
    return lambda view: (
        Fault("/view", f"missing required field: {name}") for name in names if view.get(name) is None
    )


def misfilled(kind: str, view: Json) -> Iterator[Fault]:
    known = VIEW_FIELDS[kind]
    for name, value in view.items():
        if name in known and value is not None:
            yield from known[name](value, f"/view/{name}")
        elif name not in known and name != "blocks":
            yield Fault("/view", f"invalid additional property: {name}")


def cannot_submit(view: Json) -> Iterator[Fault]:
    if not view.get("submit") and any(one.block["type"] == "input" for one in inputs(view)):
        yield Fault("/view", "a view with inputs needs `submit`")


def inputs(view: Json) -> Iterator[elements.Placed]:
    return elements.placed(elements.identified(view["blocks"]))


def too_large(view: Json) -> Iterator[Fault]:
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield Fault("/view", f"must be at most {VIEW_BYTES} bytes")


def view_rules(kind: str, surface: Surface, *more: Finding) -> tuple[Rule, ...]:
    findings: tuple[Finding, ...] = (partial(misfilled, kind), drawn_on(surface), *more)
    return (Rule("view_too_large", too_large), *(Rule("invalid_arguments", each) for each in findings))


MODAL = view_rules("modal", blocks.MODAL, lacking("type", "title", "blocks"), cannot_submit)
HOME = view_rules("home", blocks.HOME, lacking("type", "blocks"))
