"""One unit of what the bot does: open, once, allowed, handler, reactions, commit, wake."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias, TypeVar
from uuid import uuid4

import structlog
from pydantic import BaseModel

from bot import log
from bot.cards import Cards
from bot.clock import Clock
from bot.points import Point
from commands import access
from commands.feature import Answer, Feature, Open, Refused, Replace, Right, Say
from commands.outside import KINDS, Outcome, SoFar
from store import effects, inbox, timers
from store.db import Database, Transaction, Unavailable, Wake
from store.effects import Effect, End
from store.people import Person
from store.timers import Timer

logger = log.get(__name__)

BUDGET = 2.0
"""Real seconds for a delivery up to the commit of its turn: Slack waits 3 for the answer."""

AFTER_A_BUG = timedelta(minutes=1)
"""Before a timer (story time) or an outcome (real time) whose handler failed is tried again."""

Given = TypeVar("Given")
Handler: TypeAlias = Callable[[Transaction, Given], Awaitable[Answer | None]]


@dataclass(frozen=True)
class Reply:
    """An answer as it is kept and sent. `again`: this delivery was a duplicate."""

    said: dict[str, Any] | None
    again: bool = False


@dataclass(frozen=True)
class Ending:
    """How an effect ended, as it is kept until its turn has been."""

    end: End
    problem: str | None = None
    answer: dict[str, Any] | None = None


class NotNow(Refused):
    """Not through anything that was asked: the same may be tried again."""


async def guarded(work: Callable[[asyncio.Timeout], Awaitable[Reply]], budget: float) -> Reply | Refused:
    """Whatever goes wrong becomes words for the person; a bug is logged under an id that they are shown.

    `budget` is for all of the work, such as asking who it is: what it is given ends it, unless it is moved.
    """
    bug = uuid4().hex[:8]
    with structlog.contextvars.bound_contextvars(interaction=bug):
        try:
            async with asyncio.timeout(budget) as limit:
                reply = await work(limit)
                Point.ANSWER_READY.reached()
                return reply
        except Refused as refused:
            return refused
        except (TimeoutError, Unavailable):
            logger.warning("not saved in time")
            return NotNow("Not saved: the database did not answer in time. Press again.")
        except Exception:
            logger.exception("a handler failed")
            return NotNow(f"Something went wrong here and nothing was changed. Report it as error {bug}.")


class Turns:
    def __init__(
        self,
        database: Database,
        clock: Clock,
        features: Sequence[Feature],
        wake: Callable[[Wake], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._cards = Cards(features)
        self._reactions = [pair for feature in features for pair in feature.reacts.items()]
        self._timers = {name: handler for feature in features for name, handler in feature.timers.items()}
        self._outcomes = {name: each for feature in features for name, each in feature.outcomes.items()}
        self._progress = {name: each for feature in features for name, each in feature.progress.items()}
        self._wake = wake

    async def take(
        self,
        key: str,
        by: Person,
        right: Right,
        handler: Handler[Given],
        given: Given,
        limit: asyncio.Timeout,
    ) -> Reply:
        """Run a handler for a delivery, within `limit`. Raises Refused, or Unavailable."""
        Point.TURN_BEGUN.reached()
        async with self._telling_what_was_found(), self._database.transaction(self._clock.now()) as tx:
            before = await inbox.find(tx, key)
            if before is not None:
                return Reply(before.answer, again=True)
            access.check(by.standing, right)
            answer = await handler(tx, given)
            await self._react(tx)
            said = await self._said(tx, by, answer)
            await inbox.record(tx, key, said)
            limit.reschedule(None)  # a commit under way is not given up
            Point.TURN_HANDLED.reached()
        Point.TURN_COMMITTED.reached()
        self._woken(tx)
        return Reply(said)

    @asynccontextmanager
    async def _telling_what_was_found(self) -> AsyncIterator[None]:
        """A refusal rolls its turn back; what it has found out is told in another one."""
        try:
            yield
        except Refused as refused:
            if refused.found is not None:
                await self.tell(refused.found)
            raise

    async def tell(self, fact: object) -> None:
        """Something that the process itself has found out."""
        async with self._database.transaction(self._clock.now()) as tx:
            tx.tell(fact)
            await self._react(tx)
        self._woken(tx)

    async def fire(self) -> bool:
        """Run the timer that has been due for longest; whether there was one."""
        timer: Timer | None = None
        try:
            async with self._database.transaction(self._clock.now()) as tx:
                timer = await timers.take(tx)
                if timer is not None:
                    Point.TIMER_TAKEN.reached()
                    await self._timers[timer.name](tx, timer)
                    await self._react(tx)
                    Point.TIMER_HANDLED.reached()
        except Exception:
            if timer is None:
                raise
            logger.exception("a timer failed", timer=timer.name, subject=timer.subject)
            await self._postpone(timer)
            return True
        Point.TIMER_COMMITTED.reached()
        self._woken(tx)
        return timer is not None

    async def end(self, effect: Effect, ending: Ending) -> None:
        """End an effect and tell whoever waits for it, in one transaction; once, whoever else may try."""
        try:
            async with self._database.transaction(self._clock.now()) as tx:
                ours = await effects.ended(tx, effect, ending.end, ending.problem, ending.answer)
                if ours and effect.then is not None:
                    await self._outcomes[effect.then](tx, _outcome(effect, ending))
                    await self._react(tx)
                Point.EFFECT_ENDING.reached()
        except Unavailable:
            raise
        except Exception:
            logger.exception("an outcome was not taken", key=effect.key, then=effect.then)
            await self._keep_outcome(effect, ending)
            return
        Point.EFFECT_ENDED.reached()
        self._woken(tx)

    async def progressed(self, effect: Effect, said: BaseModel) -> None:
        """Tell whoever wants to know how an effect goes; where that fails, it goes on all the same."""
        handler = self._progress.get(effect.then or "")
        if handler is None:
            return
        try:
            async with self._database.transaction(self._clock.now()) as tx:
                await handler(tx, SoFar(effect.team_id, effect.key, effect.subject, said))
                await self._react(tx)
        except Exception as error:
            logger.warning("progress was not shown", key=effect.key, error=str(error))
            return
        self._woken(tx)

    async def _keep_outcome(self, effect: Effect, ending: Ending) -> None:
        """What was done outside must not be done again because a handler fails."""
        again = self._clock.real() + AFTER_A_BUG
        async with self._database.transaction(self._clock.now()) as tx:
            await effects.turn_failed(tx, effect, again, ending.end, ending.problem, ending.answer)

    async def _postpone(self, timer: Timer) -> None:
        """One that fails must not keep the others waiting."""
        async with self._database.transaction(self._clock.now()) as tx:
            again = tx.now + AFTER_A_BUG
            await timers.put(tx, timer.team_id, timer.name, timer.subject, again)

    async def _react(self, tx: Transaction) -> None:
        """In the order of features, one deep: a reaction that tells a fact of its own is a bug."""
        told, tx.facts = tx.facts, []
        for fact in told:
            for kind, handler in self._reactions:
                if type(fact) is kind:
                    await handler(tx, fact)
        if tx.facts:
            raise RuntimeError(f"a reaction told {tx.facts}")

    async def _said(self, tx: Transaction, by: Person, answer: Answer | None) -> dict[str, Any] | None:
        if answer is None:
            return None
        if isinstance(answer, Say):
            return {"say": {"text": answer.text, "blocks": [block.to_dict() for block in answer.blocks]}}
        if isinstance(answer, Open):
            return {"open": answer.modal.view()}
        if isinstance(answer, Replace):
            return {"replace": answer.modal.view()}
        card = await self._cards.draw(tx, answer.kind, by.team_id, answer.subject)
        return {"say": {"text": card.text, "blocks": card.blocks}}

    def _woken(self, tx: Transaction) -> None:
        for wake in tx.wakes:
            self._wake(wake)


def _outcome(effect: Effect, ending: Ending) -> Outcome[Any]:
    kind = KINDS[effect.kind]
    answer = kind.answers.model_validate(ending.answer) if ending.end is End.DONE else None
    return Outcome(effect.team_id, effect.key, effect.subject, ending.end, answer, ending.problem)
