"""usergroups.*: people who are mentioned together."""

from sandbox import events
from sandbox.errors import SlackError
from sandbox.methods import shapes
from sandbox.methods.call import Call
from sandbox.people import UserGroup
from sandbox.wire import Json


def listed(call: Call) -> Json:
    with_users = call.args.claims("include_users")
    found = [
        one
        for one in call.world.groups.values()
        if not one.is_disabled or call.args.claims("include_disabled")
    ]
    return {"usergroups": [shapes.group(one, call.world.team, with_users=with_users) for one in found]}


def users(call: Call) -> Json:
    return {"users": [*held(call).users]}


def create(call: Call) -> Json:
    refuse_unless_everyone_may(call)
    name, handle = call.args.required("name"), call.args.text("handle") or call.args.text("name").lower()
    for one in call.world.groups.values():
        if handle == one.handle or name == one.name:
            raise SlackError("handle_already_exists" if handle == one.handle else "name_already_exists")
    created = int(call.workspace.now().timestamp())
    group = UserGroup(call.workspace.mint("S"), handle, name, call.app.user_id, created)
    call.world.groups[group.id] = group
    return told(call, group)


def update(call: Call) -> Json:
    refuse_unless_everyone_may(call)
    group = held(call)
    group.name = call.args.text("name", group.name)
    group.handle = call.args.text("handle", group.handle)
    return told(call, group)


def set_users(call: Call) -> Json:
    """Replaces the whole list; a group cannot be emptied so."""
    refuse_unless_everyone_may(call)
    group, users = held(call), call.args.names("users")
    if not users:
        raise SlackError("no_users_provided")
    if not all(user in call.world.people and call.world.people[user].is_member for user in users):
        raise SlackError("invalid_users")
    group.users = users
    return told(call, group)


def refuse_unless_everyone_may(call: Call) -> None:
    if not call.world.policy.everyone_edits_groups:
        raise SlackError("permission_denied")


def held(call: Call) -> UserGroup:
    group = call.world.groups.get(call.args.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return group


def told(call: Call, group: UserGroup) -> Json:
    shape = shapes.group(group, call.world.team, with_users=True)
    call.workspace.announce(events.regrouped(shape))
    call.world.touch()
    return {"usergroup": shape}
