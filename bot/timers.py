"""Time in: due timers become turns."""

from bot.clock import Clock
from bot.loops import Loop
from bot.turn import Turns
from store import timers
from store.db import Database

IN_A_ROW = 50
"""Timers that fire before the loop looks again what is due, and whether it is to stop."""


class Timers:
    def __init__(self, database: Database, turns: Turns, clock: Clock) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock
        self.loop = Loop("timers", self._step)
        clock.on_change.append(self.loop.wake)

    async def _step(self) -> float | None:
        async with self._database.reading(self._clock.now()) as tx:
            soon = await timers.next_ones(tx, IN_A_ROW)
        waits = [self._clock.seconds_until(due) for due in soon]
        for _ in range(waits.count(0)):
            await self._turns.fire()
        return waits[0] if waits else None
