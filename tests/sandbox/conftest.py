"""A served sandbox, a client of it, and a Bolt app connected to it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import App, Sandbox, cast
from sandbox.clock import WallClock
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


@pytest.fixture
def sandbox(wall: Wall) -> Sandbox:
    return Sandbox(
        cast.example(),
        App.from_manifest(MANIFEST),
        WallClock(wall.now, due=wall.next_due),
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        patience=0.5,
    )


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
