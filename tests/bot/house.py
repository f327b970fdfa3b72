"""The inside of a bot: a database, turns, and handlers that leave a trace."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from bot.turn import Reply, Turns
from commands.feature import Answer, Feature, Right
from store import journal
from store.db import Database, Transaction, Wake
from store.journal import Entry
from store.people import Person
from tests.bot.clocks import START, HandClock

TEAM = "THARBOR"


@dataclass(frozen=True)
class Told:
    what: str


@dataclass(frozen=True)
class ToldMore(Told):
    """Not the same fact as the one it is made of."""


class House:
    """A bot's inside: a database, turns, and what it was woken for."""

    def __init__(self, database: Database, features: Sequence[Feature] = (), budget: float = 2.0) -> None:
        self.database = database
        self.clock = HandClock(speed=0)
        self.woken: list[Wake] = []
        self.turns = Turns(database, self.clock, features, self.woken.append)
        self.budget = budget

    async def take(
        self, handler: Any, key: str = "trigger:1", standing: str = "member", right: Right = Right.ACT
    ) -> Reply:
        by = Person(team_id=TEAM, user_id="UANA", name="Ana", zone="UTC", standing=standing, seen_at=START)
        async with asyncio.timeout(self.budget) as limit:
            return await self.turns.take(key, by, right, handler, None, limit)

    async def deeds(self) -> list[str]:
        async with self.database.reading(START) as tx:
            return list((await tx.session.exec(select(Entry.what).order_by(Entry.id))).all())  # type: ignore[arg-type]


async def record(tx: Transaction, what: str) -> None:
    await journal.record(tx, TEAM, "run:1", "UANA", what)


def doing(
    what: str, *, tells: object = None, answers: Answer | None = None, fails: Exception | None = None
) -> Any:
    """A handler that writes, and then tells, fails or answers."""

    async def handler(tx: Transaction, _given: object) -> Answer | None:
        await record(tx, what)
        if tells is not None:
            tx.tell(tells)
        if fails is not None:
            raise fails
        return answers

    return handler


def reacting(name: str, *, tells: object = None, fails: Exception | None = None) -> Any:
    async def handler(tx: Transaction, fact: Told) -> None:
        await record(tx, f"{name} heard {fact.what}")
        if tells is not None:
            tx.tell(tells)
        if fails is not None:
            raise fails

    return handler
