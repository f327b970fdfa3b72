"""The small parts of Block Kit: texts, options, confirmations, addresses."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.checks import (
    Check,
    Fault,
    Table,
    by_type,
    either,
    flag,
    matching,
    one_of,
    record,
    several,
    text,
)

PLAIN, MARKED = "plain_text", "mrkdwn"
BLOCK_ID: Table = {"block_id": text(255)}
STYLE = one_of("primary", "danger")


def URL(value: Any, at: str) -> Iterator[Fault]:  # noqa: N802 - it stands in tables among constants
    yield from [*text(3000)(value, at)] or matching(r"https?://\S+", "a URL")(value, at)


def words(most: int, *kinds: str) -> Check:
    """A text object; without `kinds` either of the two."""
    shapes: Table = {
        PLAIN: record({"text": text(most)}, {"emoji": flag}),
        MARKED: record({"text": text(most)}, {"verbatim": flag}),
    }
    return by_type({kind: shapes[kind] for kind in kinds or (PLAIN, MARKED)})


def plain(most: int) -> Check:
    return words(most, PLAIN)


CONFIRM = record(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
PLACEHOLDER: Table = {"placeholder": plain(150)}
FOCUS: Table = {"focus_on_load": flag}
DISPATCH = record(
    {}, {"trigger_actions_on": several(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)
CONVERSATIONS = record(
    {},
    {
        "include": several(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
SLACK_FILE = record({}, {"id": text(255), "url": URL}, either("id", "url"))


def option(*kinds: str, **more: Check) -> Check:
    return record({"text": words(75, *kinds), "value": text(150)}, {"description": words(75, *kinds), **more})


CHOICE = option(PLAIN)
"""An option of a menu."""
MARKED_CHOICE = option()
"""An option of checkboxes and radio buttons, which may be formatted."""
LINKED_CHOICE = option(PLAIN, url=URL)
"""An entry of an overflow menu."""


def initially(name: str) -> Check:
    """What is chosen at first has to be offered, key for key."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        groups = value.get("option_groups") or [value]
        offered = [one for group in groups for one in group.get("options", [])]
        given = value.get(name, [])
        for one in given if isinstance(given, list) else [given]:
            if one not in offered:
                yield Fault(f"{at}/{name}", "must match one of the options")

    return check
