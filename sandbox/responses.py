"""Response URLs: what an app may still say to an interaction, five times within half an hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox import limits
from sandbox.conversations import Channel, Message
from sandbox.elements import identified
from sandbox.errors import SlackError
from sandbox.wire import Json
from sandbox.workspace import Workspace

USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass
class Response:
    """Where an answer goes, to whom, and which message it may replace."""

    channel: Channel
    user: str
    origin: Message | None
    issued: datetime
    used: int = 0


class Responses:
    """Every response URL handed out."""

    def __init__(self) -> None:
        self._open: dict[str, Response] = {}

    def url(self, workspace: Workspace, channel: Channel, user: str, origin: Message | None = None) -> str:
        self._drop_expired(workspace.now())
        key = secrets.token_hex(12)
        self._open[key] = Response(channel, user, origin, workspace.now())
        return f"{workspace.url}/response/{key}"

    def use(self, workspace: Workspace, key: str, body: Json) -> None:
        """Does what the app asked for; raises `expired_url` or `used_url` where it may no longer ask."""
        response = self._open.get(key)
        if response is None or workspace.now() - response.issued > LIFETIME:
            raise SlackError("expired_url")
        if response.used >= USES:
            raise SlackError("used_url")
        response.used += 1
        answer(workspace, response, body)

    def _drop_expired(self, now: datetime) -> None:
        self._open = {key: one for key, one in self._open.items() if now - one.issued <= LIFETIME}


def answer(workspace: Workspace, response: Response, body: Json) -> None:
    """Posts, replaces or deletes, as the body of a response URL or of an acknowledgement says."""
    origin = response.origin
    if origin is not None and body.get("delete_original"):
        response.channel.remove(origin.ts)
        workspace.world.touch()
        return
    limits.check(limits.POSTED, body)
    if origin is not None and body.get("replace_original"):
        origin.text = body.get("text", "")
        origin.redraw(identified(body.get("blocks") or []))
        workspace.world.touch()
        return
    in_channel = body.get("response_type") == "in_channel"
    workspace.say_as_app(
        response.channel,
        text=body.get("text", ""),
        blocks=identified(body.get("blocks") or []),
        thread_ts=body.get("thread_ts"),
        ephemeral_to=None if in_channel else response.user,
    )
