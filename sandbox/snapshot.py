"""The whole workspace as JSON: what the page draws and what tests look at."""

from datetime import UTC, datetime

from sandbox import files, quiet
from sandbox.app import App
from sandbox.conversations import Channel, Message
from sandbox.payloads import reactions
from sandbox.people import Person, UserGroup
from sandbox.wire import Json
from sandbox.world import World


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def state(world: World, app: App, url: str, now: datetime) -> Json:
    """Everything but the clock and the faults."""
    return {
        "version": world.version,
        "team": {"id": world.team.id, "name": world.team.name, "domain": world.team.domain},
        "app": described(app),
        "users": [user(person, now) for person in world.people.values()],
        "channels": [channel(one, app) for one in world.channels.values()],
        "messages": {one.id: messages(one) for one in world.channels.values()},
        "views": {
            user_id: [view | said_of(world, view["id"]) for view in stack]
            for user_id, stack in world.views.items()
            if stack
        },
        "home": {user_id: view | said_of(world, view["id"]) for user_id, view in world.homes.items()},
        "groups": [group(one) for one in world.groups.values()],
        "files": [files.shape(one, url) for one in world.files.values() if one.is_complete],
    }


def said_of(world: World, view_id: str) -> Json:
    """What Slack says of a view: what is wrong with it, and that the app did not answer."""
    return {
        "errors": world.view_errors.get(view_id, {}),
        "warning": world.view_warnings.get(view_id),
    }


def described(app: App) -> Json:
    return {
        "name": app.name,
        "user_id": app.user_id,
        "commands": [
            {key: command.get(key, "") for key in ("command", "description", "usage_hint")}
            for command in app.commands
        ],
        "shortcuts": [
            {key: one.get(key, "") for key in ("name", "type", "callback_id", "description")}
            for one in app.shortcuts
        ],
    }


def user(person: Person, now: datetime) -> Json:
    hours = quiet.window(person, now)
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "is_admin": person.is_admin,
        "is_restricted": person.is_restricted,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "is_stranger": person.is_stranger,
        "team_id": person.team.id if person.team else None,
        "team_name": person.team.name if person.team else None,
        "quiet": {"from": iso(hours[0]), "until": iso(hours[1])} if hours else None,
    }


def group(one: UserGroup) -> Json:
    return {"id": one.id, "handle": one.handle, "name": one.name, "users": [*one.users]}


def channel(one: Channel, app: App) -> Json:
    shape: Json = {
        "id": one.id,
        "name": one.name,
        "members": [*one.members],
        "topic": one.topic,
        "purpose": one.purpose,
        "pins": [*one.pins],
        "bookmarks": [*one.bookmarks],
        "is_im": one.is_im,
        "is_private": one.is_private,
        "is_archived": one.is_archived,
        "is_shared": one.is_shared,
    }
    return shape | ({"user": one.other_than(app.user_id)} if one.is_im else {})


def messages(where: Channel) -> list[Json]:
    counts = where.reply_counts()
    return [message(sent, counts[sent.ts]) for sent in where.messages.values()]


def message(sent: Message, replies: int) -> Json:
    return {
        "ts": sent.ts,
        "user": sent.user,
        "username": sent.username,
        "bot": sent.is_bot,
        "text": sent.text,
        "blocks": sent.blocks,
        "thread_ts": sent.thread_ts,
        "broadcast": sent.broadcast,
        "reply_count": replies,
        "ephemeral_to": sent.ephemeral_to,
        "metadata": sent.metadata,
        "subtype": sent.subtype,
        "edited": sent.edited,
        "reactions": reactions(sent),
        "files": sent.files,
        "warnings": dict(sent.warnings),
    }
