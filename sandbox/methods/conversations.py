"""conversations.*: channels found, made, described and archived."""

from sandbox import events, limits, scopes
from sandbox.conversations import Channel
from sandbox.errors import SlackError
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.methods.membership import group
from sandbox.methods.names import refuse_name
from sandbox.paging import page
from sandbox.wire import Json

PEOPLE_IN_A_DIRECT = 8
TYPES = ("public_channel", "private_channel", "mpim", "im")


def info(call: Call) -> Json:
    return {"channel": shape(call, call.channel())}


def listed(call: Call) -> Json:
    types = wanted_types(call)
    found = [channel for channel in visible(call) if channel.kind in types]
    some, following = page(found, lambda channel: channel.id, call.args)
    return {
        "channels": [shape(call, channel) for channel in some],
        "response_metadata": {"next_cursor": following},
    }


def wanted_types(call: Call) -> list[str]:
    types = call.args.names("types") or ["public_channel"]
    if not set(types) <= set(TYPES):
        raise SlackError("invalid_types")
    for kind in types:
        scopes.check_kind(call.method, kind, call.app.scopes)
    return types


def visible(call: Call) -> list[Channel]:
    skip_archived = call.args.claims("exclude_archived")
    return [
        channel
        for channel in sorted(call.world.channels.values(), key=lambda one: one.id)
        if (not channel.is_private or call.app.user_id in channel.members)
        and not (skip_archived and channel.is_archived)
    ]


def create(call: Call) -> Json:
    """A taken name is refused, except that two who create it at one moment may both succeed."""
    name, private, policy = call.args.text("name"), call.args.claims("is_private"), call.world.policy
    scopes.check_kind(call.method, "private_channel" if private else "public_channel", call.app.scopes)
    if not policy.apps_create_channels:
        raise SlackError("restricted_action")
    refuse_name(name)
    if call.world.named(name) is not None:
        if not policy.name_race:
            raise SlackError("name_taken")
        policy.name_race -= 1
    created = int(call.workspace.now().timestamp())
    bot = call.app.user_id
    channel = Channel(call.workspace.mint("C"), name, bot, created, [bot], is_private=private)
    call.world.channels[channel.id] = channel
    call.workspace.announce(events.created(channel))
    call.world.touch()
    return {"channel": shape(call, channel)}


def rename(call: Call) -> Json:
    """Only who made a channel may rename it, unless an admin."""
    channel, name = group(call.writable()), call.args.text("name")
    if channel.creator != call.app.user_id:
        raise SlackError("not_authorized")
    refuse_name(name)
    if call.world.named(name) not in (None, channel):
        raise SlackError("name_taken")
    channel.name = name
    call.workspace.notice(channel, call.app.user_id, "channel_name", f"renamed the channel to {name}")
    call.workspace.announce(events.renamed(channel))
    return {"channel": shape(call, channel)}


def open_direct(call: Call) -> Json:
    """A direct message with one person; by `channel` it is the one already open."""
    if "channel" in call.args:
        return {"channel": shape(call, call.joined()), "no_op": True, "already_open": True}
    scopes.check_kind(call.method, "im", call.app.scopes)
    user = other_person(call)
    was_open = call.world.direct(call.app.user_id, user) is not None
    channel = call.workspace.direct(user)
    full = shape(call, channel) if call.args.claims("return_im") else {"id": channel.id}
    return {"channel": full, **({"no_op": True, "already_open": True} if was_open else {})}


def other_person(call: Call) -> str:
    users = call.args.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > PEOPLE_IN_A_DIRECT:
        raise SlackError("too_many_users")
    people = [call.world.person(user) for user in users]
    if any(person.is_stranger for person in people):
        raise SlackError("user_not_found")
    if any(person.is_bot for person in people):
        raise SlackError("cannot_dm_bot")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    if people[0].deleted:
        raise SlackError("user_disabled")
    return users[0]


def set_topic(call: Call) -> Json:
    channel, topic = group(call.writable()), described(call, "topic")
    channel.topic = topic
    said = f"set the channel topic: {topic}" if topic else "cleared the channel topic"
    call.workspace.notice(channel, call.app.user_id, "channel_topic", said)
    return {"channel": shape(call, channel)}


def set_purpose(call: Call) -> Json:
    channel, purpose = group(call.writable()), described(call, "purpose")
    channel.purpose = purpose
    call.workspace.notice(
        channel, call.app.user_id, "channel_purpose", f"set the channel description: {purpose}"
    )
    return {"purpose": purpose, "channel": shape(call, channel)}


def described(call: Call, argument: str) -> str:
    words = call.args.text(argument)
    if len(words) > limits.TOPIC_CHARACTERS:
        raise SlackError("too_long")
    return words


def archive(call: Call) -> Json:
    channel = group(call.joined())
    if channel.is_general:
        raise SlackError("cant_archive_general")
    if channel.is_archived:
        raise SlackError("already_archived")
    call.workspace.archive(channel, call.app.user_id)
    call.workspace.announce(events.archived(channel, call.app.user_id))
    return {}


def unarchive(call: Call) -> Json:
    channel = group(call.channel())
    if not channel.is_archived:
        raise SlackError("not_archived")
    call.workspace.unarchive(channel, call.app.user_id)
    call.workspace.announce(events.unarchived(channel, call.app.user_id))
    return {}


def shape(call: Call, channel: Channel) -> Json:
    return shapes.conversation(channel, call.app, call.world.team)
