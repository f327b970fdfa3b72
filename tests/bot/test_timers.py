"""Due timers become turns, one by one; one that fails keeps no other waiting."""

from commands.feature import Feature
from store import timers
from store.db import Database, Transaction
from store.timers import Timer
from tests.bot.clocks import START
from tests.bot.house import TEAM, House, Told, reacting, record


def ringing(*, fails_on: str = "") -> Feature:
    async def ring(tx: Transaction, timer: Timer) -> None:
        await record(tx, f"rang {timer.subject}")
        if timer.subject == fails_on:
            raise LookupError("a bug")

    return Feature("bell", "", timers={"bell": ring})


async def set_bells(house: House, *minutes: int) -> None:
    async with house.database.transaction(START) as tx:
        for minute in minutes:
            due = START.replace(minute=minute)
            await timers.put(tx, TEAM, "bell", str(minute), due)


async def test_due_timers_fire_one_by_one(database: Database) -> None:
    house = House(database, [ringing()])
    await set_bells(house, 20, 10, 30)
    house.clock.jump_to(START.replace(minute=20))
    assert [await house.turns.fire() for _ in range(3)] == [True, True, False]
    assert await house.deeds() == ["rang 10", "rang 20"]


async def test_a_timer_that_fails_waits_a_minute_and_keeps_nobody(database: Database) -> None:
    house = House(database, [ringing(fails_on="10")])
    await set_bells(house, 10, 20)
    house.clock.jump_to(START.replace(minute=20))
    assert [await house.turns.fire() for _ in range(3)] == [True, True, False]
    assert await house.deeds() == ["rang 20"], "what it wrote before it failed is gone"
    async with database.reading(START) as tx:
        assert await timers.next_due(tx) == START.replace(minute=21)


async def test_reactions_to_a_timer_run_in_its_transaction(database: Database) -> None:
    async def ring(tx: Transaction, _timer: Timer) -> None:
        await record(tx, "rang")
        tx.tell(Told("it"))

    house = House(database, [Feature("bell", "", timers={"bell": ring}, reacts={Told: reacting("bell")})])
    await set_bells(house, 0)
    assert await house.turns.fire()
    assert await house.deeds() == ["rang", "bell heard it"]
