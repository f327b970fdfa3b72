"""A shortcut: from anywhere, or on a message."""

from sandbox import payloads
from sandbox.acts.deed import Deed, outcome
from sandbox.errors import BadAct
from sandbox.wire import Json


async def shortcut(deed: Deed) -> Json:
    deed.insider()
    declared = declaration(deed)
    payload = on_message(deed) if declared["type"] == "message" else from_anywhere(deed)
    payload |= {"callback_id": declared["callback_id"], "trigger_id": deed.trigger()}
    return outcome(await deed.interact(payload))


def declaration(deed: Deed) -> Json:
    callback_id = deed.text("callback_id", '"declare_incident"')
    declared = deed.workspace.app.shortcut(callback_id)
    if declared is None:
        known = ", ".join(one["callback_id"] for one in deed.workspace.app.shortcuts)
        raise BadAct(f"the app has no shortcut {callback_id}; it has {known or 'none'}")
    return declared


def from_anywhere(deed: Deed) -> Json:
    return deed.interaction("shortcut") | {"action_ts": deed.workspace.ts()}


def on_message(deed: Deed) -> Json:
    channel, message = deed.channel(), deed.message()
    if message.ephemeral_to is not None:
        raise BadAct("an ephemeral message has no shortcuts")
    return deed.interaction("message_action") | {
        "action_ts": deed.workspace.ts(),
        "channel": payloads.place(channel),
        "message_ts": message.ts,
        "message": payloads.message(message, deed.workspace.app, deed.world.team),
        "response_url": deed.response_url(channel, message),
    }
