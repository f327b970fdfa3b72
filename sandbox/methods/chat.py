"""chat.*: messages posted, redrawn and deleted."""

from sandbox import limits, payloads
from sandbox.conversations import Channel, Message
from sandbox.elements import identified
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json


def post_message(call: Call) -> Json:
    channel = destination(call)
    said = content(call)
    limits.check(limits.POSTED, said)
    thread_ts = call.args.text("thread_ts") or None
    if thread_ts is not None and thread_ts not in channel.messages:
        raise SlackError("thread_not_found")
    message = call.workspace.say_as_app(
        channel,
        text=said["text"],
        blocks=identified(said["blocks"]),
        attachments=said["attachments"],
        metadata=said["metadata"] or None,
        thread_ts=thread_ts,
        broadcast=call.args.claims("reply_broadcast"),
    )
    return {"channel": channel.id, "ts": message.ts, "message": shown(call, message)}


def post_ephemeral(call: Call) -> Json:
    channel = call.writable()
    user = call.args.required("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    said = content(call)
    limits.check(limits.POSTED, said)
    message = call.workspace.say_as_app(
        channel,
        text=said["text"],
        blocks=identified(said["blocks"]),
        attachments=said["attachments"],
        thread_ts=call.args.text("thread_ts") or None,
        ephemeral_to=user,
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Text without blocks takes the blocks away; metadata not mentioned stays, empty metadata goes."""
    channel, message = own_message(call, "cant_update_message", "is_inactive")
    said = content(call)
    limits.check(limits.UPDATED, said)
    drawn = "blocks" in call.args
    if not drawn and not said["text"] and "metadata" not in call.args and not said["attachments"]:
        raise SlackError("no_text")
    if drawn or said["text"]:
        message.text = said["text"]
        message.redraw(identified(said["blocks"]))
    if not drawn and said["text"]:
        message.edited = {"user": call.app.user_id, "ts": call.workspace.ts()}
    if "metadata" in call.args:
        message.metadata = said["metadata"] or None
    call.world.touch()
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown(call, message)}


def delete(call: Call) -> Json:
    channel, message = own_message(call, "cant_delete_message", "is_inactive")
    channel.remove(message.ts)
    call.world.touch()
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.world.message(channel, call.args.text("message_ts"))
    address = f"{call.workspace.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def destination(call: Call) -> Channel:
    """A channel by id or name, or a person, who is then written to directly."""
    named = call.args.text("channel")
    if named in call.world.people:
        if call.world.people[named].deleted:
            raise SlackError("channel_not_found")
        return call.workspace.direct(named)
    found = call.world.named(named.removeprefix("#"))
    if found is not None:
        named = found.id
    return writable(call, named)


def writable(call: Call, channel_id: str) -> Channel:
    channel = call.world.channel(channel_id)
    inside = call.app.user_id in channel.members
    if channel.is_private and not inside:
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    if not inside and "chat:write.public" not in call.app.scopes:
        raise SlackError("not_in_channel")
    return channel


def content(call: Call) -> Json:
    args = call.args
    return {
        "text": args.text("text"),
        "blocks": args.structure("blocks", "invalid_blocks") or [],
        "attachments": args.structure("attachments", "invalid_attachments") or [],
        "metadata": args.structure("metadata", "invalid_metadata_format") or {},
    }


def own_message(call: Call, not_ours: str, archived: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = call.world.message(channel, call.args.text("ts"))
    if message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    if message.user != call.app.user_id:
        raise SlackError(not_ours)
    if channel.is_archived:
        raise SlackError(archived)
    return channel, message


def shown(call: Call, message: Message) -> Json:
    shape = payloads.message(message, call.app, call.world.team)
    return shape | ({"metadata": message.metadata} if message.metadata else {})
