"""conversations.history and conversations.replies: what was said; metadata only where asked for."""

from sandbox import payloads
from sandbox.conversations import Channel, Message
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.paging import page
from sandbox.wire import Json


def history(call: Call) -> Json:
    """Newest first, without replies in threads unless they were broadcast."""
    channel = call.joined()
    said = [message for message in channel.lasting() if not message.is_reply or message.broadcast]
    newest_first = sorted(within(call, said), key=lambda message: message.ts, reverse=True)
    return listed(call, channel, newest_first) | {"pin_count": len(channel.pins)}


def replies(call: Call) -> Json:
    """The message itself and its thread, oldest first."""
    channel = call.joined()
    parent = channel.messages.get(call.args.text("ts"))
    if parent is None or parent.ephemeral_to is not None:
        raise SlackError("thread_not_found")
    return listed(call, channel, [parent, *within(call, channel.replies(parent.ts))])


def within(call: Call, messages: list[Message]) -> list[Message]:
    """Those between `oldest` and `latest`, which themselves count only when `inclusive`."""
    oldest, latest = moment(call.args.text("oldest", "0")), moment(call.args.text("latest", "inf"))
    edges = {oldest, latest} if call.args.claims("inclusive") else set()
    return [
        message for message in messages if oldest < moment(message.ts) < latest or moment(message.ts) in edges
    ]


def moment(ts: str) -> tuple[float, int]:
    """Seconds and micros apart, because a float of both would lose the last digits."""
    seconds, _, micros = ts.partition(".")
    try:
        return float(seconds), int((micros or "0").ljust(6, "0")[:6])
    except ValueError:
        raise SlackError("invalid_ts_latest") from None


def listed(call: Call, channel: Channel, messages: list[Message]) -> Json:
    some, following = page(messages, lambda message: message.ts, call.args)
    with_metadata = call.args.claims("include_all_metadata")
    shapes = [thread_shape(call, channel, one) | (metadata(one) if with_metadata else {}) for one in some]
    paging = {"response_metadata": {"next_cursor": following}} if following else {}
    return {"messages": shapes, "has_more": bool(following), **paging}


def thread_shape(call: Call, channel: Channel, message: Message) -> Json:
    shape = payloads.message(message, call.app, call.world.team)
    if message.is_reply:
        return shape | {"parent_user_id": author(channel, message.thread_ts or "")}
    below = channel.replies(message.ts)
    if not below:
        return shape
    users = list(dict.fromkeys(reply.user for reply in below))
    return shape | {
        "thread_ts": message.ts,
        "reply_count": len(below),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": below[-1].ts,
    }


def author(channel: Channel, ts: str) -> str:
    return channel.messages[ts].user if ts in channel.messages else ""


def metadata(message: Message) -> Json:
    return {"metadata": message.metadata} if message.metadata else {}
