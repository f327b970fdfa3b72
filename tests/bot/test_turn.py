"""A turn: once, allowed, handler, reactions, commit, wake; or nothing of it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import select

from bot.turn import NotSaved, Reply, Turns, guarded
from commands import kit
from commands.feature import Answer, Card, Feature, Modal, Open, Refused, Replace, Right, Say, Show
from store import journal, timers
from store.db import Database, Transaction, Wake
from store.journal import Entry
from store.people import Person
from store.timers import Timer
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
        self.turns = Turns(database, self.clock, features, self.woken.append, budget)

    async def take(
        self, handler: Any, key: str = "trigger:1", standing: str = "member", right: Right = Right.ACT
    ) -> Reply:
        by = Person(team_id=TEAM, user_id="UANA", name="Ana", zone="UTC", standing=standing, seen_at=START)
        return await self.turns.take(key, by, right, handler, None)

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


async def test_what_a_handler_did_is_kept(database: Database) -> None:
    house = House(database)
    assert await house.take(doing("ticked")) == Reply(None)
    assert await house.deeds() == ["ticked"]


async def test_a_duplicate_gets_the_same_answer_and_changes_nothing(database: Database) -> None:
    house = House(database)
    first = await house.take(doing("ticked", answers=Say("Done.")))
    again = await house.take(doing("ticked twice", answers=Say("Something else.")))
    assert (first.again, again.again) == (False, True)
    assert again.said == first.said
    assert await house.deeds() == ["ticked"]


async def test_duplicates_at_once_are_handled_once(database: Database) -> None:
    house = House(database)
    replies = await asyncio.gather(*(house.take(doing("ticked", answers=Say("Done."))) for _ in range(5)))
    assert sorted(reply.again for reply in replies) == [False, True, True, True, True]
    assert len({str(reply.said) for reply in replies}) == 1
    assert await house.deeds() == ["ticked"]


async def test_another_delivery_is_another_turn(database: Database) -> None:
    house = House(database)
    for key in ("trigger:1", "trigger:2"):
        await house.take(doing("ticked"), key)
    assert await house.deeds() == ["ticked", "ticked"]


@pytest.mark.parametrize("error", [Refused("Not now."), LookupError("a bug")], ids=repr)
async def test_what_fails_leaves_nothing_not_even_its_key(database: Database, error: Exception) -> None:
    house = House(database)
    with pytest.raises(type(error)):
        await house.take(doing("ticked", fails=error))
    assert await house.deeds() == []
    assert await house.take(doing("ticked later")) == Reply(None, again=False)
    assert await house.deeds() == ["ticked later"]


@pytest.mark.parametrize(("standing", "why"), [("guest", "Guests can read this"), ("bot", "Bots cannot act")])
async def test_who_may_not_act_does_not_come_to_the_handler(
    database: Database, standing: str, why: str
) -> None:
    house = House(database)
    with pytest.raises(Refused, match=why):
        await house.take(doing("ticked"), standing=standing)
    assert await house.deeds() == []
    assert await house.take(doing("looked"), standing=standing, right=Right.READ) == Reply(None)


# Time. ------------------------------------------------------------------------------------------------------


async def test_a_handler_over_its_budget_is_not_saved(database: Database) -> None:
    async def slow(tx: Transaction, _given: object) -> None:
        await record(tx, "ticked")
        await asyncio.Event().wait()

    house = House(database, budget=0.05)
    with pytest.raises(NotSaved):
        await house.take(slow)
    assert await house.deeds() == []
    assert (await house.take(doing("pressed again"))).again is False
    assert await house.deeds() == ["pressed again"]


async def test_a_database_that_keeps_us_waiting_saves_nothing(database_url: str, database: Database) -> None:
    house = House(Database(database_url, patience=0.05))
    async with database.transaction(START):
        with pytest.raises(NotSaved):
            await house.take(doing("ticked"))
    assert await house.take(doing("pressed again")) == Reply(None)
    assert await house.deeds() == ["pressed again"]
    await house.database.close()


async def test_waiting_behind_a_slow_turn_counts_too(database: Database) -> None:
    house = House(database, budget=0.1)
    async with database.transaction(START):
        with pytest.raises(NotSaved):
            await house.take(doing("ticked"))
    assert await house.deeds() == []


# Words for the person. --------------------------------------------------------------------------------------


async def test_a_refusal_is_told_as_it_is() -> None:
    async def work() -> Reply:
        raise Refused("Not now.", "version")

    refused = await guarded(work)
    assert isinstance(refused, Refused)
    assert (refused.text, refused.field) == ("Not now.", "version")


async def test_a_turn_not_saved_may_be_pressed_again(database: Database, database_url: str) -> None:
    house = House(Database(database_url, patience=0.05))
    async with database.transaction(START):
        refused = await guarded(lambda: house.take(doing("ticked")))
    assert isinstance(refused, Refused)
    assert refused.text == "Not saved: the database did not answer in time. Press again."
    await house.database.close()


# Facts and reactions. ---------------------------------------------------------------------------------------


def reacting(name: str, *, tells: object = None, fails: Exception | None = None) -> Any:
    async def handler(tx: Transaction, fact: Told) -> None:
        await record(tx, f"{name} heard {fact.what}")
        if tells is not None:
            tx.tell(tells)
        if fails is not None:
            raise fails

    return handler


async def test_reactions_run_in_the_order_of_features(database: Database) -> None:
    features = [Feature(name, "", reacts={Told: reacting(name)}) for name in ("zebra", "ant")]
    house = House(database, features)
    await house.take(doing("rolled back", tells=Told("it")))
    assert await house.deeds() == ["rolled back", "zebra heard it", "ant heard it"]


async def test_a_fact_is_heard_by_who_listens_to_it(database: Database) -> None:
    house = House(database, [Feature("ant", "", reacts={Told: reacting("ant")})])
    await house.take(doing("rolled back", tells=ToldMore("it")))
    assert await house.deeds() == ["rolled back"]


async def test_a_reaction_that_fails_takes_the_act_with_it(database: Database) -> None:
    house = House(database, [Feature("ant", "", reacts={Told: reacting("ant", fails=LookupError())})])
    with pytest.raises(LookupError):
        await house.take(doing("rolled back", tells=Told("it")))
    assert await house.deeds() == []


async def test_a_reaction_tells_nothing_itself(database: Database) -> None:
    house = House(database, [Feature("ant", "", reacts={Told: reacting("ant", tells=Told("more"))})])
    with pytest.raises(RuntimeError, match="a reaction told"):
        await house.take(doing("rolled back", tells=Told("it")))
    assert await house.deeds() == []


# Waking. ----------------------------------------------------------------------------------------------------


async def set_timer(tx: Transaction, _given: object) -> None:
    await timers.put(tx, TEAM, "start", "1", START)


async def test_what_a_commit_caused_is_woken(database: Database) -> None:
    house = House(database)
    await house.take(set_timer)
    assert house.woken == [Wake.TIMERS]


async def test_what_was_rolled_back_wakes_nothing(database: Database) -> None:
    async def set_and_refuse(tx: Transaction, _given: object) -> None:
        await set_timer(tx, None)
        raise Refused("Not now.")

    house = House(database)
    with pytest.raises(Refused):
        await house.take(set_and_refuse)
    assert house.woken == []


# Answers. ---------------------------------------------------------------------------------------------------

MODAL = Modal("Start", [kit.words("Hello.", "hello")])


async def drawn(_tx: Transaction, team_id: str, subject: str) -> Card:
    return Card(f"Run {subject} of {team_id}", [kit.words("Running", "state")])


@pytest.mark.parametrize(
    ("answer", "check"),
    [
        (None, lambda said: said is None),
        (
            Say("Done.", [kit.words("Done", "b")]),
            lambda said: said["say"]["text"] == "Done." and said["say"]["blocks"],
        ),
        (Open(MODAL), lambda said: said["open"]["title"]["text"] == "Start"),
        (Replace(MODAL), lambda said: said["replace"]["blocks"][0]["block_id"] == "hello"),
        (Show("run", "7"), lambda said: said["say"]["text"] == "Run 7 of THARBOR"),
    ],
    ids=["nothing", "say", "open", "replace", "show"],
)
async def test_an_answer_is_kept_as_slack_takes_it(
    database: Database, answer: Answer | None, check: Callable[[Any], bool]
) -> None:
    house = House(database, [Feature("deploy", "", draws={"run": drawn})])
    reply = await house.take(doing("asked", answers=answer))
    assert check(reply.said)
    assert (await house.take(doing("asked"))).said == reply.said


# Timers. ----------------------------------------------------------------------------------------------------


def ringing(*, fails_on: str = "") -> Feature:
    async def ring(tx: Transaction, timer: Timer) -> None:
        await record(tx, f"rang {timer.subject}")
        if timer.subject == fails_on:
            raise LookupError("a bug")

    return Feature("bell", "", timers={"bell": ring})


async def set_bells(house: House, *minutes: int) -> None:
    async with house.database.transaction(START) as tx:
        for minute in minutes:
            due = START.replace(minute=minute)
            await timers.put(tx, TEAM, "bell", str(minute), due)


async def test_due_timers_fire_one_by_one(database: Database) -> None:
    house = House(database, [ringing()])
    await set_bells(house, 20, 10, 30)
    house.clock.jump_to(START.replace(minute=20))
    assert [await house.turns.fire() for _ in range(3)] == [True, True, False]
    assert await house.deeds() == ["rang 10", "rang 20"]


async def test_a_timer_that_fails_waits_a_minute_and_keeps_nobody(database: Database) -> None:
    house = House(database, [ringing(fails_on="10")])
    await set_bells(house, 10, 20)
    house.clock.jump_to(START.replace(minute=20))
    assert [await house.turns.fire() for _ in range(3)] == [True, True, False]
    assert await house.deeds() == ["rang 20"], "what it wrote before it failed is gone"
    async with database.reading(START) as tx:
        assert await timers.next_due(tx) == START.replace(minute=21)


async def test_reactions_to_a_timer_run_in_its_transaction(database: Database) -> None:
    async def ring(tx: Transaction, _timer: Timer) -> None:
        await record(tx, "rang")
        tx.tell(Told("it"))

    house = House(database, [Feature("bell", "", timers={"bell": ring}, reacts={Told: reacting("bell")})])
    await set_bells(house, 0)
    assert await house.turns.fire()
    assert await house.deeds() == ["rang", "bell heard it"]
