"""reactions.add: an emoji under a message."""

from sandbox.errors import SlackError
from sandbox.methods.call import Call
from sandbox.wire import Json


def add(call: Call) -> Json:
    name = call.args.text("name").strip(":")
    if not name:
        raise SlackError("invalid_name")
    message = call.world.message(call.writable(), call.args.text("timestamp"))
    who = message.reactions.setdefault(name, [])
    if call.app.user_id in who:
        raise SlackError("already_reacted")
    who.append(call.app.user_id)
    call.world.touch()
    return {}
