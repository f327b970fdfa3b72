"""Blocks and views that the app of these tests shows."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def section(block_id: str, text: str, accessory: Json | None = None) -> Json:
    block: Json = {"type": "section", "block_id": block_id, "text": mrkdwn(text)}
    return block | ({"accessory": accessory} if accessory else {})


def button(action_id: str, words: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(words), **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def option(words: str) -> Json:
    return {"text": plain(words), "value": words.lower()}


def form(*blocks: Json) -> Json:
    return {
        "type": "modal",
        "callback_id": "prepare",
        "title": plain("Start a deployment"),
        "submit": plain("Start"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
    }


def everything() -> Json:
    """A form with every kind of input."""
    return form(
        field("version", "Version", {"type": "plain_text_input", "initial_value": "v1"}),
        field("notes", "Notes", {"type": "plain_text_input", "multiline": True, "initial_value": "slow"}),
        field("runbook", "Runbook", {"type": "static_select", "options": [option("Full"), option("Hotfix")]}),
        field(
            "regions",
            "Regions",
            {
                "type": "multi_static_select",
                "option_groups": [
                    {"label": plain("Europe"), "options": [option("Madrid"), option("Berlin")]}
                ],
            },
        ),
        field("lead", "Lead", {"type": "users_select"}),
        field("team", "Team", {"type": "multi_users_select", "initial_users": ["UBEN"]}),
        field("where", "Where", {"type": "conversations_select", "initial_conversation": "CDEPLOY"}),
        field("public", "Public", {"type": "channels_select", "initial_channel": "COPS"}),
        field("day", "Day", {"type": "datepicker"}),
        field("hour", "Hour", {"type": "timepicker"}),
        field("start", "Start", {"type": "datetimepicker"}),
        field("flags", "Flags", {"type": "checkboxes", "options": [option("Rehearsal"), option("Quiet")]}),
        field("failure", "Failure", {"type": "radio_buttons", "options": [option("Ask"), option("Auto")]}),
        field("share", "Share", {"type": "number_input", "is_decimal_allowed": False, "initial_value": "10"}),
        field("mail", "Mail", {"type": "email_text_input", "initial_value": "ops@harbor.example"}),
        field("link", "Link", {"type": "url_text_input", "initial_value": "https://harbor.example"}),
    )


def checklist(rows: int) -> list[Json]:
    """A card as long as they come, with words that do not want to break."""
    items = [
        section(f"item{row}", f":white_large_square: Item {row} {'and-so-on-' * 8}", button("tick", "Done"))
        for row in range(rows)
    ]
    fields: Json = {
        "type": "section",
        "block_id": "fields",
        "fields": [mrkdwn("*Now*\nStage 1"), mrkdwn("x" * 90)],
    }
    table: Json = {
        "type": "table",
        "block_id": "table",
        "rows": [[{"type": "raw_text", "text": f"A rather wide cell {cell}"} for cell in range(8)]] * 2,
    }
    return [*items, fields, table, section("code", f"```{'0123456789' * 20}```")]
