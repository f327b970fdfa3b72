"""Something said in a conversation, and the events it causes."""

from uuid import uuid4

from sandbox import payloads
from sandbox.acts.deed import Deed, outcome
from sandbox.acts.markup import Markup
from sandbox.conversations import Channel, Message
from sandbox.errors import BadAct
from sandbox.receipts import Receipt
from sandbox.wire import Json


async def say(deed: Deed) -> Json:
    channel, person = deed.channel(), deed.person()
    text = Markup(deed.world).message(deed.text("text", '"hello"'))
    if channel.is_archived:
        raise BadAct(f"#{channel.name} is archived; nobody can write there")
    if channel.id in deed.world.policy.admins_only and not person.is_admin:
        raise BadAct(f"only admins write in #{channel.name}")
    thread_ts = deed.optional("thread_ts")
    if thread_ts is not None and thread_ts not in channel.messages:
        raise BadAct(f"there is no message {thread_ts} in {channel.id} to reply to")
    message = deed.workspace.post(channel, person.id, text=text, thread_ts=thread_ts)
    return outcome(await tell(deed, channel, message), ts=message.ts)


async def tell(deed: Deed, channel: Channel, message: Message) -> Receipt | None:
    """Sends the mention where the app is mentioned, and the message where the app listens to messages."""
    app = deed.workspace.app
    if app.user_id not in channel.members:
        return None
    receipt = None
    if f"<@{app.user_id}>" in message.text and not channel.is_im:
        receipt = await deed.workspace.emit(event(deed, channel, message) | {"type": "app_mention"})
    kind = "im" if channel.is_im else "group" if channel.is_private else "channel"
    heard = await deed.workspace.emit(event(deed, channel, message) | {"channel_type": kind})
    return receipt or heard


def event(deed: Deed, channel: Channel, message: Message) -> Json:
    shape = payloads.message(message, deed.workspace.app, deed.world.team)
    return shape | {"channel": channel.id, "event_ts": message.ts, "client_msg_id": str(uuid4())}
