"""An opened database, and a moment at which things are written."""

from collections.abc import AsyncIterator

import pytest

from store.db import Database


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()
