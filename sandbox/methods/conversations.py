"""conversations.*: channels found, made, described and archived."""

import re

from sandbox import limits
from sandbox.conversations import Channel
from sandbox.errors import SlackError
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.paging import page
from sandbox.wire import Json

LEGAL_NAME = re.compile(r"[a-z0-9_\-]{1,80}")
PEOPLE_IN_A_DIRECT = 8


def info(call: Call) -> Json:
    return {"channel": shape(call, call.channel())}


def listed(call: Call) -> Json:
    types = call.args.names("types") or ["public_channel"]
    found = [channel for channel in visible(call) if kind(channel) in types]
    some, following = page(found, lambda channel: channel.id, call.args)
    return {
        "channels": [shape(call, channel) for channel in some],
        "response_metadata": {"next_cursor": following},
    }


def visible(call: Call) -> list[Channel]:
    skip_archived = call.args.claims("exclude_archived")
    return [
        channel
        for channel in sorted(call.world.channels.values(), key=lambda one: one.id)
        if (not channel.is_private or call.app.user_id in channel.members)
        and not (skip_archived and channel.is_archived)
    ]


def kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def create(call: Call) -> Json:
    name = call.args.text("name")
    if not name:
        raise SlackError("invalid_name_required")
    if not LEGAL_NAME.fullmatch(name):
        raise SlackError("invalid_name_maxlength" if len(name) > 80 else "invalid_name_specials")
    if call.world.named(name) is not None:
        raise SlackError("name_taken")
    created = int(call.workspace.now().timestamp())
    private = call.args.claims("is_private")
    bot = call.app.user_id
    channel = Channel(call.workspace.mint("C"), name, bot, created, [bot], is_private=private)
    call.world.channels[channel.id] = channel
    call.world.touch()
    return {"channel": shape(call, channel)}


def open_direct(call: Call) -> Json:
    """A direct message with one person; by `channel` it is the one already open."""
    if "channel" in call.args:
        return {"channel": shape(call, call.joined()), "no_op": True, "already_open": True}
    users = call.args.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > PEOPLE_IN_A_DIRECT:
        raise SlackError("too_many_users")
    if any(user not in call.world.people for user in users):
        raise SlackError("user_not_found")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    if call.world.people[users[0]].deleted:
        raise SlackError("user_disabled")
    was_open = call.world.direct(call.app.user_id, users[0]) is not None
    channel = call.workspace.direct(users[0])
    full = shape(call, channel) if call.args.claims("return_im") else {"id": channel.id}
    return {"channel": full, **({"no_op": True, "already_open": True} if was_open else {})}


def set_topic(call: Call) -> Json:
    channel = call.writable()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    topic = call.args.text("topic")
    if len(topic) > limits.TOPIC_CHARACTERS:
        raise SlackError("too_long")
    channel.topic = topic
    said = f"set the channel topic: {topic}" if topic else "cleared the channel topic"
    call.workspace.notice(channel, call.app.user_id, "channel_topic", said)
    return {"channel": shape(call, channel)}


def archive(call: Call) -> Json:
    channel = call.joined()
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.name == "general":
        raise SlackError("cant_archive_general")
    if channel.is_archived:
        raise SlackError("already_archived")
    call.workspace.notice(channel, call.app.user_id, "channel_archive", "archived the channel")
    channel.is_archived = True
    call.world.touch()
    return {}


def shape(call: Call, channel: Channel) -> Json:
    return shapes.conversation(channel, call.app, call.world.team)
