"""A bot whose one feature has things done outside and writes down how they end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.app import Bot
from commands.feature import Feature, Webhook
from commands.outside import Outcome, Wanted, want
from store.db import Transaction
from store.effects import End
from store.messages import Urgency
from tests.stories.scene import UNHURRIEDLY, Stage

TOLD = "errand.ended"


@dataclass
class Ear:
    """What the feature was told of, in order."""

    told: list[Outcome[Any]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, _tx: Transaction, outcome: Outcome[Any]) -> None:
        self.told.append(outcome)
        self.heard.set()


@dataclass
class Errands:
    bot: Bot
    ear: Ear

    @property
    def told(self) -> list[Outcome[Any]]:
        return self.ear.told

    async def wants(
        self, key: str, wanted: Wanted, then: str | None = TOLD, urgency: Urgency = Urgency.USUAL
    ) -> None:
        async with self.bot.database.transaction(self.bot.clock.now()) as tx:
            await want(tx, self.bot.team_id, key, wanted, then=then, subject=f"of {key}", urgency=urgency)
        for wake in tx.wakes:
            self.bot.wake(wake)

    async def does(self, wanted: Wanted, key: str = "errand", then: str | None = TOLD) -> Outcome[Any]:
        """Have it done and wait until its end was told."""
        await self.wants(key, wanted, then)
        await self.bot.settled()
        (outcome,) = [each for each in self.told if each.key == key]
        return outcome

    async def gets(self, wanted: Wanted, key: str = "errand") -> Any:
        """What Slack answered to what was done."""
        told = await self.does(wanted, key)
        assert told.end is End.DONE, told
        return told.answer


@asynccontextmanager
async def running(
    stage: Stage, webhooks: dict[str, Webhook] | None = None, features: Sequence[Feature] = (), **changed: Any
) -> AsyncIterator[Errands]:
    ear = Ear()
    feature = Feature("errands", "", outcomes={TOLD: ear.take}, webhooks=webhooks or {})
    bot = Bot(stage.settings(**changed), stage.clock, stage.pace, (feature, *features), UNHURRIEDLY)
    await bot.start()
    try:
        await bot.settled()
        yield Errands(bot, ear)
    finally:
        await bot.stop()
