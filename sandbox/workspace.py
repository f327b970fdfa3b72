"""One installed app in one world under one clock: what methods and acts both work on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox import events, limits, payloads
from sandbox.app import App
from sandbox.clock import Clock
from sandbox.conversations import Channel, Message
from sandbox.deliveries import EVENT, Deliveries
from sandbox.elements import identified
from sandbox.errors import SlackError
from sandbox.forms import fresh_state
from sandbox.links import Links
from sandbox.receipts import Receipt
from sandbox.wire import Json
from sandbox.world import World


@dataclass
class Workspace:
    world: World
    app: App
    clock: Clock
    links: Links
    deliveries: Deliveries
    real: Callable[[], float]
    patience: float
    url: str = ""

    def now(self) -> datetime:
        return self.clock.now()

    def ts(self) -> str:
        return self.world.ts(self.now())

    def mint(self, prefix: str) -> str:
        return self.world.mint(prefix, self.now())

    def trigger(self, user: str) -> str:
        return self.world.trigger(user, self.now(), self.real())

    def exchange(self, trigger_id: str) -> str:
        """The person behind a trigger id, spent by this; Slack's errors where it no longer serves."""
        trigger = self.world.triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self.real() - trigger.issued > self.patience:
            raise SlackError("expired_trigger_id")
        trigger.exchanged = True
        return trigger.user

    def post(self, channel: Channel, user: str, **said: Any) -> Message:
        """Puts a message into a conversation; `said` are fields of Message."""
        message = Message(self.ts(), user, **said)
        channel.messages[message.ts] = message
        self.world.touch()
        return message

    def say_as_app(self, channel: Channel, text: str = "", **said: Any) -> Message:
        cut = text[: limits.POSTED_CHARACTERS]
        return self.post(channel, self.app.user_id, is_bot=True, text=cut, **said)

    def say_as_slack(self, channel: Channel, person: str, text: str) -> Message:
        """A word of Slack's own, which only this person sees."""
        return self.post(channel, "USLACKBOT", username="Slackbot", text=text, ephemeral_to=person)

    def enter(self, channel: Channel, user: str) -> None:
        channel.members.append(user)
        self.notice(channel, user, "channel_join", f"<@{user}> has joined the channel")

    def leave(self, channel: Channel, user: str, said: str) -> None:
        self.notice(channel, user, "channel_leave", said)
        channel.members.remove(user)
        self.announce(events.left(channel, user, self.world.team.id))

    def archive(self, channel: Channel, user: str) -> None:
        self.notice(channel, user, "channel_archive", "archived the channel")
        channel.is_archived = True

    def unarchive(self, channel: Channel, user: str) -> None:
        channel.is_archived = False
        self.notice(channel, user, "channel_unarchive", "restored the channel")

    def notice(self, channel: Channel, user: str, subtype: str, text: str) -> Message:
        return self.post(channel, user, subtype=subtype, text=text, is_bot=user == self.app.user_id)

    def direct(self, user: str) -> Channel:
        """The direct message between the app and a person, opened where it was not."""
        found = self.world.direct(self.app.user_id, user)
        if found is not None:
            return found
        created = int(self.now().timestamp())
        channel = Channel(
            self.mint("D"), "", user, created, [self.app.user_id, user], is_im=True, is_private=True
        )
        self.world.channels[channel.id] = channel
        self.world.touch()
        return channel

    def new_view(self, given: Json, stack: list[Json]) -> Json:
        """A view as Slack holds it, on top of this stack of open ones."""
        view_id = self.mint("V")
        return self.drawn(
            given,
            {
                "id": view_id,
                "team_id": self.world.team.id,
                "app_id": self.app.id,
                "app_installed_team_id": self.world.team.id,
                "bot_id": self.app.bot_id,
                "root_view_id": stack[0]["id"] if stack else view_id,
                "previous_view_id": stack[-1]["id"] if stack else None,
            },
        )

    def drawn(self, given: Json, holder: Json, kept: Json | None = None) -> Json:
        """The view with the app's part taken from `given` and Slack's part from `holder`."""
        blocks = identified(given["blocks"])
        return {
            **{key: holder[key] for key in SLACKS_PART if key in holder},
            "type": given["type"],
            "title": given.get("title"),
            "submit": given.get("submit"),
            "close": given.get("close"),
            "blocks": blocks,
            "private_metadata": given.get("private_metadata") or "",
            "callback_id": given.get("callback_id") or "",
            "external_id": given.get("external_id") or "",
            "clear_on_close": bool(given.get("clear_on_close")),
            "notify_on_close": bool(given.get("notify_on_close")),
            "state": {"values": fresh_state(blocks, kept)},
            "hash": self.ts(),
        }

    def push_view(self, user: str, given: Json) -> Json:
        """Lays a form on top of those this person has open."""
        limits.check(limits.MODAL, given)
        self.refuse_twin(given)
        stack = self.world.views.setdefault(user, [])
        if len(stack) >= limits.VIEWS_STACKED:
            raise SlackError("push_limit_reached")
        view = self.new_view(given, stack)
        stack.append(view)
        self.world.touch()
        return view

    def redraw_view(self, view: Json, given: Json) -> None:
        """Replaces what a form shows; what was typed stays where block and action ids are the same."""
        limits.check(limits.MODAL, given)
        self.refuse_twin(given, view["id"])
        view.update(self.drawn(given, view, view["state"]["values"]))
        self.world.view_errors.pop(view["id"], None)
        self.world.touch()

    def refuse_twin(self, given: Json, own: str = "") -> None:
        """An external id serves one view at a time in the workspace."""
        external_id = given.get("external_id")
        if external_id and any(
            one["external_id"] == external_id and one["id"] != own for one in self.world.open_views()
        ):
            raise SlackError("duplicate_external_id")

    async def emit(self, event: Json) -> Receipt | None:
        """Sends an event, if the manifest subscribes it; None where nobody is to be told."""
        callback = self._callback(event)
        return None if callback is None else await self.deliveries.deliver(EVENT, callback)

    def announce(self, event: Json) -> None:
        """Sends an event that nobody waits for."""
        callback = self._callback(event)
        if callback is not None:
            self.deliveries.later(EVENT, callback)

    def _callback(self, event: Json) -> Json | None:
        name = event["type"]
        if name == "message":
            name = f"message.{CHANNEL_TYPES[event['channel_type']]}"
        if name not in self.app.events:
            return None
        dated = {"event_ts": self.ts(), **event}
        channel = self.world.channels.get(str(event.get("channel")))
        shared = channel is not None and channel.is_shared
        return payloads.event_callback(self.app, self.world.team, dated, self.mint("Ev"), shared=shared)


CHANNEL_TYPES = {"im": "im", "channel": "channels", "group": "groups", "mpim": "mpim"}
SLACKS_PART = (
    "id",
    "team_id",
    "app_id",
    "app_installed_team_id",
    "bot_id",
    "root_view_id",
    "previous_view_id",
)
