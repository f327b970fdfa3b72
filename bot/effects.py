"""Effects out: the other things done once outside."""

from datetime import timedelta
from typing import Any

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from bot.notices import Notices
from bot.points import Point
from bot.slack import Slack, SlackBug, SlackForbidden, SlackGone, SlackLater
from commands import kit
from store import effects
from store.db import Database
from store.effects import Effect

logger = log.get(__name__)

LEASE = timedelta(seconds=60)
LONGEST_BACKOFF = 60.0

DONE_ALREADY = {"already_pinned", "no_pin", "not_pinned"}
"""Errors that say it is as it should be."""


class Effects:
    def __init__(self, database: Database, slack: Slack, clock: Clock, notices: Notices) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._notices = notices
        self._ways = {"pin": self._pin, "unpin": self._unpin}
        self.loop = Loop("effects", self._step)

    async def _step(self) -> float | None:
        real = self._clock.real()
        async with self._database.transaction(self._clock.now()) as tx:
            effect = await effects.claim(tx, real, real + LEASE)
            retry_at = await effects.next_retry(tx)
        if effect is not None:
            Point.EFFECT_CLAIMED.reached()
            await self._do(effect)
            return 0
        return max(0.05, (retry_at - real).total_seconds()) if retry_at else None

    async def _do(self, effect: Effect) -> None:
        problem = None
        try:
            await self._ways[effect.kind](effect.payload)
        except SlackLater as error:
            await self._later(effect, error)
            return
        except (SlackGone, SlackForbidden, SlackBug) as error:
            problem = None if error.code in DONE_ALREADY else str(error)
        Point.EFFECT_DONE.reached()
        async with self._database.transaction(self._clock.now()) as tx:
            await effects.ended(tx, effect, problem)
        Point.EFFECT_ENDED.reached()
        if problem:
            await self._say_once(effect.kind, problem)

    async def _say_once(self, kind: str, problem: str) -> None:
        """Pins are decoration: the run goes on without, and the operations channel hears of it once."""
        logger.warning("an effect was refused", kind=kind, problem=problem)
        text = f"⚠️ Slack does not let me {kind} messages: `{kit.safe(problem)}`. Runs go on without it."
        await self._notices.post(f"{kind}:{problem}", text)

    async def _later(self, effect: Effect, error: SlackLater) -> None:
        wait = error.retry_after or min(LONGEST_BACKOFF, 2.0**effect.tries)
        async with self._database.transaction(self._clock.now()) as tx:
            await effects.later(tx, effect, self._clock.real() + timedelta(seconds=wait), error.code)

    async def _pin(self, payload: dict[str, Any]) -> None:
        await self._slack.call("pins.add", channel=payload["channel"], timestamp=payload["ts"])

    async def _unpin(self, payload: dict[str, Any]) -> None:
        await self._slack.call("pins.remove", channel=payload["channel"], timestamp=payload["ts"])
