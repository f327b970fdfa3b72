"""The clock of a local Slack, which also knows what comes next."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.clock import Clock

if TYPE_CHECKING:
    from bot.app import Bot


class LocalClock(Clock):
    """For the page's jump button, and for whoever goes from due time to due time."""

    bot: "Bot | None" = None

    async def next_due(self) -> datetime | None:
        return await self.bot.next_due() if self.bot else None
