"""reactions.*: emoji under a message."""

import re

from sandbox import events, payloads
from sandbox.conversations import Channel, Message
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json

MOST = 23
"""Different emoji on one message, and emoji of one person on it."""
NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def add(call: Call) -> Json:
    name, channel, message = target(call)
    mine = [one for one, who in message.reactions.items() if call.app.user_id in who]
    if name in mine:
        raise SlackError("already_reacted")
    if len(mine) >= MOST:
        raise SlackError("too_many_reactions")
    if name not in message.reactions and len(message.reactions) >= MOST:
        raise SlackError("too_many_emoji")
    message.react(name, call.app.user_id)
    told(call, "reaction_added", channel, message, name)
    return {}


def remove(call: Call) -> Json:
    name, channel, message = target(call)
    if call.app.user_id not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.unreact(name, call.app.user_id)
    told(call, "reaction_removed", channel, message, name)
    return {}


def get(call: Call) -> Json:
    channel = call.joined()
    shape = payloads.message(call.message(channel), call.app, call.world.team)
    return {"type": "message", "channel": channel.id, "message": shape}


def target(call: Call) -> tuple[str, Channel, Message]:
    name = call.args.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    channel = call.writable()
    return name, channel, call.message(channel)


def told(call: Call, kind: str, channel: Channel, message: Message, name: str) -> None:
    call.workspace.announce(events.reaction(kind, channel, message.ts, call.app.user_id, name))
    call.world.touch()
