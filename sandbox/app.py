"""The app as its manifest declares it: commands, shortcuts, events and scopes."""

from dataclasses import dataclass
from typing import Self

from sandbox.wire import Json


@dataclass(frozen=True)
class App:
    name: str
    commands: tuple[Json, ...]
    shortcuts: tuple[Json, ...]
    events: frozenset[str]
    scopes: frozenset[str]
    home_tab: bool
    messages_tab: bool = True
    id: str = "A0SANDBOX"
    user_id: str = "UBOT"
    bot_id: str = "B0SANDBOX"

    @classmethod
    def from_manifest(cls, manifest: Json) -> Self:
        """Reads a parsed app manifest (version 2); what it leaves out, the app does not have."""
        features = manifest.get("features", {})
        return cls(
            name=features["bot_user"]["display_name"],
            commands=tuple(features.get("slash_commands", ())),
            shortcuts=tuple(features.get("shortcuts", ())),
            events=frozenset(
                manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())
            ),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
            home_tab=bool(features.get("app_home", {}).get("home_tab_enabled")),
            messages_tab=bool(features.get("app_home", {}).get("messages_tab_enabled", True)),
        )

    def command(self, name: str) -> Json | None:
        return next((command for command in self.commands if command["command"] == name), None)

    def shortcut(self, callback_id: str) -> Json | None:
        return next((one for one in self.shortcuts if one["callback_id"] == callback_id), None)
