"""The heartbeat: kept in the database while all is well; from it a bot that comes back knows how long not."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from bot.turn import Turns
from commands.facts import WasAway
from store import heartbeats
from store.db import Database, Unavailable

logger = log.get(__name__)

EVERY = 10.0
"""Real seconds from one beat to the next."""

UNNOTICED = timedelta(minutes=1)
"""A restart as short as this is nobody's business."""

Checks = Callable[[], Awaitable[Mapping[str, bool | str]]]


class Heart:
    """Within one life real time counts, so a story clock that jumps is no absence; before it, story time."""

    def __init__(self, database: Database, turns: Turns, clock: Clock, team_id: str, checks: Checks) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock
        self._team_id = team_id
        self._checks = checks
        self._beat: tuple[float, datetime] | None = None
        self.loop = Loop("heart", self._step)

    async def returned(self) -> None:
        """At start, before anything that is late is done."""
        async with self._database.reading(self._clock.now()) as tx:
            since = await heartbeats.last(tx, self._team_id)
        now = self._clock.now()
        if since is not None and now - since >= UNNOTICED:
            await self._tell(since, now)
        await self._beats()

    async def rests(self) -> None:
        """At stop: until here all was well."""
        try:
            await self._beats()
        except Unavailable as error:
            logger.warning("no last beat", error=str(error))

    async def _step(self) -> float:
        checks = await self._checks()
        if all(value for value in checks.values() if isinstance(value, bool)):
            await self._beats()
        return EVERY

    async def _beats(self) -> None:
        moment, now = self._clock.monotonic(), self._clock.now()
        before, self._beat = self._beat, (moment, now)
        async with self._database.transaction(now) as tx:
            await heartbeats.beat(tx, self._team_id)
        if before is not None and moment - before[0] >= UNNOTICED.total_seconds():
            await self._tell(before[1], now)

    async def _tell(self, since: datetime, until: datetime) -> None:
        logger.warning("was away", since=since.isoformat(), until=until.isoformat())
        await self._turns.tell(WasAway(self._team_id, since, until))
