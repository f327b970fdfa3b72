"""How conversations and users look in the Web API."""

from sandbox.app import App
from sandbox.conversations import Channel
from sandbox.people import Person, Team, UserGroup
from sandbox.wire import Json


def conversation(channel: Channel, app: App, team: Team) -> Json:
    shared: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_mpim": False,
        "context_team_id": team.id,
    }
    if channel.is_im:
        return shared | {"user": channel.other_than(app.user_id), "is_open": True}
    return shared | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_private": channel.is_private,
        "is_general": channel.is_general,
        "is_member": app.user_id in channel.members,
        "is_shared": channel.is_shared,
        "is_ext_shared": channel.is_shared,
        "creator": channel.creator,
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": channel.created},
    }


def user(person: Person, team: Team) -> Json:
    first, _, last = person.real_name.partition(" ")
    return {
        "id": person.id,
        "team_id": (person.team or team).id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.deleted,
        "tz": person.tz,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "profile": {
            "real_name": person.real_name,
            "display_name": person.name,
            "first_name": first,
            "last_name": last,
            "title": person.title,
            "team": (person.team or team).id,
        },
    }


def group(one: UserGroup, team: Team, *, with_users: bool) -> Json:
    """`with_users` adds the members, as Slack does where it is asked to."""
    shape: Json = {
        "id": one.id,
        "team_id": team.id,
        "is_usergroup": True,
        "name": one.name,
        "handle": one.handle,
        "created_by": one.creator,
        "date_create": one.created,
        "date_delete": 1 if one.is_disabled else 0,
        "user_count": len(one.users),
    }
    return shape | ({"users": [*one.users]} if with_users else {})
