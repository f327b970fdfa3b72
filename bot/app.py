"""The composition root: everything that makes up a running bot, built and wired in one place."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import http, library, log, shipped
from bot.cards import Cards
from bot.clock import Clock
from bot.courier import Courier
from bot.delivery import Delivery
from bot.directory import Directory
from bot.edge import Edge
from bot.effects import Effects
from bot.loops import Loop
from bot.pace import Pace
from bot.routes import Routes
from bot.settings import Settings
from bot.slack import Slack, SlackError, SlackLater
from bot.socket import Socket
from bot.timers import Timers
from bot.turn import Turns
from commands import FEATURES
from commands.feature import Feature
from store import effects, inbox, lock, messages, timers
from store.db import Database, Wake

logger = log.get(__name__)

STOP_WITHIN = 8.0
"""Real seconds that work under way has at SIGTERM; a container is usually killed after ten."""


DELIVERED_AGAIN_FOR = timedelta(hours=25)
"""Slack gives up on an event after a day at most (Events API, Delayed Events)."""


class CannotStart(Exception):
    """Why the bot does not start, in words that say what to do."""


class Bot:
    """A running bot, between `start` and `stop`."""

    def __init__(
        self, settings: Settings, clock: Clock, pace: Pace, features: Sequence[Feature] = FEATURES
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url)
        self.team_id = ""
        self.address = ""
        self._pace = pace
        self._features = features
        self._loops: list[Loop] = []
        self._socket: Socket | None = None
        self._wakes: dict[Wake, Loop] = {}
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Raises CannotStart, store.db.Unavailable or store.migrations.Newer."""
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
        await self._introduce(slack)
        await library.read(self.runbooks, self.team_id, self.database, self.clock)
        await self._catch_up()
        turns = Turns(self.database, self.clock, self._features, self.wake)
        courier = Courier(session)
        self._run_loops(slack, turns, courier)
        await self._serve_http()
        await self._connect(self._listening(slack, turns, courier), session)
        logger.info("running", team=self.team_id, database=self.database.url, http=self.address)

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

    async def checks(self) -> dict[str, bool]:
        connected = self._socket is not None and await self._socket.connected()
        checked = {"database": await self.database.answers(), "socket": connected}
        return checked | {loop.name: loop.healthy for loop in self._loops}

    # Parts. -------------------------------------------------------------------------------------------------

    def _slack(self, session: aiohttp.ClientSession, token: str) -> Slack:
        return Slack(self._client(session, token))

    def _client(self, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
        # No retry handlers: the default one sends a message again when the connection drops.
        return AsyncWebClient(
            token=token,
            base_url=self.settings.api_url,
            session=session,
            retry_handlers=[],
        )

    async def _introduce(self, slack: Slack) -> None:
        try:
            self._identity = await slack.call("auth.test")
        except SlackLater as error:
            where = self.settings.api_url
            raise CannotStart(
                f"Slack could not be reached at {where} ({error}): check the network."
            ) from None
        except SlackError as error:
            raise CannotStart(
                f"Slack refused the bot token ({error}): copy SLACK_BOT_TOKEN anew from OAuth & Permissions."
            ) from None
        self.team_id = self._identity["team_id"]

    async def _catch_up(self) -> None:
        """What a process before this one left: its leases, and cards that may not show the last change."""
        async with self.database.transaction(self.clock.now()) as tx:
            await messages.take_back_leases(tx)
            await effects.take_back_leases(tx)
            await messages.redraw_open(tx, self.team_id)
            await inbox.forget_before(tx, tx.now - DELIVERED_AGAIN_FOR)

    def _listening(self, slack: Slack, turns: Turns, courier: Courier) -> AsyncApp:
        async def authorize() -> AuthorizeResult:
            return AuthorizeResult.from_auth_test_response(
                bot_token=self.settings.bot_token.get_secret_value(),
                auth_test_response=self._identity,
            )

        app = AsyncApp(
            # Without a logger of its own Bolt goes by the root's level, and logs the bodies of requests.
            logger=logging.getLogger("slack_bolt"),
            client=AsyncWebClient(base_url=self.settings.api_url),
            signing_secret=self.settings.signing_secret.get_secret_value()
            if self.settings.signing_secret
            else "",
            authorize=authorize,
            process_before_response=True,  # answer when the listener has committed, never before
        )
        directory = Directory(self.database, slack, self.clock)
        Edge(self.team_id, turns, Routes(self._features), directory, slack, courier).listen(app)
        return app

    def _run_loops(self, slack: Slack, turns: Turns, courier: Courier) -> None:
        cards = Cards(self._features)
        delivery = Delivery(
            self.database, slack, cards, self.clock, self._pace, self.settings.channel, self.wake
        )
        outward = Effects(self.database, slack, self.clock)
        timed = Timers(self.database, turns, self.clock)
        self._wakes = {
            Wake.MESSAGES: delivery.loop,
            Wake.EFFECTS: outward.loop,
            Wake.TIMERS: timed.loop,
        }
        self._loops = [*self._wakes.values(), courier.loop]
        for loop in self._loops:
            loop.start()
        self._open.push_async_callback(self._stop_loops)

    async def _stop_loops(self) -> None:
        # All at once: a slow step of one must not use up the time of the others.
        await asyncio.gather(*(loop.stop() for loop in self._loops))

    async def _serve_http(self) -> None:
        runner = web.AppRunner(http.app(self.checks), access_log=None)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        try:
            await web.TCPSite(runner, self.settings.host, self.settings.port).start()
            self.address = "http://{}:{}".format(*runner.addresses[0][:2])
        except OSError as error:
            where = f"{self.settings.host}:{self.settings.port}"
            raise CannotStart(
                f"{where} cannot be listened on ({error.strerror}): set RUNSHEET_PORT to a free port."
            ) from None

    async def _connect(self, app: AsyncApp, session: aiohttp.ClientSession) -> None:
        token = self.settings.app_token.get_secret_value()
        self._socket = Socket(app, token, self._slack(session, token), self.clock)
        self._open.push_async_callback(self._socket.close)
        try:
            await self._socket.connect()
        except SlackLater as error:
            raise CannotStart(f"Slack could not be reached for Socket Mode ({error}).") from None
        except SlackError as error:
            raise CannotStart(
                f"Slack refused the app-level token ({error}): it needs connections:write; "
                "copy SLACK_APP_TOKEN anew from Basic Information."
            ) from None
        except TimeoutError:
            raise CannotStart("Slack's Socket Mode did not answer in time: check the network.") from None
