"""What every test may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import databases
from tests.stories.scene import Scene, Stage


@pytest.fixture(params=databases.DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The whole of store/ and every story hold on each of these."""
    return databases.fresh(request.param, tmp_path)


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A local Slack without a bot, for stories that are about starting one."""
    async with Stage.built(database_url, tmp_path) as built:
        yield built


@pytest.fixture
async def scene(stage: Stage) -> AsyncIterator[Scene]:
    """A local Slack with the bot in it, on a clock that stands still until it is stepped."""
    async with stage.running() as running:
        yield running
