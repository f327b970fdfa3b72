"""What Slack refuses to take: one table of rules for each thing that is sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sandbox import elements
from sandbox.errors import SlackError
from sandbox.wire import Json


@dataclass(frozen=True)
class Rule:
    """Slack's error name, and what is wrong with the thing where it breaks the rule."""

    error: str
    fault: Callable[[Json], str | None]


def check(rules: Iterable[Rule], thing: Json) -> None:
    """Raises for the first rule the thing breaks; its message goes into `response_metadata`."""
    for rule in rules:
        fault = rule.fault(thing)
        if fault is not None:
            raise SlackError(rule.error, response_metadata={"messages": [f"[ERROR] {fault}"]})


def blocks_at_most(most: int) -> Callable[[Json], str | None]:
    def fault(thing: Json) -> str | None:
        return too_many(thing.get("blocks") or [], most)

    return fault


def too_many(blocks: Any, most: int) -> str | None:
    if not isinstance(blocks, list) or not all(
        isinstance(block, dict) and "type" in block for block in blocks
    ):
        return "must be an array of blocks [json-pointer:/blocks]"
    return f"no more than {most} items allowed [json-pointer:/blocks]" if len(blocks) > most else None


def repeated_ids(thing: Json) -> str | None:
    ids = [block["block_id"] for block in thing.get("blocks") or [] if "block_id" in block]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    return None if twice is None else f"block_id {twice!r} appears more than once [json-pointer:/blocks]"


def nothing_said(thing: Json) -> str | None:
    return None if thing.get("text") or thing.get("blocks") or thing.get("attachments") else "no text"


def text_at_most(most: int) -> Callable[[Json], str | None]:
    return lambda thing: f"text is over {most} characters" if len(thing.get("text") or "") > most else None


def malformed_metadata(thing: Json) -> str | None:
    metadata = thing.get("metadata")
    if not metadata or ("event_type" in metadata and isinstance(metadata.get("event_payload"), dict)):
        return None
    return "metadata needs event_type and event_payload"


def wrong_kind(kind: str) -> Callable[[Json], str | None]:
    return lambda view: None if view.get("type") == kind else f"view.type must be {kind} [json-pointer:/type]"


def no_blocks(view: Json) -> str | None:
    return None if "blocks" in view else "missing required field: blocks [json-pointer:/blocks]"


def plain_words(key: str, most: int) -> Callable[[Json], str | None]:
    def fault(view: Json) -> str | None:
        words = view.get(key)
        if words is None:
            return None
        if not isinstance(words, dict) or words.get("type") != "plain_text" or not words.get("text"):
            return f"must be a plain_text object [json-pointer:/{key}]"
        return (
            f"must be at most {most} characters [json-pointer:/{key}/text]"
            if len(words["text"]) > most
            else None
        )

    return fault


def no_title(view: Json) -> str | None:
    return None if view.get("title") else "missing required field: title [json-pointer:/title]"


def cannot_submit(view: Json) -> str | None:
    inputs = any(one.block["type"] == "input" for one in elements.placed(elements.identified(view["blocks"])))
    return (
        "a view with inputs needs `submit` [json-pointer:/submit]"
        if inputs and not view.get("submit")
        else None
    )


def note_at_most(most: int) -> Callable[[Json], str | None]:
    def fault(view: Json) -> str | None:
        long = len(view.get("private_metadata") or "") > most
        return f"must be at most {most} characters [json-pointer:/private_metadata]" if long else None

    return fault


MESSAGE_BLOCKS = (Rule("invalid_blocks", blocks_at_most(50)), Rule("invalid_blocks", repeated_ids))
POSTED = (
    *MESSAGE_BLOCKS,
    Rule("no_text", nothing_said),
    Rule("msg_too_long", text_at_most(40_000)),
    Rule("invalid_metadata_format", malformed_metadata),
)
UPDATED = (
    *MESSAGE_BLOCKS,
    Rule("msg_too_long", text_at_most(4_000)),
    Rule("invalid_metadata_format", malformed_metadata),
)
HOME = (
    Rule("invalid_arguments", wrong_kind("home")),
    Rule("invalid_arguments", no_blocks),
    Rule("invalid_arguments", blocks_at_most(100)),
    Rule("invalid_arguments", repeated_ids),
)
MODAL = (
    Rule("invalid_arguments", wrong_kind("modal")),
    Rule("invalid_arguments", no_blocks),
    Rule("invalid_arguments", blocks_at_most(100)),
    Rule("invalid_arguments", repeated_ids),
    Rule("invalid_arguments", no_title),
    *(Rule("invalid_arguments", plain_words(key, 24)) for key in ("title", "submit", "close")),
    Rule("invalid_arguments", cannot_submit),
    Rule("invalid_arguments", note_at_most(3_000)),
)
VIEWS_STACKED = 3
TOPIC_CHARACTERS = 250
