"""Who is in a conversation: joined, invited, removed, listed."""

from sandbox import events
from sandbox.conversations import Channel
from sandbox.errors import SlackError
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.paging import page
from sandbox.wire import Json

INVITED_AT_ONCE = 100


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    shape = shapes.conversation(channel, call.app, call.world.team)
    if call.app.user_id in channel.members:
        return {"channel": shape, "warning": "already_in_channel"}
    enter(call, channel, call.app.user_id)
    return {"channel": shapes.conversation(channel, call.app, call.world.team)}


def invite(call: Call) -> Json:
    """All or nobody, unless `force`, which brings in whom it can and names the rest in `errors`."""
    channel = group(call.writable())
    users = call.args.names("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > INVITED_AT_ONCE:
        raise SlackError("too_many_users")
    refused: list[Json] = [
        {"user": user, "ok": False, "error": why} for user in users if (why := refusal(call, channel, user))
    ]
    welcome = [user for user in users if not refusal(call, channel, user)]
    if refused and not (welcome and call.args.claims("force")):
        raise SlackError(refused[0]["error"], errors=refused)
    for user in dict.fromkeys(welcome):
        enter(call, channel, user, inviter=call.app.user_id)
    shape = shapes.conversation(channel, call.app, call.world.team)
    return {"channel": shape, **({"errors": refused} if refused else {})}


def refusal(call: Call, channel: Channel, user: str) -> str:
    """Slack's word for why this person cannot be invited, or nothing."""
    person = call.world.people.get(user)
    if person is None or person.deleted:
        return "user_not_found"
    if user == call.app.user_id:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    if person.is_bot:
        return "cant_invite"
    return "no_external_invite_permission" if person.is_stranger else ""


def kick(call: Call) -> Json:
    channel, user = group(call.writable()), call.args.required("user")
    if user == call.app.user_id:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if user not in call.world.people:
        raise SlackError("user_not_found")
    if user not in channel.members:
        raise SlackError("not_in_channel")
    call.workspace.leave(channel, user, f"<@{user}> was removed from the channel")
    return {}


def leave(call: Call) -> Json:
    channel = group(call.channel())
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.app.user_id not in channel.members:
        return {"not_in_channel": True}
    call.workspace.leave(channel, call.app.user_id, f"<@{call.app.user_id}> has left the channel")
    return {}


def group(channel: Channel) -> Channel:
    """A conversation people come to and go from; a direct message is none."""
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    return channel


def enter(call: Call, channel: Channel, user: str, inviter: str | None = None) -> None:
    call.workspace.enter(channel, user)
    call.workspace.announce(events.entered(channel, user, call.world.team.id, inviter))


def members(call: Call) -> Json:
    some, following = page(call.channel().members, lambda user: user, call.args)
    return {"members": some, "response_metadata": {"next_cursor": following}}
