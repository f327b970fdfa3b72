"""One unit of what the bot does: open, once, allowed, handler, reactions, commit, wake."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias, TypeVar
from uuid import uuid4

import structlog

from bot import log
from bot.cards import Cards
from bot.clock import Clock
from bot.points import Point
from commands import access
from commands.feature import Answer, Feature, Open, Refused, Replace, Right, Say
from store import inbox, timers
from store.db import Database, Transaction, Unavailable, Wake
from store.people import Person
from store.timers import Timer

logger = log.get(__name__)

BUDGET = 2.0
"""Real seconds for a turn up to its commit: Slack waits 3 for the answer."""

AFTER_A_BUG = timedelta(minutes=1)
"""Story time before a timer whose handler failed is tried again."""

Given = TypeVar("Given")
Handler: TypeAlias = Callable[[Transaction, Given], Awaitable[Answer | None]]


@dataclass(frozen=True)
class Reply:
    """An answer as it is kept and sent. `again`: this delivery was a duplicate."""

    said: dict[str, Any] | None
    again: bool = False


class NotSaved(Exception):
    """The turn did not commit in time; nothing of it happened."""


async def guarded(work: Callable[[], Awaitable[Reply]]) -> Reply | Refused:
    """Whatever goes wrong becomes words for the person; a bug is logged under an id that they are shown."""
    bug = uuid4().hex[:8]
    with structlog.contextvars.bound_contextvars(interaction=bug):
        try:
            reply = await work()
            Point.ANSWER_READY.reached()
            return reply
        except Refused as refused:
            return refused
        except (NotSaved, Unavailable):
            logger.warning("not saved in time")
            return Refused("Not saved: the database did not answer in time. Press again.")
        except Exception:
            logger.exception("a handler failed")
            return Refused(f"Something went wrong here and nothing was changed. Report it as error {bug}.")


class Turns:
    def __init__(
        self,
        database: Database,
        clock: Clock,
        features: Sequence[Feature],
        wake: Callable[[Wake], None],
        budget: float = BUDGET,
    ) -> None:
        self._database = database
        self._clock = clock
        self._budget = budget
        self._cards = Cards(features)
        self._reactions = [pair for feature in features for pair in feature.reacts.items()]
        self._timers = {name: handler for feature in features for name, handler in feature.timers.items()}
        self._wake = wake

    async def take(self, key: str, by: Person, right: Right, handler: Handler[Given], given: Given) -> Reply:
        """Run a handler for a delivery. Raises Refused, or NotSaved when the database keeps us waiting."""
        Point.TURN_BEGUN.reached()
        try:
            async with asyncio.timeout(self._budget) as limit:
                async with self._database.transaction(self._clock.now()) as tx:
                    before = await inbox.find(tx, key)
                    if before is not None:
                        return Reply(before.answer, again=True)
                    access.check(by.standing, right)
                    answer = await handler(tx, given)
                    await self._react(tx)
                    said = await self._said(tx, by, answer)
                    await inbox.record(tx, key, said)
                    Point.TURN_HANDLED.reached()
                    limit.reschedule(None)  # a commit under way is not given up
        except (TimeoutError, Unavailable) as error:
            raise NotSaved from error
        Point.TURN_COMMITTED.reached()
        self._woken(tx)
        return Reply(said)

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
