"""A local Slack: one world, one app, served over HTTP and WebSocket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from aiohttp import web

from sandbox import snapshot, trouble
from sandbox.acts import Deed, perform
from sandbox.app import App
from sandbox.clock import Clock, time_of_day
from sandbox.deliveries import Deliveries, Wait
from sandbox.faults import Faults
from sandbox.links import TICKET_LIFE, Links
from sandbox.people import Person
from sandbox.rates import Rates
from sandbox.replies import Reply
from sandbox.responses import Responses
from sandbox.server import routes
from sandbox.signed import SignedHttp
from sandbox.webapi import Hook, Recorded, Tokens, WebApi
from sandbox.wire import Json
from sandbox.workspace import Workspace
from sandbox.world import World

PATIENCE = 3.0
DUE_WITHIN = 0.25


def loop_time() -> float:
    return asyncio.get_running_loop().time()


class Sandbox:
    """What the demo and the tests hold in their hands.

    `patience` is how long, in real seconds, the app has for an acknowledgement and a trigger id stays good;
    `ticket_life` how long the address of a socket does. `rate_limits` keeps Slack's tiers. With `request_url`
    and `signing_secret` deliveries go there and not to the sockets. `real` counts real seconds and `wait`
    lets them pass: both are the event loop's unless a test moves them.
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
        ticket_life: float = TICKET_LIFE,
        rate_limits: bool = False,
        request_url: str = "",
        signing_secret: str = "",
        real: Callable[[], float] = loop_time,
        wait: Wait = asyncio.sleep,
    ) -> None:
        self.world = world
        self.app = app
        self.clock = clock
        self.faults = Faults(rate_limits=rate_limits)
        self.rates = Rates(real)
        self.links = Links(app.id, patience, real, ticket_life, changed=world.touch)
        self.deliveries = Deliveries(self.links, self.faults, wait)
        self.closing = asyncio.Event()
        self._responses = Responses()
        self._due: datetime | None = None
        self._patience = patience
        self.workspace = Workspace(world, app, clock, self.links, self.deliveries, real, patience)
        self.web_api = WebApi(self.workspace, self.faults, self.rates, wait, Tokens(bot_token, app_token))
        world.people.setdefault(app.user_id, Person(app.user_id, app.name, app.name, is_bot=True))
        if request_url:
            self.deliver_over_http(request_url, signing_secret)

    @property
    def calls(self) -> list[Recorded]:
        """Every Web API call, in the order they came in."""
        return self.web_api.calls

    @property
    def before_call(self) -> Hook | None:
        """Awaited before the effect of each Web API call; a test can hold it there."""
        return self.web_api.before

    @before_call.setter
    def before_call(self, hook: Hook | None) -> None:
        self.web_api.before = hook

    @property
    def after_call(self) -> Hook | None:
        """Awaited between the effect of each Web API call and its answer."""
        return self.web_api.after

    @after_call.setter
    def after_call(self, hook: Hook | None) -> None:
        self.web_api.after = hook

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
            await self.deliveries.close()
            self.links.drop()
            await runner.cleanup()

    async def act(self, given: Json) -> Json:
        """Does what a person would do; raises BadAct, saying what to do instead, where nobody could."""
        answer = await perform(Deed(self.workspace, self._responses, given))
        await self.learn_due()
        return answer

    def state(self) -> Json:
        """The workspace as `GET /sandbox/state` shows it; `due` as it was last learnt."""
        now = self.clock.now()
        return {
            "now": snapshot.iso(now),
            "speed": self.clock.speed,
            "due": self._due and snapshot.iso(self._due),
            "faults": trouble.in_force(self),
            **snapshot.state(self.world, self.app, self.workspace.url, now),
        }

    async def learn_due(self) -> None:
        """Asks the clock what is due next; where that takes too long, the last answer stands."""
        with contextlib.suppress(TimeoutError):
            self._due = await asyncio.wait_for(self.clock.next_due(), DUE_WITHIN)

    async def call(self, method: str, args: Json, token: str) -> Reply:
        """One Web API call, as the server takes it."""
        return await self.web_api.call(method, args, token)

    def respond(self, key: str, body: Json) -> None:
        """Takes what the app posted to a response URL; raises SlackError where it may not any more."""
        self._responses.use(self.workspace, key, body)

    async def connected(self, count: int = 1) -> None:
        """Returns once the app has this many sockets open."""
        await self.links.opened(count)

    async def trouble(self, given: Json) -> Json:
        """Makes go wrong what `POST /sandbox/faults` would; raises BadAct where that makes no sense."""
        return await trouble.apply(self, given)

    def drop_sockets(self) -> None:
        """Cuts every socket of the app without a word."""
        self.links.drop()

    def go_away(self) -> None:
        """From now on nothing of Slack's reaches the app, nor the app Slack; the page stays as it is."""
        self.faults.outage = True
        self.links.drop()

    def come_back(self) -> None:
        """Ends the outage: new sockets and calls are taken again."""
        self.faults.outage = False

    def deliver_over_http(self, url: str, signing_secret: str) -> SignedHttp:
        """From now on deliveries are signed POSTs to this address."""
        self.deliveries.transport = SignedHttp(url, signing_secret, self._patience, time_of_day)
        return self.deliveries.transport

    def deliver_over_sockets(self) -> None:
        """From now on deliveries go to the app's open sockets."""
        self.deliveries.transport = self.links

    async def verify_request_url(self) -> bool:
        """Whether the app gives back Slack's challenge; False in Socket Mode."""
        transport = self.deliveries.transport
        return isinstance(transport, SignedHttp) and await transport.verified()
