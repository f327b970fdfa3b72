"""The manifest, blocks and forms the tests of the sandbox speak with."""

from sandbox.wire import Json

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SCOPES = """app_mentions:read bookmarks:read bookmarks:write channels:history channels:join channels:manage
    channels:read chat:write commands dnd:read files:read files:write groups:history groups:read groups:write
    im:history im:read im:write pins:read pins:write reactions:read reactions:write team:read usergroups:read
    usergroups:write users:read users:read.email"""
MANIFEST: Json = {
    "features": {
        "bot_user": {"display_name": "runsheet"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/deploy",
                "description": "Deployments",
                "usage_hint": "start",
                "should_escape": True,
            },
            {"command": "/plain", "description": "As it is typed"},
        ],
        "shortcuts": [
            {
                "name": "Declare",
                "type": "global",
                "callback_id": "declare",
                "description": "Declare an incident",
            },
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this message"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES.split()}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]}},
}


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, value: str = "1", *, block_id: str = "row") -> Json:
    pressed = {"type": "button", "action_id": action_id, "text": words("Done"), "value": value}
    return {"type": "section", "block_id": block_id, "text": words("An item"), "accessory": pressed}


def select(action_id: str, *values: str, kind: str = "static_select") -> Json:
    return {
        "type": kind,
        "action_id": action_id,
        "options": [{"text": words(value.title()), "value": value} for value in values],
    }


def entry(block_id: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(block_id.title()),
        "element": element,
        "optional": optional,
    }


def line(action_id: str, initial: str | None = None) -> Json:
    started = {} if initial is None else {"initial_value": initial}
    return {"type": "plain_text_input", "action_id": action_id, **started}


def form(*blocks: Json, title: str = "A form", **more: object) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": words(title),
        "submit": words("Save"),
        "blocks": [*blocks],
        **more,
    }
