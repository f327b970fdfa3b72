"""Forgetting, while the bot runs: at start, and again whenever its time has come."""

import asyncio

from bot.keeping import Keeping
from store import inbox
from store.db import Database
from tests.bot.clocks import HandClock


async def remembered(database: Database, clock: HandClock, key: str) -> bool:
    async with database.reading(clock.now()) as tx:
        return await inbox.find(tx, key) is not None


async def test_what_has_grown_old_is_forgotten_at_the_next_look(database: Database) -> None:
    clock = HandClock()
    keeping = Keeping(database, clock)
    async with database.transaction(clock.now()) as tx:
        await inbox.record(tx, "old", None)
    clock.pass_by(20 * 3600)
    async with database.transaction(clock.now()) as tx:
        await inbox.record(tx, "new", None)
    keeping.loop.start()
    clock.pass_by(6 * 3600)
    keeping.loop.wake()
    async with asyncio.timeout(10):
        while await remembered(database, clock, "old"):
            pass
    assert await remembered(database, clock, "new")
    assert keeping.loop.healthy
    await keeping.loop.stop()
