"""Effects: wanted once, claimed by one, tried again when it is time."""

import asyncio
from typing import Any

from store import effects
from store.db import Database, Wake
from store.effects import Effect, End
from store.messages import Urgency
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


async def want(database: Database, *keys: str, place: str | None = None, **how: Any) -> None:
    async with database.transaction(NOW) as tx:
        for key in keys:
            where = key if place is None else place
            await effects.want(tx, TEAM, "pin", key, place=where, channel="CDEPLOY", ts="1.0", **how)


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
        await effects.ended(tx, effect, End.REFUSED, "too_many_pins")
    assert await claimed(database, real_minutes=60) is None
    await want(database, "pin:1")
    assert await claimed(database, real_minutes=60) is None
    async with database.reading(NOW) as tx:
        kept = await tx.session.get_one(Effect, effect.id)
        assert (kept.ended_at, kept.problem, kept.lease_until) == (NOW, "too_many_pins", None)
        assert await effects.next_retry(tx, NOW) is None


async def test_what_failed_is_tried_again_when_it_is_time(database: Database) -> None:
    await want(database, "pin:1")
    effect = await claimed(database)
    assert effect is not None
    async with database.transaction(NOW) as tx:
        await effects.later(tx, effect, later(minutes=5), "ratelimited")
        assert await effects.next_retry(tx, NOW) == later(minutes=5)
    assert await claimed(database, real_minutes=4.9) is None
    again = await claimed(database, real_minutes=5)
    assert again is not None
    assert (again.tries, again.problem) == (1, "ratelimited")


async def test_a_lease_runs_out_or_is_taken_back(database: Database) -> None:
    await want(database, "pin:1")
    assert await key_claimed(database) == "pin:1"
    async with database.reading(NOW) as tx:
        assert await effects.next_retry(tx, NOW) == later(minutes=1), (
            "a claim that nobody settled is looked at again"
        )
    assert await key_claimed(database, real_minutes=0.9) is None
    assert await key_claimed(database, real_minutes=1) == "pin:1"
    async with database.transaction(NOW) as tx:
        await effects.take_back_leases(tx)
    assert await key_claimed(database, real_minutes=1.1) == "pin:1"


# Which goes first. ------------------------------------------------------------------------------------------


async def test_the_urgent_goes_first(database: Database) -> None:
    await want(database, "topic")
    await want(database, "page", urgency=Urgency.PAGE)
    assert [await key_claimed(database) for _ in range(2)] == ["page", "topic"]


async def test_in_one_place_one_waits_for_the_other(database: Database) -> None:
    await want(database, "topic:1", "topic:2", place="C1")
    await want(database, "topic:3", place="C2")
    first = await claimed(database)
    assert first is not None
    assert [await key_claimed(database) for _ in range(2)] == ["topic:3", None]
    async with database.transaction(NOW) as tx:
        await effects.later(tx, first, later(minutes=5), "ratelimited")
    assert await key_claimed(database, real_minutes=0.5) is None, "it would be overtaken"
    assert await key_claimed(database, real_minutes=5) == "topic:1"


async def test_what_has_no_place_waits_for_nothing(database: Database) -> None:
    await want(database, "ring:1", "ring:2", place="")
    assert [await key_claimed(database) for _ in range(2)] == ["ring:1", "ring:2"]


async def test_the_urgent_overtakes_what_is_to_be_tried_again(database: Database) -> None:
    await want(database, "ask", place="UANA")
    ask = await claimed(database)
    assert ask is not None
    async with database.transaction(NOW) as tx:
        await effects.later(tx, ask, later(minutes=5), "ratelimited")
    await want(database, "open", place="UANA", urgency=Urgency.PAGE)
    assert await key_claimed(database) == "open"


# What is known of attempts. ---------------------------------------------------------------------------------


async def test_a_first_attempt_is_told_from_one_after_an_unknown_end(database: Database) -> None:
    await want(database, "create")
    first = await claimed(database)
    assert first is not None
    assert first.attempted_at is None
    again = await claimed(database, real_minutes=1)
    assert again is not None
    assert again.attempted_at == NOW


async def test_what_was_certainly_not_done_is_a_first_attempt_again(database: Database) -> None:
    await want(database, "create")
    for expected in (None, None, NOW):
        effect = await claimed(database)
        assert effect is not None
        assert effect.attempted_at == expected
        async with database.transaction(NOW) as tx:
            await effects.later(tx, effect, NOW, "x", maybe_done=effect.tries > 0)


async def test_only_whoever_holds_the_lease_may_end_it(database: Database) -> None:
    await want(database, "create")
    slow, quick = await claimed(database), await claimed(database, real_minutes=1)
    assert slow is not None
    assert quick is not None
    async with database.transaction(NOW) as tx:
        assert not await effects.ended(tx, slow, End.DONE)
        assert await effects.ended(tx, quick, End.DONE)
        assert not await effects.ended(tx, quick, End.DONE)


async def test_what_is_withdrawn_is_not_done(database: Database) -> None:
    await want(database, "page:1", "page:2")
    under_way = await claimed(database)
    assert under_way is not None
    async with database.transaction(NOW) as tx:
        await effects.withdraw(tx, TEAM, "page:1", "page:2")
    assert await claimed(database, real_minutes=60) is None
    async with database.transaction(NOW) as tx:
        assert await effects.ended(tx, under_way, End.DONE), "it happened all the same, and is told of"


async def test_an_end_whose_turn_failed_is_kept(database: Database) -> None:
    await want(database, "create")
    effect = await claimed(database)
    assert effect is not None
    async with database.transaction(NOW) as tx:
        await effects.turn_failed(tx, effect, later(minutes=1), End.DONE, None, {"channel": "C1"})
    again = await claimed(database, real_minutes=1)
    assert again is not None
    assert (again.end, again.answer) == ("done", {"channel": "C1"})
