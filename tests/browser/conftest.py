"""The page in a real Chromium, on a served sandbox with a Bolt app connected to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import App, Sandbox, cast
from sandbox.clock import WallClock
from tests import programs
from tests.browser.manifest import APP_TOKEN, BOT_TOKEN, MANIFEST

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1280, 800)
PATIENCE_MS = 5000

Visit = Callable[..., Awaitable[Page]]


class StoryClock(WallClock):
    """A clock that stands still, with something due when a test says so."""

    def __init__(self, at: datetime) -> None:
        super().__init__(lambda: at)
        self.due: datetime | None = None

    async def next_due(self) -> datetime | None:
        return self.due


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = programs.find(*BROWSERS)
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        await chromium.close()


@pytest.fixture
def clock() -> StoryClock:
    return StoryClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def sandbox(clock: StoryClock) -> Sandbox:
    app = App.from_manifest(MANIFEST)
    return Sandbox(cast.example(), app, clock, bot_token=BOT_TOKEN, app_token=APP_TOKEN)


@pytest_asyncio.fixture(loop_scope="session")
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with sandbox.serving() as address:
        yield address


@pytest.fixture
def slack(url: str) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=f"{url}/api/", retry_handlers=[])


@pytest_asyncio.fixture(loop_scope="session")
async def bolt(sandbox: Sandbox, slack: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    app = AsyncApp(client=slack, signing_secret="unused", process_before_response=True)
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.connected()
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, url: str) -> AsyncIterator[Visit]:
    """Opens the page as somebody; a complaint of the browser about the page fails the test.

    The browser stands in another zone than anybody in the workspace, so that no time can come from it.
    """
    complaints: list[str] = []
    contexts = []

    async def opened(query: str, size: tuple[int, int] = DESKTOP) -> Page:
        width, height = size
        context = await browser.new_context(
            viewport={"width": width, "height": height}, timezone_id="America/New_York", locale="en-US"
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(f"{url}/?{query}")
        await expect(page.locator(".topbar .acting-as")).to_be_visible()
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert complaints == []
