"""Time in: due timers become turns."""

from bot.clock import Clock
from bot.loops import Loop
from bot.turn import Turns
from store import timers
from store.db import Database


class Timers:
    def __init__(self, database: Database, turns: Turns, clock: Clock) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock
        self.loop = Loop("timers", self._step)
        clock.on_change.append(self.loop.wake)

    async def _step(self) -> float | None:
        async with self._database.reading(self._clock.now()) as tx:
            due = await timers.next_due(tx)
        if due is None:
            return None
        wait = self._clock.seconds_until(due)
        if wait == 0:
            await self._turns.fire()
        return wait
