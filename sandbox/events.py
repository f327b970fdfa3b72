"""Events about channels, messages and people, as the app hears of them."""

from sandbox.conversations import Channel
from sandbox.people import Person
from sandbox.wire import Json


def entered(channel: Channel, user: str, team: str, inviter: str | None = None) -> Json:
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": letter(channel),
        "team": team,
        **({"inviter": inviter} if inviter else {}),
    }


def left(channel: Channel, user: str, team: str) -> Json:
    return {
        "type": "member_left_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": letter(channel),
        "team": team,
    }


def created(channel: Channel) -> Json:
    named = {"id": channel.id, "name": channel.name, "created": channel.created, "creator": channel.creator}
    return {"type": "channel_created", "channel": named}


def renamed(channel: Channel) -> Json:
    named = {"id": channel.id, "name": channel.name, "created": channel.created}
    return {"type": f"{family(channel)}_rename", "channel": named}


def archived(channel: Channel, user: str) -> Json:
    return {"type": f"{family(channel)}_archive", "channel": channel.id, "user": user}


def unarchived(channel: Channel, user: str) -> Json:
    return {"type": f"{family(channel)}_unarchive", "channel": channel.id, "user": user}


def reaction(kind: str, channel: Channel, ts: str, by: str, name: str) -> Json:
    """`kind` is `reaction_added` or `reaction_removed`."""
    item = {"type": "message", "channel": channel.id, "ts": ts}
    author = channel.messages[ts].user
    return {"type": kind, "user": by, "reaction": name, "item_user": author, "item": item}


def pin(kind: str, channel: Channel, ts: str, by: str) -> Json:
    """`kind` is `pin_added` or `pin_removed`."""
    item = {"type": "message", "channel": channel.id, "message": {"ts": ts}}
    return {"type": kind, "user": by, "channel_id": channel.id, "item": item}


def deleted(channel: Channel, ts: str) -> Json:
    kind = "group" if channel.is_private else "channel"
    return {
        "type": "message",
        "subtype": "message_deleted",
        "channel": channel.id,
        "channel_type": "im" if channel.is_im else kind,
        "deleted_ts": ts,
        "hidden": True,
    }


def changed(person: Person, shape: Json) -> Json:
    return {"type": "user_change", "user": shape, "cache_ts": 0}


def regrouped(group: Json) -> Json:
    return {"type": "subteam_updated", "subteam": group}


def family(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"


def letter(channel: Channel) -> str:
    return "G" if channel.is_private else "C"
