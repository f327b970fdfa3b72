"""users.*: the directory, and the conversations somebody is in."""

from sandbox.errors import SlackError
from sandbox.methods import conversations as channels
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.paging import page
from sandbox.people import Person
from sandbox.wire import Json


def info(call: Call) -> Json:
    return {"user": described(call, call.world.person(call.args.text("user")))}


def listed(call: Call) -> Json:
    """Those of this workspace; people of another one are met in shared channels only."""
    own = (person for person in call.world.people.values() if not person.is_stranger)
    people = sorted(own, key=lambda person: person.id)
    some, following = page(people, lambda person: person.id, call.args)
    return {
        "members": [described(call, person) for person in some],
        "cache_ts": int(call.workspace.now().timestamp()),
        "response_metadata": {"next_cursor": following},
    }


def by_email(call: Call) -> Json:
    wanted = call.args.required("email").lower()
    for person in call.world.people.values():
        if person.email.lower() == wanted and not (person.deleted or person.is_stranger or person.is_bot):
            return {"user": described(call, person)}
    raise SlackError("users_not_found")


def conversations(call: Call) -> Json:
    user = call.args.text("user", call.app.user_id)
    if user not in call.world.people:
        raise SlackError("user_not_found")
    types = channels.wanted_types(call)
    found = [one for one in channels.visible(call) if user in one.members and one.kind in types]
    some, following = page(found, lambda channel: channel.id, call.args)
    return {
        "channels": [channels.shape(call, channel) for channel in some],
        "response_metadata": {"next_cursor": following},
    }


def described(call: Call, person: Person) -> Json:
    """A user as the app may see it; `is_stranger` only says that no conversation is shared with it."""
    shape = shapes.user(person, call.world.team)
    if person.email and "users:read.email" in call.app.scopes:
        shape["profile"]["email"] = person.email
    if person.is_stranger and not any(person.id in one.members for one in channels.visible(call)):
        shape["is_stranger"] = True
    return shape
