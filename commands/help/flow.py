"""Help: by command, and for whoever speaks to the bot."""

from collections.abc import Sequence

from commands import kit
from commands.feature import Answer, Command, CommandHandler, Event, EventHandler, Typed
from commands.help import views
from store import messages
from store.db import Transaction


def explain(slash: str, commands: Sequence[Command]) -> CommandHandler:
    async def handler(_tx: Transaction, _typed: Typed) -> Answer:
        return views.of_slash(slash, commands)

    return handler


def reply(slashes: Sequence[tuple[str, str]]) -> EventHandler:
    """Answers a mention in its thread, and a direct message where it was written."""

    async def handler(tx: Transaction, event: Event) -> None:
        said = event.payload
        if said.get("bot_id") or said.get("subtype"):
            return
        channel, ts = str(said["channel"]), str(said["ts"])
        thread = str(said.get("thread_ts") or ts) if said.get("channel_type") != "im" else None
        body = kit.body(views.everything(slashes))
        await messages.note(tx, event.by.team_id, f"help:{channel}:{ts}", channel, body, thread_ts=thread)

    return handler
