"""pins.*: messages held at the top of a conversation."""

from sandbox import payloads
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json


def add(call: Call) -> Json:
    channel = call.writable()
    message = call.world.message(channel, call.args.text("timestamp"))
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    channel.pins.append(message.ts)
    call.world.touch()
    return {}


def remove(call: Call) -> Json:
    channel = call.writable()
    if call.args.text("timestamp") not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(call.args.text("timestamp"))
    call.world.touch()
    return {}


def listed(call: Call) -> Json:
    channel = call.joined()
    messages = [channel.messages[ts] for ts in reversed(channel.pins)]
    return {
        "items": [
            {
                "type": "message",
                "channel": channel.id,
                "message": payloads.message(one, call.app, call.world.team),
            }
            for one in messages
        ]
    }
