"""A bot with many incidents open, whose next pages come due; prints by how much Slack had each too late."""

import asyncio
import json
import sys
from datetime import datetime, timedelta

from benchmarks import standing
from benchmarks.timers import NAME, pend
from bot.app import Bot
from bot.clock import Clock
from bot.pace import Pace
from bot.settings import load
from commands import FEATURES, contacts
from commands.feature import Feature
from store import pages
from store.db import Transaction, Wake
from store.timers import Timer

SECOND_LEVEL = 2
A_SECOND = 3
"""Pages that come due in one second, where all is well: docs/benchmarks.md."""
AHEAD = timedelta(seconds=3)
OVER_WITHIN = 60.0
"""Real seconds after the last was due."""


async def never(_tx: Transaction, _timer: Timer) -> None:
    raise RuntimeError("this timer is not due before tomorrow")


async def stand(bot: Bot, first_due: datetime, incidents: int, due: int) -> list[int]:
    """So many open incidents; the ids of those whose second level is due, one after another, from then on."""
    async with bot.database.reading(first_due) as tx:
        after = (await contacts.tree(tx, bot.team_id))[SECOND_LEVEL - 1].after
    for number in range(1, incidents - due + 1):
        async with bot.database.transaction(first_due - timedelta(minutes=1)) as tx:
            await standing.taken(tx, bot.team_id, number, bot.clock.real())
    climbing = []
    for at in range(due):
        declared_at = first_due + timedelta(seconds=at / A_SECOND) - after
        async with bot.database.transaction(declared_at) as tx:
            number = incidents - due + at + 1
            climbing.append(await standing.opened(tx, bot.team_id, number, bot.clock.real()))
    return climbing


async def late(bot: Bot, climbing: list[int]) -> list[float]:
    """Milliseconds from due to accepted by Slack, of the second page of each that has been accepted."""
    async with bot.database.reading(bot.clock.now()) as tx:
        rows = [page for each in climbing for page in await pages.of_incident(tx, each)]
    return [
        (page.accepted_at - page.due_at).total_seconds() * 1000
        for page in rows
        if page.level == SECOND_LEVEL and page.accepted_at is not None
    ]


async def measure(incidents: int, due: int, pending: int) -> list[float]:
    clock = Clock()
    feature = Feature(name="benchmark", about="Waits.", timers={NAME: never})
    bot = Bot(load(), clock, Pace(), features=(*FEATURES, feature))
    await bot.start()
    try:
        first_due = clock.now() + timedelta(hours=1)
        tomorrow = first_due + timedelta(days=1)
        await pend(bot.database, bot.team_id, tomorrow, count=pending, within=timedelta(days=1))
        climbing = await stand(bot, first_due, incidents, due)
        clock.jump_to(first_due - AHEAD)
        bot.wake(Wake.TIMERS)
        await asyncio.sleep(AHEAD.total_seconds() + due / A_SECOND)
        async with asyncio.timeout(OVER_WITHIN):
            while len(found := await late(bot, climbing)) < due:  # noqa: ASYNC110 - rows tell nobody
                await asyncio.sleep(0.5)
    finally:
        await bot.stop()
    return found


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:4]]
    print(json.dumps(asyncio.run(measure(*given))))  # noqa: T201 - the answer to who started this
