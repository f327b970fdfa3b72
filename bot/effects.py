"""Effects out: the other things done once outside; how each ended goes back in as a turn."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from bot.notices import Notices
from bot.outside import STOPPED, Attempt, Declined, Later, Undecided, Way, Ways
from bot.points import Point
from bot.slack import SlackError, SlackLater
from bot.turn import Ending, Turns
from commands import kit
from commands.outside import KINDS, Wanted
from store import effects
from store.db import Database
from store.effects import Effect, End
from store.messages import Urgency

logger = log.get(__name__)

LEASE = timedelta(seconds=60)
BEYOND = timedelta(seconds=10)
"""Real time by which a lease is longer than the longest attempt may be."""

AT_ONCE = 8
"""Effects under way at the same time, at most one a place; as many pages again do not wait for them.

As many slow ones again: nothing else waits for those.
"""

SLOW = tuple(name for name, kind in KINDS.items() if kind.slow)

LONGEST_BACKOFF = 60.0


class Effects:
    def __init__(self, database: Database, turns: Turns, clock: Clock, notices: Notices, ways: Ways) -> None:
        self._database = database
        self._turns = turns
        self._clock = clock
        self._notices = notices
        self._ways: dict[str, Way] = {kind.kind: way for kind, way in ways.items()}
        self._under_way: set[int] = set()
        self._slow: set[int] = set()
        self.loop = Loop("effects", self._step)

    async def _step(self) -> float | None:
        busy = len(self._under_way)
        if busy >= 2 * AT_ONCE:
            return None
        least = Urgency.USUAL if busy < AT_ONCE else Urgency.PAGE
        real = self._clock.real()
        without = SLOW if len(self._slow) >= AT_ONCE else ()
        async with self._database.reading(self._clock.now()) as tx:
            is_ready = await effects.is_ready(tx, real, least, without)
            retry_at = None if is_ready else await effects.next_retry(tx, real)
        if is_ready:
            await self._begin(real, least, without)
            return 0
        return max(0.05, (retry_at - real).total_seconds()) if retry_at else None

    async def _begin(self, real: datetime, least: Urgency, without: Sequence[str]) -> None:
        """Unless another process has it by now."""
        async with self._database.transaction(self._clock.now()) as tx:
            effect = await effects.claim(tx, real, real + LEASE, least, without)
            if effect is not None and effect.kind in SLOW:
                await effects.hold(tx, effect, real + timedelta(seconds=_wanted(effect).longest) + BEYOND)
        if effect is not None:
            Point.EFFECT_CLAIMED.reached()
            busy_with = self._slow if effect.kind in SLOW else self._under_way
            busy_with.add(effect.id)
            self.loop.beside(self._do(effect, busy_with))

    async def _do(self, effect: Effect, busy_with: set[int]) -> None:
        try:
            ending = await self._attempted(effect)
            if ending is not None:
                await self._turns.end(effect, ending)
                await self._say_refused(effect, ending)
        finally:
            busy_with.discard(effect.id)

    async def _attempted(self, effect: Effect) -> Ending | None:
        """None where it is to be tried again."""
        wanted = _wanted(effect)
        ended = _ended_before(effect, wanted)
        if ended is not None:
            return ended
        tell = partial(self._turns.progressed, effect)
        attempt = Attempt(effect.key, wanted, effect.attempted_at, tell)
        try:
            async with asyncio.timeout(wanted.longest):
                answer = await self._ways[effect.kind](attempt)
        except (SlackLater, Later) as error:
            await self._later(effect, error.code, error.retry_after, maybe_done=error.maybe_done)
        except TimeoutError:
            await self._later(effect, "timeout", None, maybe_done=True)
        except Undecided as error:
            return Ending(End.UNKNOWN, str(error))
        except (Declined, SlackError) as error:
            return Ending(End.REFUSED, str(error))
        else:
            Point.EFFECT_DONE.reached()
            return Ending(End.DONE, answer=answer.model_dump(mode="json"))
        return None

    async def _later(self, effect: Effect, code: str, wait: float | None, *, maybe_done: bool) -> None:
        seconds = wait or min(LONGEST_BACKOFF, 2.0**effect.tries)
        say = logger.info if code == STOPPED else logger.warning
        say("an effect has to wait", key=effect.key, error=code, seconds=seconds)
        retry_at = self._clock.real() + timedelta(seconds=seconds)
        async with self._database.transaction(self._clock.now()) as tx:
            await effects.later(tx, effect, retry_at, code, maybe_done=maybe_done)

    async def _say_refused(self, effect: Effect, ending: Ending) -> None:
        """What nobody waits for is decoration: the work goes on without, and operations hear of it once."""
        if effect.then is not None or ending.end is End.DONE:
            return
        logger.warning("an effect was refused", kind=effect.kind, problem=ending.problem)
        does, problem = KINDS[effect.kind].does, kit.safe(ending.problem or "")
        text = f"⚠️ Slack does not let me {does}: `{problem}`. Runs go on without it."
        await self._notices.post(f"{effect.kind}:{ending.problem}", text)


def _wanted(effect: Effect) -> Wanted:
    return KINDS[effect.kind].model_validate(effect.payload)


def _ended_before(effect: Effect, wanted: Wanted) -> Ending | None:
    """Done before, but whoever waits for it could not take it; or a step that may have been done."""
    if effect.end is not None:
        return Ending(End(effect.end), effect.problem, effect.answer)
    if wanted.step and effect.attempted_at is not None:
        return Ending(End.UNKNOWN, "interrupted")
    return None
