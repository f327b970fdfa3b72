"""Who is in a conversation: joined, invited, listed."""

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
    channel = call.writable()
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
        enter(call, channel, user)
    shape = shapes.conversation(channel, call.app, call.world.team)
    return {"channel": shape, **({"errors": refused} if refused else {})}


def refusal(call: Call, channel: Channel, user: str) -> str:
    """Slack's word for why this person cannot be invited, or nothing."""
    person = call.world.people.get(user)
    if person is None or person.deleted:
        return "user_not_found"
    if user == call.app.user_id:
        return "cant_invite_self"
    return "already_in_channel" if user in channel.members else ""


def enter(call: Call, channel: Channel, user: str) -> None:
    channel.members.append(user)
    call.workspace.notice(channel, user, "channel_join", f"<@{user}> has joined the channel")


def members(call: Call) -> Json:
    some, following = page(call.channel().members, lambda user: user, call.args)
    return {"members": some, "response_metadata": {"next_cursor": following}}
