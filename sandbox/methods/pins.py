"""pins.*: messages held at the top of a conversation."""

import re

from sandbox import events, payloads
from sandbox.conversations import Channel
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json

MOST = 100
TIMESTAMP = re.compile(r"\d+\.\d+")


def add(call: Call) -> Json:
    channel, ts = call.writable(), timestamp(call)
    call.message(channel)
    if ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST:
        raise SlackError("too_many_pins")
    channel.pins.append(ts)
    told(call, "pin_added", channel, ts)
    return {}


def remove(call: Call) -> Json:
    channel, ts = call.writable(), timestamp(call)
    if ts not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(ts)
    told(call, "pin_removed", channel, ts)
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


def timestamp(call: Call) -> str:
    given = call.args.text("timestamp")
    if not given:
        raise SlackError("no_item_specified")
    if not TIMESTAMP.fullmatch(given):
        raise SlackError("bad_timestamp")
    return given


def told(call: Call, kind: str, channel: Channel, ts: str) -> None:
    call.workspace.announce(events.pin(kind, channel, ts, call.app.user_id))
    call.world.touch()
