"""users.*: the directory, and the conversations somebody is in."""

from sandbox.errors import SlackError
from sandbox.methods import conversations as channels
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.paging import page
from sandbox.wire import Json


def info(call: Call) -> Json:
    return {"user": shapes.user(call.world.person(call.args.text("user")), call.world.team)}


def listed(call: Call) -> Json:
    people = sorted(call.world.people.values(), key=lambda person: person.id)
    some, following = page(people, lambda person: person.id, call.args)
    return {
        "members": [shapes.user(person, call.world.team) for person in some],
        "cache_ts": int(call.workspace.now().timestamp()),
        "response_metadata": {"next_cursor": following},
    }


def conversations(call: Call) -> Json:
    user = call.args.text("user", call.app.user_id)
    if user not in call.world.people:
        raise SlackError("user_not_found")
    types = call.args.names("types") or ["public_channel"]
    found = [one for one in channels.visible(call) if user in one.members and channels.kind(one) in types]
    some, following = page(found, lambda channel: channel.id, call.args)
    return {
        "channels": [channels.shape(call, channel) for channel in some],
        "response_metadata": {"next_cursor": following},
    }
