"""The watched socket: opened once at start within bounds, and brought back whenever it is lost."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from bot.points import Point
from bot.slack import Slack

logger = log.get(__name__)

CONNECT_WITHIN = 30.0
PING_EVERY = 5.0
LOOK_EVERY = 5.0
GRACE = 30.0
"""Real seconds without a connection before a fresh address is asked for; that call may be Tier 1."""


class _Handler(AsyncSocketModeHandler):
    """`answered` is set while no delivery waits for its answer."""

    def __init__(self, app: AsyncApp, app_token: str, *, ping_interval: float) -> None:
        super().__init__(app, app_token, ping_interval=ping_interval)
        self.answered = asyncio.Event()
        self.answered.set()
        self._under_way = 0

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        self._under_way += 1
        self.answered.clear()
        try:
            await super().handle(client, req)
            Point.ANSWER_SENT.reached()
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.answered.set()


class Socket:
    """`slack` speaks with the app-level token."""

    def __init__(
        self, app: AsyncApp, app_token: str, slack: Slack, clock: Clock, ping_every: float = PING_EVERY
    ) -> None:
        self._handler = _Handler(app, app_token, ping_interval=ping_every)
        self._slack = slack
        self._clock = clock
        self._lost_at: float | None = None
        self._handler.client.message_listeners.append(self._greeted)
        self.on_greeting: Callable[[int], None] = lambda _counted: None
        self._loop = Loop("socket", self.watch)
        clock.on_change.append(self._loop.wake)

    async def connect(self, within: float = CONNECT_WITHIN) -> None:
        """Raises SlackError or TimeoutError, where the SDK alone would try again for ever."""
        answer = await self._slack.call("apps.connections.open")
        self._handler.client.wss_uri = answer["url"]
        async with asyncio.timeout(within):
            await self._handler.client.connect()  # type: ignore[no-untyped-call]
        self._loop.start()

    async def reconnect(self) -> None:
        """A new connection, whose greeting counts the app's connections afresh."""
        await self._handler.client.connect_to_new_endpoint(force=True)

    async def connected(self) -> bool:
        return bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Take nothing more, let what was taken be answered, and go."""
        await self._loop.stop()
        self._handler.client.socket_mode_request_listeners.clear()
        await self._handler.answered.wait()
        await self._handler.client.close()  # type: ignore[no-untyped-call]

    async def _greeted(self, _client: object, message: dict[str, Any], _raw: str | None) -> None:
        """Slack says in its first words how many connections the app has (Socket Mode, hello)."""
        if message.get("type") == "hello":
            self.on_greeting(int(message.get("num_connections") or 0))

    async def watch(self) -> float:
        """The SDK keeps trying the one address it has, which is good only once."""
        now = self._clock.monotonic()
        if await self.connected():
            self._lost_at = None
        elif self._lost_at is None:
            self._lost_at = now
        elif now - self._lost_at >= GRACE:
            logger.warning("socket lost, asking for a fresh address")
            self._handler.client.wss_uri = None
            self._lost_at = now
        return LOOK_EVERY
