"""The heartbeat: an absence is told once, a jump of the story's clock is none."""

from collections.abc import Mapping
from datetime import timedelta

from bot.heart import Heart
from commands.facts import WasAway
from commands.feature import Feature
from store import heartbeats
from store.db import Database, Transaction
from tests.bot.clocks import START
from tests.bot.house import TEAM, House, record


async def heard(tx: Transaction, fact: WasAway) -> None:
    await record(tx, f"away {int((fact.until - fact.since).total_seconds())} s")


class Body:
    """A heart, and what it is told of the rest."""

    def __init__(self, database: Database) -> None:
        self.house = House(database, [Feature("ear", "", reacts={WasAway: heard})])
        self.well = True
        self.heart = Heart(database, self.house.turns, self.house.clock, TEAM, self.checks)

    async def checks(self) -> Mapping[str, bool | str]:
        return {"socket": self.well, "note": "none"}

    async def beats(self, after: float) -> None:
        self.house.clock.pass_by(after)
        await self.heart._step()

    async def told(self) -> list[str]:
        return await self.house.deeds()


async def test_the_first_start_was_no_absence(database: Database) -> None:
    body = Body(database)
    await body.heart.returned()
    assert await body.told() == []


async def test_a_stop_is_told_at_the_next_start(database: Database) -> None:
    async with database.transaction(START - timedelta(minutes=20)) as tx:
        await heartbeats.beat(tx, TEAM)
    body = Body(database)
    await body.heart.returned()
    assert await body.told() == ["away 1200 s"]
    await Body(database).heart.returned()
    assert await body.told() == ["away 1200 s"], "once"


async def test_a_short_restart_is_nobodys_business(database: Database) -> None:
    async with database.transaction(START - timedelta(seconds=59)) as tx:
        await heartbeats.beat(tx, TEAM)
    body = Body(database)
    await body.heart.returned()
    assert await body.told() == []


async def test_a_jump_of_the_clock_is_no_absence(database: Database) -> None:
    body = Body(database)
    await body.heart.returned()
    body.house.clock.jump_to(START + timedelta(hours=3))
    await body.beats(after=10)
    assert await body.told() == []


async def test_slack_gone_for_longer_than_a_minute_is_an_absence(database: Database) -> None:
    body = Body(database)
    body.house.clock.set_speed(1)
    await body.heart.returned()
    body.well = False
    for _ in range(9):
        await body.beats(after=10)
    body.well = True
    await body.beats(after=10)
    assert await body.told() == ["away 100 s"]
    await body.beats(after=10)
    assert await body.told() == ["away 100 s"]
