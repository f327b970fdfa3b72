"""A served sandbox, a client of it, and a Bolt app connected to it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import App, Sandbox, cast
from sandbox.clock import WallClock
from sandbox.wire import Json
from tests.sandbox.shapes import APP_TOKEN, BOT_TOKEN, MANIFEST


class Wall:
    """Real time as a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.due: datetime | None = None
        self.answers: asyncio.Event | None = None

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)

    async def next_due(self) -> datetime | None:
        if self.answers is not None:
            await self.answers.wait()
        return self.due


@pytest.fixture
def wall() -> Wall:
    return Wall()


class Pauses:
    """Real seconds that pass only when a test lets them."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.now = 0.0
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []
        self._asked = asyncio.Condition()

    def real(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.asked.append(seconds)
        over = asyncio.get_running_loop().create_future()
        self._waiting.append((self.now + seconds, over))
        async with self._asked:
            self._asked.notify_all()
        await over

    async def waited_for(self, count: int) -> None:
        """Returns once so many pauses have been asked for, from the first on."""
        async with self._asked:
            await self._asked.wait_for(lambda: len(self.asked) >= count)

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        for due, over in self._waiting:
            if due <= self.now and not over.done():
                over.set_result(None)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def built(wall: Wall, manifest: Json = MANIFEST, **more: Any) -> Sandbox:
    """A sandbox in which real time is short; `more` are its options."""
    clock, app = WallClock(wall.now, due=wall.next_due), App.from_manifest(manifest)
    usual: Json = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "patience": 3.0}
    return Sandbox(cast.example(), app, clock, **usual | more)


@pytest.fixture
def sandbox(wall: Wall, pauses: Pauses) -> Sandbox:
    return built(wall, wait=pauses.wait)


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with sandbox.serving() as address:
        yield address


@pytest.fixture
def slack(url: str) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=f"{url}/api/", retry_handlers=[])


@pytest.fixture
async def bolt(sandbox: Sandbox, slack: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    app = AsyncApp(client=slack, signing_secret="unused", process_before_response=True)
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.connected()
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]
