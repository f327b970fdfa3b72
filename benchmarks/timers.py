"""A bot with many timers pending and many due at once, as a process of its own; prints how late they rang."""

import asyncio
import json
import sys
from datetime import datetime, timedelta

from bot.app import Bot
from bot.clock import Clock
from bot.pace import Pace
from bot.settings import load
from commands import FEATURES
from commands.feature import Feature
from store import journal
from store.db import Database, Transaction, Wake
from store.timers import Timer

NAME = "benchmark.ring"
AHEAD = timedelta(seconds=3)
"""How long after they are set the first of them is due."""
ENDS_WITHIN = 120.0


class Bells:
    """Notes in milliseconds how late each timer rang, in a turn that writes the record as real ones do."""

    def __init__(self, clock: Clock, count: int) -> None:
        self.late: list[float] = []
        self.all_rang = asyncio.Event()
        self._clock = clock
        self._count = count

    async def ring(self, tx: Transaction, timer: Timer) -> None:
        await journal.record(tx, timer.team_id, f"timer:{timer.subject}", "clock", "timer.rang")
        self.late.append((self._clock.now() - timer.due_at).total_seconds() * 1000)
        if len(self.late) == self._count:
            self.all_rang.set()


async def pend(database: Database, team_id: str, first: datetime, *, count: int, within: timedelta) -> None:
    """So many timers, the first at that moment, spread evenly over the time after it."""
    async with database.transaction(first) as tx:
        tx.session.add_all(
            Timer(
                team_id=team_id,
                name=NAME,
                subject=f"{first.timestamp()}-{at}",
                due_at=first + within * at / count,
            )
            for at in range(count)
        )


async def measure(pending: int, due: int) -> list[float]:
    clock = Clock()
    bells = Bells(clock, due)
    feature = Feature(name="benchmark", about="Rings.", timers={NAME: bells.ring})
    bot = Bot(load(), clock, Pace(), features=(*FEATURES, feature))
    await bot.start()
    try:
        tomorrow = clock.now() + timedelta(days=1)
        await pend(bot.database, bot.team_id, tomorrow, count=pending, within=timedelta(days=1))
        soon = clock.now() + AHEAD
        await pend(bot.database, bot.team_id, soon, count=due, within=timedelta(seconds=1))
        bot.wake(Wake.TIMERS)
        async with asyncio.timeout(ENDS_WITHIN):
            await bells.all_rang.wait()
    finally:
        await bot.stop()
    return bells.late


if __name__ == "__main__":
    wanted, at_once = (int(given) for given in sys.argv[1:3])
    print(json.dumps(asyncio.run(measure(wanted, at_once))))  # noqa: T201 - the answer to who started this
