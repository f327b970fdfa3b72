"""The payloads Slack sends an app, key for key."""

from sandbox.app import App
from sandbox.conversations import Channel, Message
from sandbox.people import Person, Team
from sandbox.wire import Json

VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105  (deprecated by Slack, still sent, never checked)


def actor(person: Person, team: Team) -> Json:
    home = person.team or team
    return {"id": person.id, "username": person.name, "name": person.name, "team_id": home.id}


def origin(app: App, team: Team) -> Json:
    """What every interaction says of where it comes from."""
    return {
        "token": VERIFICATION_TOKEN,
        "api_app_id": app.id,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place(channel: Channel) -> Json:
    return {"id": channel.id, "name": place_name(channel)}


def place_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def message(sent: Message, app: App, team: Team) -> Json:
    """A message as history, events and interactions show it, without its metadata."""
    shape: Json = {"type": "message", "user": sent.user, "ts": sent.ts, "text": sent.text, "team": team.id}
    if sent.is_bot:
        shape |= {"bot_id": app.bot_id, "app_id": app.id, "bot_profile": bot_profile(app, team)}
    subtype = "thread_broadcast" if sent.broadcast and sent.is_reply else sent.subtype
    optional = {
        "blocks": sent.blocks,
        "attachments": sent.attachments,
        "thread_ts": sent.thread_ts,
        "subtype": subtype,
        "edited": sent.edited,
        "reactions": reactions(sent),
        "files": sent.files,
    }
    return shape | {key: value for key, value in optional.items() if value}


def bot_profile(app: App, team: Team) -> Json:
    return {"id": app.bot_id, "app_id": app.id, "user_id": app.user_id, "name": app.name, "team_id": team.id}


def reactions(sent: Message) -> list[Json]:
    return [{"name": name, "users": list(who), "count": len(who)} for name, who in sent.reactions.items()]


def slash_command(app: App, team: Team, person: Person, channel: Channel, given: Json) -> Json:
    """`given` is the command, its text, a trigger id and a response URL."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": place_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        **given,
    }


def message_container(channel: Channel, sent: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": sent.ts,
        "channel_id": channel.id,
        "is_ephemeral": sent.ephemeral_to is not None,
    }
    return container | ({"thread_ts": sent.thread_ts} if sent.is_reply else {})


def view_container(view: Json) -> Json:
    return {"type": "view", "view_id": view["id"]}


def event_callback(app: App, team: Team, event: Json, event_id: str, *, shared: bool = False) -> Json:
    """`shared` says that the conversation is shared with another workspace."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(event["event_ts"].partition(".")[0]),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }
