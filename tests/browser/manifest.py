"""The app these tests install, and the tokens it comes with."""

from typing import Any

BOT_TOKEN = "xoxb-browser"
APP_TOKEN = "xapp-browser"
MANIFEST: dict[str, Any] = {
    "features": {
        "bot_user": {"display_name": "runsheet"},
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [
            {
                "command": "/deploy",
                "description": "Start a deployment",
                "usage_hint": "start | status | help",
            },
            {"command": "/incident", "description": "Declare an incident"},
        ],
        "shortcuts": [
            {
                "name": "Declare an incident",
                "type": "global",
                "callback_id": "declare",
                "description": "A form",
            },
            {"name": "Add to the run", "type": "message", "callback_id": "add", "description": "As an item"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "bookmarks:write",
                "channels:history",
                "channels:manage",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "im:history",
                "im:read",
                "im:write",
                "pins:write",
                "reactions:write",
                "users:read",
            ],
        }
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]}},
}
