"""chat.*: messages posted, redrawn and deleted."""

from sandbox import limits, payloads
from sandbox.conversations import Channel, Message
from sandbox.elements import identified
from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.people import Person
from sandbox.wire import Json


def post_message(call: Call) -> Json:
    channel = reachable(call, call.args.text("channel"))
    said = content(call)
    limits.check(limits.POSTED, said)
    thread_ts = call.args.text("thread_ts") or None
    if thread_ts is not None and not is_parent(channel, thread_ts):
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
    if user not in channel.members or call.world.person(user).deleted:
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
    message = call.message(channel, "message_ts")
    address = f"{call.workspace.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def is_parent(channel: Channel, ts: str) -> bool:
    return ts in channel.messages and channel.messages[ts].ephemeral_to is None


def reachable(call: Call, named: str) -> Channel:
    """A channel by id or name, or a person, who is then written to directly."""
    if named in call.world.people:
        return direct(call, call.world.people[named])
    found = call.world.named(named.removeprefix("#"))
    return writable(call, call.world.channel(found.id if found else named))


def direct(call: Call, person: Person) -> Channel:
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted or person.is_stranger:
        raise SlackError("channel_not_found")
    return writable(call, call.workspace.direct(person.id))


def writable(call: Call, channel: Channel) -> Channel:
    inside = call.app.user_id in channel.members
    if channel.is_private and not inside:
        raise SlackError("channel_not_found")
    if channel.is_archived or left_alone(call, channel):
        raise SlackError("is_archived")
    if not inside and "chat:write.public" not in call.app.scopes:
        raise SlackError("not_in_channel")
    if channel.is_im and not call.app.messages_tab:
        raise SlackError("messages_tab_disabled")
    if channel.id in call.world.policy.admins_only:
        raise SlackError("restricted_action")
    return channel


def left_alone(call: Call, channel: Channel) -> bool:
    """A direct message whose other person was deactivated."""
    return channel.is_im and call.world.person(channel.other_than(call.app.user_id)).deleted


def content(call: Call) -> Json:
    args = call.args
    said = {
        "text": args.text("text"),
        "blocks": args.structure("blocks", "invalid_blocks_format") or [],
        "attachments": args.structure("attachments", "invalid_attachments") or [],
        "metadata": args.structure("metadata", "invalid_metadata_format") or {},
    }
    return said | written(said, args.text("markdown_text"))


def written(said: Json, markdown: str) -> Json:
    """Markdown in place of text and blocks."""
    if not markdown:
        return {}
    if said["text"] or said["blocks"]:
        raise SlackError("markdown_text_conflict")
    limits.check(limits.WRITTEN, {"text": markdown})
    return {"text": markdown}


def own_message(call: Call, not_ours: str, archived: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = call.message(channel, "ts")
    if message.user != call.app.user_id:
        raise SlackError(not_ours)
    if channel.is_archived:
        raise SlackError(archived)
    return channel, message


def shown(call: Call, message: Message) -> Json:
    shape = payloads.message(message, call.app, call.world.team)
    return shape | ({"metadata": message.metadata} if message.metadata else {})
