"""What the process answers over HTTP about itself: /health and /ready."""

from collections.abc import Awaitable, Callable

from aiohttp import web

Checks = Callable[[], Awaitable[dict[str, bool]]]


def app(checks: Checks) -> web.Application:
    """`/health`: the process answers. `/ready`: everything it needs does too, else 503 and what does not."""

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        checked = await checks()
        status = 200 if all(checked.values()) else 503
        return web.json_response({"ok": status == 200, **checked}, status=status)

    made = web.Application()
    made.add_routes([web.get("/health", health), web.get("/ready", ready)])
    return made
