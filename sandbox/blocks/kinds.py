"""Blocks of Block Kit: one table of what each may have, for each of the three surfaces."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.checks import (
    Check,
    Fault,
    Table,
    by_type,
    either,
    flag,
    not_both,
    one_of,
    record,
    several,
    text,
    whole,
)
from sandbox.blocks.elements import ACCESSORY, ACTION, ASIDE, BUTTON, ENTRY, IMAGE, RATING
from sandbox.blocks.objects import BLOCK_ID, SLACK_FILE, URL, plain, words
from sandbox.blocks.rich import RICH_TEXT
from sandbox.blocks.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE

MARKDOWN_CHARACTERS = 12_000


def distinct_actions(value: Any, at: str) -> Iterator[Fault]:
    """An action id serves once in a block."""
    seen: set[str] = set()
    for number, element in enumerate(value["elements"]):
        action_id = element.get("action_id")
        if action_id in seen:
            yield Fault(f"{at}/elements/{number}/action_id", f"`action_id` {action_id!r} already exists here")
        seen |= {action_id} if action_id else set()


def collapsed_only_if_collapsible(value: Any, at: str) -> Iterator[Fault]:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield Fault(f"{at}/default_collapsed", "needs `is_collapsible`")
    if value.get("has_header_divider") and value.get("is_collapsible"):
        yield Fault(f"{at}/has_header_divider", "only where it is not collapsible")


BASIC: Table = {
    "section": record(
        {},
        {
            **BLOCK_ID,
            "text": words(3000),
            "fields": several(words(2000), most=10),
            "accessory": ACCESSORY,
            "expand": flag,
        },
        either("text", "fields"),
    ),
    "header": record({"text": plain(150)}, {**BLOCK_ID, "level": whole(1, 4)}),
    "divider": record({}, BLOCK_ID),
    "image": record(
        {"alt_text": text(2000)},
        {**BLOCK_ID, "image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        either("image_url", "slack_file"),
        not_both("image_url", "slack_file"),
    ),
    "context": record({"elements": several(ASIDE, most=10)}, BLOCK_ID),
    "actions": record({"elements": several(ACTION, most=25)}, BLOCK_ID, distinct_actions),
    "input": record(
        {"label": plain(2000), "element": ENTRY},
        {**BLOCK_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": RICH_TEXT,
    "video": record(
        {"alt_text": text(2000), "title": plain(200), "thumbnail_url": URL, "video_url": URL},
        {
            **BLOCK_ID,
            "title_url": URL,
            "description": plain(200),
            "author_name": text(50),
            "provider_name": text(50),
            "provider_icon_url": URL,
        },
    ),
}
ALERT = record(
    {"text": words(200)},
    {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")},
)
CARD = record(
    {},
    {
        **BLOCK_ID,
        "title": words(150),
        "subtitle": words(150),
        "body": words(200),
        "subtext": words(200),
        "icon": IMAGE,
        "slack_icon": record({"name": text(255)}),
        "hero_image": IMAGE,
        "actions": several(by_type({"button": BUTTON}), most=3),
    },
    either("hero_image", "title", "actions", "body"),
    not_both("icon", "slack_icon"),
)
TASK = record(
    {"task_id": text(255), "title": text(2000)},
    {
        **BLOCK_ID,
        "status": one_of("pending", "in_progress", "complete", "error"),
        "details": by_type({"rich_text": RICH_TEXT}),
        "output": by_type({"rich_text": RICH_TEXT}),
        "sources": several(by_type({"url": record({"url": URL, "text": text(2000)})}), most=100),
    },
)


def container(children: Table) -> Check:
    return record(
        {"child_blocks": several(by_type(children), most=10)},
        {
            **BLOCK_ID,
            "title": words(150),
            "rich_text_title": by_type({"rich_text": RICH_TEXT}),
            "subtitle": words(150),
            "icon": IMAGE,
            "width": one_of("narrow", "standard", "wide", "full"),
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        either("title", "rich_text_title"),
        collapsed_only_if_collapsible,
    )


CONTAINER = container({**BASIC, "table": TABLE})
IN_MESSAGES: Table = {
    **BASIC,
    "container": CONTAINER,
    "markdown": record({"text": text(MARKDOWN_CHARACTERS)}, BLOCK_ID),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "card": CARD,
    "carousel": record({"elements": several(by_type({"card": CARD}), most=10)}, BLOCK_ID),
    "task_card": TASK,
    "plan": record({"title": text(2000)}, {**BLOCK_ID, "tasks": several(by_type({"task_card": TASK}), 100)}),
    "context_actions": record({"elements": several(RATING, most=5)}, BLOCK_ID, distinct_actions),
}
IN_MODALS: Table = {**BASIC, "container": CONTAINER, "alert": ALERT}
IN_HOMES: Table = {**BASIC, "container": CONTAINER}
