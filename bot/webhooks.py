"""Other systems in: POST /webhooks/<name> becomes one turn, and is answered after its commit."""

import hmac
import json
from asyncio import Timeout
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from bot import log
from bot.clock import Clock
from bot.turn import NotNow, Reply, Turns, guarded
from commands.access import Standing
from commands.feature import Feature, Posted, Refused, Right
from store.people import Person

logger = log.get(__name__)

LIMIT = 1024**2
"""Bytes of a body."""


class Turned(Exception):
    """Not let in: this status, and what to do."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


class Webhooks:
    def __init__(
        self,
        team_id: str,
        turns: Turns,
        features: Sequence[Feature],
        token: SecretStr | None,
        clock: Clock,
        budget: float,
    ) -> None:
        self._team_id = team_id
        self._turns = turns
        self._hooks = {name: hook for feature in features for name, hook in feature.webhooks.items()}
        self._token = token
        self._clock = clock
        self._budget = budget
        self.route = web.post("/webhooks/{name}", self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """200 done, or done before; 4xx the sender is wrong; 503 send it again later."""
        try:
            name = self._admitted(request)
            payload = await _read(request)
        except Turned as turned:
            logger.info("a webhook was turned away", path=request.path, status=turned.status)
            return web.json_response({"ok": False, "error": turned.error}, status=turned.status)
        reply = await guarded(lambda limit: self._taken(name, payload, limit), self._budget)
        if isinstance(reply, NotNow):
            return web.json_response(
                {"ok": False, "error": reply.text}, status=503, headers={"Retry-After": "5"}
            )
        if isinstance(reply, Refused):
            return web.json_response({"ok": False, "error": reply.text}, status=422)
        said = (reply.said or {}).get("say", {}).get("text")
        return web.json_response({"ok": True, "duplicate": reply.again, "said": said})

    def _admitted(self, request: web.Request) -> str:
        if self._token is None:
            raise Turned(503, "Webhooks are off: set RUNSHEET_WEBHOOK_TOKEN and restart Runsheet.")
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        held = self._token.get_secret_value().encode()
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), held):
            raise Turned(401, "Send the header Authorization: Bearer <RUNSHEET_WEBHOOK_TOKEN>.")
        name = request.match_info["name"]
        if name not in self._hooks:
            known = ", ".join(f"/webhooks/{each}" for each in sorted(self._hooks)) or "none"
            raise Turned(404, f"There is no webhook {name}; there is: {known}.")
        return name

    async def _taken(self, name: str, payload: Mapping[str, Any], limit: Timeout) -> Reply:
        hook = self._hooks[name]
        posted = Posted(self._as(name), payload)
        key = f"webhook:{name}:{hook.key(payload)}"
        return await self._turns.take(key, posted.by, Right.ACT, hook.handler, posted, limit)

    def _as(self, name: str) -> Person:
        """The webhook itself, for the journal and for access."""
        return Person(
            team_id=self._team_id,
            user_id=f"webhook:{name}",
            name=f"webhook {name}",
            zone="UTC",
            standing=Standing.SYSTEM,
            seen_at=self._clock.now(),
        )


async def _read(request: web.Request) -> Mapping[str, Any]:
    too_large = Turned(413, f"The body is larger than {LIMIT} bytes: send fewer things at once.")
    if (request.content_length or 0) > LIMIT:
        raise too_large
    try:
        payload = json.loads(await request.read())
    except web.HTTPRequestEntityTooLarge:
        raise too_large from None
    except (ValueError, RecursionError):
        raise Turned(400, "The body is not JSON: send one JSON object, in UTF-8.") from None
    if not isinstance(payload, dict):
        raise Turned(400, "The body is JSON, but not an object: send {…}.")
    return payload
