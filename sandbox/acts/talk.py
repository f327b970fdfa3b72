"""Something said in a conversation, and the events it causes."""

from uuid import uuid4

from sandbox import files, payloads
from sandbox.acts.deed import Deed, outcome
from sandbox.acts.files import own_file
from sandbox.acts.markup import Markup
from sandbox.conversations import Channel, Message
from sandbox.errors import BadAct
from sandbox.files import File
from sandbox.receipts import Receipt
from sandbox.wire import Json


async def say(deed: Deed) -> Json:
    """Words, files this person has uploaded, or both."""
    channel, person = deed.channel(), deed.person()
    shared = given_files(deed)
    said = deed.optional("text") if shared else deed.text("text", '"hello"')
    text = Markup(deed.world).message(said or "")
    if channel.is_archived:
        raise BadAct(f"#{channel.name} is archived; nobody can write there")
    if channel.id in deed.world.policy.admins_only and not person.is_admin:
        raise BadAct(f"only admins write in #{channel.name}")
    thread_ts = deed.optional("thread_ts")
    if thread_ts is not None and thread_ts not in channel.messages:
        raise BadAct(f"there is no message {thread_ts} in {channel.id} to reply to")
    shapes = [files.shared(file, channel, deed.workspace.url) for file in shared]
    message = deed.workspace.post(channel, person.id, text=text, thread_ts=thread_ts, files=shapes)
    return outcome(await tell(deed, channel, message), ts=message.ts)


def given_files(deed: Deed) -> list[File]:
    given = deed.given.get("files") or []
    if not isinstance(given, list):
        raise BadAct('`files` is a list of ids of uploaded files, for example ["F0123456789"]')
    return [own_file(deed, one) for one in given]


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
    shape |= {"subtype": "file_share"} if message.files else {}
    return shape | {"channel": channel.id, "event_ts": message.ts, "client_msg_id": str(uuid4())}
