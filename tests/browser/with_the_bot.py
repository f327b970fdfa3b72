"""For pages of a Slack that the bot itself is in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests import databases
from tests.stories.scene import Scene, Stage


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    url = databases.sqlite(tmp_path)
    async with Stage.built(url, tmp_path) as stage, stage.running() as running:
        yield running


@pytest.fixture
def url(scene: Scene) -> str:
    """The page visited is the one of the Slack that the bot is in."""
    return scene.stage.url


async def press(page: Page, aloud: str) -> None:
    """A button by what a screen reader says."""
    await page.get_by_role("button", name=aloud, exact=True).last.click()
