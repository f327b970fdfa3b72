"""Forgetting what is of no more use: see store/retention.py."""

from bot.clock import Clock
from bot.loops import Loop
from store import retention
from store.db import Database

EVERY = 6 * 3600.0
"""Real seconds between one look and the next."""


class Keeping:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.loop = Loop("retention", self._forget)

    async def _forget(self) -> float:
        async with self._database.transaction(self._clock.now()) as tx:
            await retention.forget(tx)
        return EVERY
