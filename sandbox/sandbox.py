"""A local Slack: one world, one app, served over HTTP and WebSocket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import NamedTuple, TypeAlias

from aiohttp import web

from sandbox import snapshot
from sandbox.acts import Deed, perform
from sandbox.app import App
from sandbox.arguments import Arguments
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.links import Links
from sandbox.methods import APP_LEVEL, METHODS, Call
from sandbox.people import Person
from sandbox.responses import Responses
from sandbox.server import routes
from sandbox.wire import Json
from sandbox.workspace import Workspace
from sandbox.world import World

Hook: TypeAlias = Callable[[str, Json], Awaitable[None]]
PATIENCE = 3.0
DUE_WITHIN = 0.25


class Recorded(NamedTuple):
    """One Web API call as it was received and answered, at a moment of story time."""

    method: str
    args: Json
    answer: Json
    at: datetime


class Sandbox:
    """What the demo and the tests hold in their hands.

    `before_call` and `after_call` are awaited around the effect of a Web API call; a test can hold it there.
    `patience` is how long, in real seconds, the app has for an acknowledgement and a trigger id stays good.
    """

    def __init__(
        self,
        world: World,
        app: App,
        clock: Clock,
        *,
        bot_token: str,
        app_token: str,
        patience: float = PATIENCE,
    ) -> None:
        self.world = world
        self.app = app
        self.clock = clock
        self.links = Links(app.id, patience)
        self.calls: list[Recorded] = []
        self.before_call: Hook | None = None
        self.after_call: Hook | None = None
        self.closing = asyncio.Event()
        self._bot_token = bot_token
        self._app_token = app_token
        self._responses = Responses()
        self._due: datetime | None = None
        self.workspace = Workspace(world, app, clock, self.links, loop_time, patience)
        world.people.setdefault(app.user_id, Person(app.user_id, app.name, app.name, is_bot=True))

    @contextlib.asynccontextmanager
    async def serving(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Listens until the block ends, then cuts every connection; the world stays for the next time."""
        self.closing.clear()
        runner = web.AppRunner(routes(self), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port, reuse_address=True).start()
            self.workspace.url = f"http://{host}:{runner.addresses[0][1]}"
            yield self.workspace.url
        finally:
            self.closing.set()
            self.links.drop()
            await runner.cleanup()

    async def act(self, given: Json) -> Json:
        """Does what a person would do; raises BadAct, saying what to do instead, where nobody could."""
        answer = await perform(Deed(self.workspace, self._responses, given))
        await self.learn_due()
        return answer

    def state(self) -> Json:
        """The workspace as `GET /sandbox/state` shows it; `due` as it was last learnt."""
        return {
            "now": snapshot.iso(self.clock.now()),
            "speed": self.clock.speed,
            "due": self._due and snapshot.iso(self._due),
            **snapshot.state(self.world, self.app),
        }

    async def learn_due(self) -> None:
        """Asks the clock what is due next; where that takes too long, the last answer stands."""
        with contextlib.suppress(TimeoutError):
            self._due = await asyncio.wait_for(self.clock.next_due(), DUE_WITHIN)

    async def call(self, method: str, args: Json, token: str) -> Json:
        """The one place every Web API call passes through."""
        if self.before_call is not None:
            await self.before_call(method, args)
        answer = self._answer(method, args, token)
        self.calls.append(Recorded(method, args, answer, self.clock.now()))
        if self.after_call is not None:
            await self.after_call(method, args)
        return answer

    def respond(self, key: str, body: Json) -> None:
        """Takes what the app posted to a response URL; raises SlackError where it may not any more."""
        self._responses.use(self.workspace, key, body)

    async def connected(self, count: int = 1) -> None:
        """Returns once the app has this many sockets open."""
        await self.links.opened(count)

    def drop_sockets(self) -> None:
        """Cuts every socket of the app without a word."""
        self.links.drop()

    def _answer(self, method: str, args: Json, token: str) -> Json:
        try:
            self._authenticate(method, token)
            if method not in METHODS:
                raise SlackError("unknown_method", req_method=method)
            return {"ok": True, **METHODS[method](Call(self.workspace, Arguments(args)))}
        except SlackError as refused:
            return refused.answer()

    def _authenticate(self, method: str, token: str) -> None:
        if not token:
            raise SlackError("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise SlackError("invalid_auth")
        if (token == self._app_token) != (method in APP_LEVEL):
            raise SlackError("not_allowed_token_type")


def loop_time() -> float:
    return asyncio.get_running_loop().time()
