"""What every test may ask for."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.stories.scene import TRANSPORTS, Scene, Stage

LONG = os.environ.get("RUNSHEET_TEST_LONG") == "1"
"""`make test-long`: every story on every database and over every transport."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The store, and what is marked `everywhere`, on each database; the marked over each transport too."""
    has = metafunc.definition.get_closest_marker
    marked = LONG or has("everywhere") is not None
    in_store = "tests/store/" in metafunc.definition.nodeid
    if "database_kind" in metafunc.fixturenames:
        anywhere = (marked or in_store) and not has("on_sqlite")
        kinds = databases.KINDS if anywhere else databases.KINDS[:1]
        metafunc.parametrize("database_kind", kinds)
    if "transport" in metafunc.fixturenames:
        anyhow = marked and not has("over_sockets")
        metafunc.parametrize("transport", TRANSPORTS if anyhow else TRANSPORTS[:1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a running PostgreSQL server."""
    with databases.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> databases.Migrated:
    return databases.Migrated(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
async def database_url(
    database_kind: str, migrated: databases.Migrated, request: pytest.FixtureRequest, tmp_path: Path
) -> str:
    """A database as it is when the program has started for the first time."""
    if database_kind == "sqlite":
        return await migrated.sqlite(tmp_path)
    return await migrated.postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture
async def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without anything, the schema included."""
    if database_kind == "sqlite":
        (tmp_path / "empty").mkdir()
        return databases.sqlite(tmp_path / "empty")
    return await databases.postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture
async def stage(database_url: str, transport: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A local Slack without a bot, for stories that are about starting one."""
    async with Stage.built(database_url, tmp_path) as built:
        built.transport = transport
        yield built


@pytest.fixture
async def scene(stage: Stage) -> AsyncIterator[Scene]:
    """A local Slack with the bot in it, on a clock that stands still until it is stepped."""
    async with stage.running() as running:
        yield running
