"""Two bots on one PostgreSQL race each other for the timers of a window: each check-in is made once."""

from collections import Counter
from contextlib import AsyncExitStack

import pytest

from tests import databases
from tests.stories.live import checklist, live
from tests.stories.scene import Stage
from tests.stories.test_incident_two_bots import _step as step


@pytest.fixture
async def database_url(migrated: databases.Migrated, postgresql: str) -> str:
    return await migrated.postgresql(postgresql)


async def test_each_check_in_is_made_once(stage: Stage) -> None:
    async with AsyncExitStack() as bots:
        one = await bots.enter_async_context(live(stage, checklist(), replicas=2))
        await bots.enter_async_context(stage.running(replicas=2))
        for _ in range(4):
            await step(stage, one, 15)
        thread = one.thread(one.card("Hour 1"))
        numbers = [number for text in thread for number in range(1, 5) if f"heck-in {number} of 4" in text]
        assert sorted(numbers) == [1, 2, 3, 4]
        done = Counter(
            entry.detail["number"] for entry in await one.journal() if entry.what == "checkin.done"
        )
        assert done == Counter([1, 2, 3, 4])
