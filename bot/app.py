"""The composition root: everything that makes up a running bot, built and wired in one place."""

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import http, log, programs, shipped, startup
from bot.cards import Cards
from bot.census import Census
from bot.clock import Clock
from bot.courier import Courier
from bot.delivery import Delivery
from bot.directory import Directory
from bot.edge import Edge
from bot.effects import Effects
from bot.heart import Heart
from bot.inlets import SOCKETS, Inlet, OverHttp, SocketMode
from bot.keeping import Keeping
from bot.library import Library
from bot.loops import Loop
from bot.notices import Notices
from bot.outside import Ways
from bot.outside.channels import Channels
from bot.outside.github import GitHub
from bot.outside.hooks import Hooks
from bot.outside.looks import Looks
from bot.outside.metrics import Metrics
from bot.outside.pager import Address, Pager
from bot.outside.people import People
from bot.outside.posts import Posts
from bot.outside.rehearsals import Rehearsals
from bot.outside.shell import Shell
from bot.pace import Pace
from bot.routes import Routes
from bot.settings import Settings, SocketSettings
from bot.slack import Slack
from bot.socket import PING_EVERY, Socket
from bot.timers import Timers
from bot.turn import BUDGET, Turns
from bot.webhooks import Webhooks
from commands import FEATURES
from commands.facts import RunbooksRead
from commands.feature import Feature
from store import effects, lock, messages, retention, sending, timers, workspaces
from store.db import Database, Wake
from store.workspaces import Workspace

logger = log.get(__name__)

STOP_WITHIN = 8.0
"""Real seconds that work under way has at SIGTERM; a container is usually killed after ten."""


