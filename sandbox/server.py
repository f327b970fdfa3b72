"""The HTTP side: Web API, sockets, response URLs, files, the JSON of the page, and the page itself."""

import contextlib
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox import arguments, trouble
from sandbox.downloads import FileServer
from sandbox.errors import BadAct, SlackError
from sandbox.methods import FORMS_ONLY
from sandbox.replies import Reply
from sandbox.stream import changes
from sandbox.wire import Json

if TYPE_CHECKING:
    from sandbox.sandbox import Sandbox

Deed: TypeAlias = Callable[[Json], Awaitable[Json]]

PAGE = Path(__file__).parent / "page"
BODY_LIMIT = 16 * 1024 * 1024
NO_STORE = {"Cache-Control": "no-store"}


def routes(sandbox: "Sandbox") -> web.Application:
    app = web.Application(client_max_size=BODY_LIMIT)
    server, files = Server(sandbox), FileServer(sandbox)
    for_the_app = partial(unless_out, sandbox)
    app.add_routes(
        [
            web.route("*", "/api/{method}", for_the_app(server.api)),
            web.get("/link", for_the_app(server.link)),
            web.post("/response/{key}", for_the_app(server.response)),
            web.get("/sandbox/state", server.state),
            web.post("/sandbox/act", server.act),
            web.get("/sandbox/faults", server.faults),
            web.post("/sandbox/faults", server.trouble),
            web.get("/sandbox/files/{file}", files.shown),
            web.post("/upload/{ticket}", for_the_app(files.upload)),
            web.get("/files-pri/{file}/{name}", for_the_app(files.private)),
            web.get("/signin", files.signin),
            web.get("/sandbox/stream", server.stream),
            web.get("/archives/{channel}/{message}", server.archives),
            web.get("/", server.page),
            web.get("/page/{path:.+}", server.page),
        ]
    )
    return app


def unless_out(sandbox: "Sandbox", handler: Handler) -> Handler:
    """An outage cuts this off; the page and its JSON stay. No middleware: aiohttp would keep it for ever."""

    async def check(request: web.Request) -> web.StreamResponse:
        return cut(request) if sandbox.faults.outage else await handler(request)

    return check


def cut(request: web.Request) -> web.Response:
    """Aborts the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


class Server:
    """One handler a route; none holds any state of its own."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    async def api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            given = await call_arguments(request, method)
        except SlackError as refused:
            return web.json_response(refused.answer())
        token = given.pop("token", "")
        return sent(request, await self._sandbox.call(method, given, bearer(request) or str(token)))

    async def link(self, request: web.Request) -> web.StreamResponse:
        links = self._sandbox.links
        if not links.redeem(request.query.get("ticket", "")):
            raise web.HTTPForbidden(text="this ticket has been used or was never given")
        channel = web.WebSocketResponse(heartbeat=30)
        await channel.prepare(request)
        await links.serve(request, channel)
        return channel

    async def response(self, request: web.Request) -> web.Response:
        try:
            self._sandbox.respond(request.match_info["key"], arguments.decoded(await request.read()))
        except SlackError as refused:
            return web.json_response(refused.answer(), status=404 if refused.code in GONE else 400)
        return web.Response(text="ok")

    async def state(self, request: web.Request) -> web.Response:
        await self._sandbox.learn_due()
        return web.json_response(self._sandbox.state(), headers=NO_STORE)

    async def act(self, request: web.Request) -> web.Response:
        return await self._done(request, self._sandbox.act, '{"user": "UANA", "do": "home"}')

    async def faults(self, request: web.Request) -> web.Response:
        return web.json_response(trouble.described(self._sandbox), headers=NO_STORE)

    async def trouble(self, request: web.Request) -> web.Response:
        return await self._done(request, self._sandbox.trouble, '{"outage": true}')

    async def _done(self, request: web.Request, deed: Deed, example: str) -> web.Response:
        if foreign(request):
            raise web.HTTPForbidden(text="only the page of this sandbox may act from a browser")
        try:
            given = json.loads(await request.read())
            if not isinstance(given, dict):
                raise BadAct(f"send an object, for example {example}")
            return web.json_response(await deed(given))
        except json.JSONDecodeError:
            return refusal("send JSON")
        except BadAct as bad:
            return refusal(str(bad))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **NO_STORE})
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            async for line in changes(self._sandbox.world, self._sandbox.closing):
                await response.write(line)
        return response

    async def archives(self, request: web.Request) -> web.StreamResponse:
        """A permalink leads to the page, at that message."""
        digits = request.match_info["message"].removeprefix("p")
        where = f"/?channel={request.match_info['channel']}&ts={digits[:-6]}.{digits[-6:]}"
        raise web.HTTPFound(where)

    async def page(self, request: web.Request) -> web.StreamResponse:
        path = (PAGE / request.match_info.get("path", "index.html")).resolve()
        if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
            raise web.HTTPNotFound(text="no such file")
        return web.FileResponse(path, headers=NO_STORE)


GONE = ("expired_url", "used_url")


def foreign(request: web.Request) -> bool:
    """Whether a page from elsewhere sent this; programs send no origin at all."""
    origin = request.headers.get("Origin")
    return origin is not None and origin != f"{request.scheme}://{request.host}"


def refusal(text: str) -> web.Response:
    return web.json_response({"ok": False, "error": text}, status=400)


def bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ").strip()


def sent(request: web.Request, reply: Reply) -> web.Response:
    if reply.is_cut:
        return cut(request)
    return web.Response(
        text=reply.text, status=reply.status, content_type=reply.content_type, headers=reply.headers
    )


async def call_arguments(request: web.Request, method: str) -> dict[str, Any]:
    """Query, form or JSON; what stands in the body wins. Reading methods do not look at JSON."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        found = arguments.decoded(await request.read())
        return given if method in FORMS_ONLY else given | found
    return given | {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
