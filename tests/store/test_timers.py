"""Timers: taken once, in the order of their due times, and only when due."""

import asyncio

import pytest

from store import timers
from store.db import Database, Wake
from store.timers import Timer
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


async def taken(database: Database, **at: float) -> Timer | None:
    async with database.transaction(later(**at)) as tx:
        return await timers.take(tx)


async def test_the_one_due_for_longest_is_taken_first(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for subject, minutes in (("c", 3), ("a", 1), ("b", 2), ("d", 4)):
            await timers.put(tx, TEAM, "start", subject, later(minutes=minutes))
    fired = [await taken(database, minutes=3) for _ in range(4)]
    assert [timer.subject if timer else None for timer in fired] == ["a", "b", "c", None]


async def test_a_timer_is_due_at_its_very_moment(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", later(minutes=5))
    assert await taken(database, minutes=4, seconds=59, microseconds=999_999) is None
    assert await taken(database, minutes=5) is not None
    assert await taken(database, minutes=5) is None


async def test_taking_is_undone_with_its_transaction(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", NOW)

    async def take_and_fail() -> None:
        async with database.transaction(NOW) as tx:
            assert await timers.take(tx)
            raise LookupError

    with pytest.raises(LookupError):
        await take_and_fail()
    assert await taken(database) is not None


async def test_a_timer_is_taken_by_one(database: Database, database_url: str) -> None:
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", NOW)
    other = Database(database_url)
    fired = await asyncio.gather(*(taken(each) for each in (database, other, database, other)))
    await other.close()
    assert len([timer for timer in fired if timer]) == 1


async def test_setting_a_timer_again_moves_it(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await timers.put(tx, TEAM, "start", "1", later(minutes=5))
        await timers.put(tx, TEAM, "start", "1", later(minutes=9))
        assert await timers.next_due(tx) == later(minutes=9)
        assert tx.wakes == {Wake.TIMERS}
    assert await taken(database, minutes=9) is not None
    assert await taken(database, minutes=9) is None


async def test_clearing_takes_exactly_that_one(database: Database) -> None:
    keys = [(TEAM, "start", "1"), (TEAM, "start", "10"), (TEAM, "other", "1"), (OTHER_TEAM, "start", "1")]
    async with database.transaction(NOW) as tx:
        for team, name, subject in keys:
            await timers.put(tx, team, name, subject, NOW)
        await timers.clear(tx, TEAM, "start", "1")
    left = [await taken(database) for _ in range(3)]
    assert {(each.team_id, each.name, each.subject) for each in left if each} == set(keys[1:])
    async with database.reading(NOW) as tx:
        assert await timers.next_due(tx) is None
