"""An opened database and a client of the local Slack."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import Slack
from store.db import Database
from tests.stories.scene import Stage


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def slack(stage: Stage) -> AsyncIterator[Slack]:
    """Calls the stage's Slack with the bot token."""
    async with aiohttp.ClientSession() as session:
        token, api = "xoxb-story", f"{stage.url}/api/"
        client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        yield Slack(client, stage.clock)
