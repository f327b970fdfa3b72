"""What the process answers over HTTP: about itself, and to Slack where Slack delivers over HTTP."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

EVENTS = "/slack/events"
"""The one address for commands, interactivity and events, in the app's settings at Slack."""

MALFORMED = (AttributeError, KeyError, TypeError, ValueError)
"""What Bolt stumbles with over a body that Slack would never send."""

Checks = Callable[[], Awaitable[Mapping[str, Any]]]


def app(checks: Checks) -> web.Application:
    """`/health`: the process answers. `/ready`: everything it needs does too, else 503 and what does not."""

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        checked = await checks()
        well = all(value for value in checked.values() if isinstance(value, bool))
        return web.json_response({"ok": well, **checked}, status=200 if well else 503)

    made = web.Application()
    made.add_routes([web.get("/health", health), web.get("/ready", ready)])
    return made


def deliveries(bolt: AsyncApp) -> web.RouteDef:
    """Bolt checks signature and age (Verifying requests from Slack); then all is as over a socket."""

    async def handle(request: web.Request) -> web.Response:
        if not request.headers.get("X-Slack-Request-Timestamp", "").isdecimal():
            return web.Response(status=401)  # Bolt would answer a scanner with a 500 and a stack trace
        try:
            asked = await to_bolt_request(request)  # looks into the body, before any signature is checked
        except MALFORMED:
            return web.Response(status=400)
        return await to_aiohttp_response(await bolt.async_dispatch(asked))

    return web.post(EVENTS, handle)
