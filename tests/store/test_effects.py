"""Effects: wanted once, claimed by one, tried again when it is time."""

import asyncio

from store import effects
from store.db import Database, Wake
from store.effects import Effect
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


async def want(database: Database, *keys: str) -> None:
    async with database.transaction(NOW) as tx:
        for key in keys:
            await effects.want(tx, TEAM, "pin", key, channel="CDEPLOY", ts="1.0")


async def claimed(database: Database, real_minutes: float = 0) -> Effect | None:
    real = later(minutes=real_minutes)
    async with database.transaction(NOW) as tx:
        return await effects.claim(tx, real, lease_until=later(minutes=real_minutes + 1))


async def key_claimed(database: Database, real_minutes: float = 0) -> str | None:
    effect = await claimed(database, real_minutes)
    return effect.key if effect else None


async def test_an_effect_is_wanted_once_by_key(database: Database) -> None:
    await want(database, "pin:1", "pin:1")
    await want(database, "pin:1")
    effect = await claimed(database)
    assert effect is not None
    assert (effect.kind, effect.payload) == ("pin", {"channel": "CDEPLOY", "ts": "1.0"})
    assert await claimed(database) is None


async def test_workspaces_have_keys_of_their_own(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for team in (TEAM, OTHER_TEAM):
            await effects.want(tx, team, "pin", "pin:1")
        assert tx.wakes == {Wake.EFFECTS}
    assert [await key_claimed(database) for _ in range(3)] == ["pin:1", "pin:1", None]


async def test_the_oldest_is_claimed_first(database: Database) -> None:
    await want(database, "pin:1", "pin:2")
    assert [await key_claimed(database) for _ in range(3)] == ["pin:1", "pin:2", None]


async def test_an_effect_is_claimed_by_one(database: Database, database_url: str) -> None:
    await want(database, "pin:1")
    other = Database(database_url)
    claims = await asyncio.gather(*(key_claimed(each) for each in (database, other, database, other)))
    await other.close()
    assert sorted(claims, key=bool) == [None, None, None, "pin:1"]


async def test_what_ended_is_not_done_again(database: Database) -> None:
    await want(database, "pin:1")
    effect = await claimed(database)
    assert effect is not None
    async with database.transaction(NOW) as tx:
        await effects.ended(tx, effect, "too_many_pins")
    assert await claimed(database, real_minutes=60) is None
    await want(database, "pin:1")
    assert await claimed(database, real_minutes=60) is None
    async with database.reading(NOW) as tx:
        kept = await tx.session.get_one(Effect, effect.id)
        assert (kept.ended_at, kept.problem, kept.lease_until) == (NOW, "too_many_pins", None)
        assert await effects.next_retry(tx) is None


async def test_what_failed_is_tried_again_when_it_is_time(database: Database) -> None:
    await want(database, "pin:1")
    effect = await claimed(database)
    assert effect is not None
    async with database.transaction(NOW) as tx:
        await effects.later(tx, effect, later(minutes=5), "ratelimited")
        assert await effects.next_retry(tx) == later(minutes=5)
    assert await claimed(database, real_minutes=4.9) is None
    again = await claimed(database, real_minutes=5)
    assert again is not None
    assert (again.tries, again.problem) == (1, "ratelimited")


async def test_a_lease_runs_out_or_is_taken_back(database: Database) -> None:
    await want(database, "pin:1")
    assert await key_claimed(database) == "pin:1"
    async with database.reading(NOW) as tx:
        assert await effects.next_retry(tx) == later(minutes=1), (
            "a claim that nobody settled is looked at again"
        )
    assert await key_claimed(database, real_minutes=0.9) is None
    assert await key_claimed(database, real_minutes=1) == "pin:1"
    async with database.transaction(NOW) as tx:
        await effects.take_back_leases(tx)
    assert await key_claimed(database, real_minutes=1.1) == "pin:1"