class Bot:
    """A running bot, between `start` and `stop`."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        pace: Pace,
        features: Sequence[Feature] = FEATURES,
        budget: float = BUDGET,
        ping_every: float = PING_EVERY,
        instead: Ways | None = None,
    ) -> None:
        """`instead` are ways out that take the place of the usual ones, for a rehearsal."""
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url)
        self.team_id = ""
        self.address = ""
        self._pace = pace
        self._features = features
        self._budget = budget
        self._ping_every = ping_every
        self._instead = instead or {}
        self._rehearsals = Rehearsals(os.environ, clock)
        self._loops: list[Loop] = []
        self._beside: list[Loop] = []
        self._wakes: dict[Wake, Loop] = {}
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Raises startup.CannotStart, store.db.Unavailable or store.migrations.Newer."""
        try:
            await self._start()
        except BaseException:
            await self._open.aclose()
            raise

    async def _start(self) -> None:
        self._open.enter_context(lock.held(self.settings.database_url))
        self._open.push_async_callback(self.database.close)
        await self.database.open()
        session = await self._open.enter_async_context(aiohttp.ClientSession())
        slack = self._slack(session, self.settings.bot_token.get_secret_value())
        self._identity = await startup.introduce(slack, self.settings.api_url)
        self.team_id = self._identity["team_id"]
        self.library = Library(self.runbooks, self.team_id, self.database, self.clock)
        await self.library.look()
        await self._catch_up()
        turns = Turns(self.database, self.clock, self._features, self.wake)
        courier = Courier(session)
        directory = Directory(self.database, slack, self.clock)
        self._make_loops(slack, turns, courier, self._ways_out(slack, directory, session))
        await self._heart.returned()
        await self._tell_of_runbooks(turns)
        self._start_loops()
        self._webhooks = Webhooks(
            self.team_id, turns, self._features, self.settings.webhook_token, self.clock, self._budget
        )
        routes = Routes(self._features)
        edge = Edge(self.team_id, turns, routes, directory, slack, courier, self.clock, self._budget)
        self._inlet = self._way_in(self._listening(edge), session)
        self._open.push_async_callback(self._inlet.close)
        await self._serve_http()
        await self._inlet.open()
        logger.info("running", team=self.team_id, database=str(self.database), http=self.address)

    async def stop(self) -> None:
        """Take nothing more, finish what is under way, close."""
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self._open.aclose()
        except TimeoutError:
            logger.warning("stopped with work under way; it goes on at the next start")

    @property
    def runbooks(self) -> Path:
        return self.settings.runbooks or shipped.RUNBOOKS

    def wake(self, wake: Wake) -> None:
        self._wakes[wake].wake()

    async def next_due(self) -> datetime | None:
        """The next moment of story time at which something is to happen."""
        async with self.database.reading(self.clock.now()) as tx:
            return await timers.next_due(tx)

    async def settled(self) -> None:
        """Wait until nothing is left to do before the next timer is due."""
        while not all(loop.quiet.is_set() for loop in self._loops):
            for loop in self._loops:
                await loop.quiet.wait()

    async def checks(self) -> Mapping[str, bool | str]:
        loops = {loop.name: loop.healthy for loop in (*self._loops, *self._beside)}
        return {"database": await self.database.takes_writes(), **await self._inlet.checks(), **loops}

    # Parts. -------------------------------------------------------------------------------------------------

    def _slack(self, session: aiohttp.ClientSession, token: str) -> Slack:
        return Slack(self._client(session, token), self.clock)

    def _client(self, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
        # No retry handlers: the default one sends a message again when the connection drops.
        return AsyncWebClient(
            token=token,
            base_url=self.settings.api_url,
            session=session,
            retry_handlers=[],
        )

    async def _catch_up(self) -> None:
        """What a process before this one left: its leases, and cards that may not show the last change."""
        async with self.database.transaction(self.clock.now()) as tx:
            if self.settings.replicas == 1:  # else another may hold them; they run out
                await sending.take_back_leases(tx)
                await effects.take_back_leases(tx)
            await workspaces.keep(tx, self._workspace())
            await messages.redraw_open(tx, self.team_id)
            await retention.forget(tx)

    def _listening(self, edge: Edge) -> AsyncApp:
        async def authorize() -> AuthorizeResult:
            return AuthorizeResult.from_auth_test_response(
                bot_token=self.settings.bot_token.get_secret_value(),
                auth_test_response=self._identity,
            )

        app = AsyncApp(
            logger=logging.getLogger("slack_bolt"),  # else it goes by the root's level, and logs bodies
            client=AsyncWebClient(base_url=self.settings.api_url),
            signing_secret=self.settings.signing_secret.get_secret_value()
            if self.settings.signing_secret
            else "",
            authorize=authorize,
            process_before_response=True,  # answer when the listener has committed, never before
        )
        edge.listen(app)
        return app

    def _ways_out(self, slack: Slack, directory: Directory, session: aiohttp.ClientSession) -> Ways:
        settings = self.settings
        address = Address(settings.pager_url, settings.pager_secret) if settings.pager_url else None
        folder = programs.folder(self.runbooks, settings.commands_folder)
        prometheus = settings.prometheus_url
        return {
            **Channels(slack, self._identity["user_id"]).ways(),
            **Posts(slack).ways(),
            **People(slack, directory, self.team_id).ways(),
            **Pager(session, self.clock, address).ways(),
            **Shell(folder, os.environ, settings.secrets, self.clock).ways(),
            **Hooks(session, os.environ, self.clock).ways(),
            **GitHub(session, os.environ).ways(),
            **Looks(session, os.environ, self.clock).ways(),
            **Metrics(session, os.environ, prometheus.get_secret_value() if prometheus else None).ways(),
            **self._rehearsals.ways(),
            **self._instead,
        }

    def _way_in(self, app: AsyncApp, session: aiohttp.ClientSession) -> Inlet:
        if not isinstance(self.settings, SocketSettings):
            return OverHttp(app)
        token = self.settings.app_token.get_secret_value()
        slack = self._slack(session, token)
        sockets = [Socket(app, token, slack, self.clock, self._ping_every) for _ in range(SOCKETS)]
        expected = SOCKETS * self.settings.replicas
        return SocketMode(sockets, Census(sockets, expected, self._notices(), self.clock))

    def _workspace(self) -> Workspace:
        settings = self.settings
        return Workspace(
            team_id=self.team_id,
            channel=settings.channel,
            operators=list(settings.operators),
            has_pager=settings.pager_url is not None,
            is_local=settings.is_local,
        )

    def _notices(self) -> Notices:
        return Notices(self.database, self.clock, self.team_id, self.settings.channel, self.wake)

    def _make_loops(self, slack: Slack, turns: Turns, courier: Courier, ways: Ways) -> None:
        cards = Cards(self._features)
        notices = self._notices()
        delivery = Delivery(self.database, slack, cards, self.clock, self._pace, notices, self.wake)
        outward = Effects(self.database, turns, self.clock, notices, ways)
        timed = Timers(self.database, turns, self.clock)
        self._wakes = {
            Wake.MESSAGES: delivery.loop,
            Wake.EFFECTS: outward.loop,
            Wake.TIMERS: timed.loop,
        }
        self._loops = [*self._wakes.values(), courier.loop]
        self._heart = Heart(self.database, turns, self.clock, self.team_id, self.checks)
        self._beside = [Keeping(self.database, self.clock).loop, self.library.loop, self._heart.loop]

    async def _tell_of_runbooks(self, turns: Turns) -> None:
        """Now, as they may have changed while no bot was there, and whenever they change."""

        async def tell() -> None:
            await turns.tell(RunbooksRead(self.team_id))

        self.library.on_change = tell
        await tell()

    def _start_loops(self) -> None:
        for loop in (*self._loops, *self._beside):
            loop.start()
        self._open.push_async_callback(self._heart.rests)
        self._open.push_async_callback(self._stop_loops)
        self._open.push_async_callback(self._rehearsals.close)  # nothing waits for one that is under way

    async def _stop_loops(self) -> None:
        # All at once: a slow step of one must not use up the time of the others.
        await asyncio.gather(*(loop.stop() for loop in (*self._loops, *self._beside)))

    async def _serve_http(self) -> None:
        app = http.app(self.checks)
        app.add_routes([*self._inlet.routes, self._webhooks.route])
        runner = web.AppRunner(app, access_log=None)
        self._open.push_async_callback(runner.cleanup)
        self.address = await startup.serve(runner, self.settings.host, self.settings.port)
