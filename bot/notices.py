"""What the operations channel is told, each thing once."""

from collections.abc import Callable

from bot.clock import Clock
from commands import kit
from store import messages
from store.db import Database, Transaction, Wake


class Notices:
    """`channel` is RUNSHEET_CHANNEL."""

    def __init__(
        self, database: Database, clock: Clock, team_id: str, channel: str, wake: Callable[[Wake], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._team_id = team_id
        self._wake = wake
        self.channel = channel

    async def post(self, key: str, text: str) -> None:
        """In a transaction of its own."""
        async with self._database.transaction(self._clock.now()) as tx:
            await self.add(tx, key, text)
        for wake in tx.wakes:
            self._wake(wake)

    async def add(self, tx: Transaction, key: str, text: str) -> None:
        """With what a transaction under way does."""
        await messages.note(tx, self._team_id, f"notice:{key}", self.channel, kit.body(text))
