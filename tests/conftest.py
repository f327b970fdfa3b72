"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.stories.scene import Scene, Stage


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a running PostgreSQL server."""
    with databases.server() as url:
        yield url


@pytest.fixture(params=databases.KINDS)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The whole of store/ and every story hold on each of these."""
    if request.param == "sqlite":
        return databases.sqlite(tmp_path)
    return await databases.postgresql(request.getfixturevalue("postgresql"))


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
