"""A turn: once, allowed, handler, reactions, commit, wake; or nothing of it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.turn import Ending, Reply, guarded
from commands import kit, outside
from commands.feature import Answer, Card, Feature, Modal, Open, Refused, Replace, Right, Say, Show
from store import effects, timers
from store.db import Database, Transaction, Unavailable, Wake
from store.effects import Effect, End
from tests.bot.clocks import START
from tests.bot.house import TEAM, House, Told, ToldMore, doing, reacting, record


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
    with pytest.raises(TimeoutError):
        await house.take(slow)
    assert await house.deeds() == []
    assert (await house.take(doing("pressed again"))).again is False
    assert await house.deeds() == ["pressed again"]


async def test_a_database_that_keeps_us_waiting_saves_nothing(database_url: str, database: Database) -> None:
    house = House(Database(database_url, patience=0.05))
    async with database.transaction(START):
        with pytest.raises(Unavailable):
            await house.take(doing("ticked"))
    assert await house.take(doing("pressed again")) == Reply(None)
    assert await house.deeds() == ["pressed again"]
    await house.database.close()


async def test_waiting_behind_a_slow_turn_counts_too(database: Database) -> None:
    house = House(database, budget=0.1)
    async with database.transaction(START):
        with pytest.raises(TimeoutError):
            await house.take(doing("ticked"))
    assert await house.deeds() == []


# Words for the person. --------------------------------------------------------------------------------------


async def test_a_refusal_is_told_as_it_is() -> None:
    async def work(_limit: asyncio.Timeout) -> Reply:
        raise Refused("Not now.", "version")

    refused = await guarded(work, 1)
    assert isinstance(refused, Refused)
    assert (refused.text, refused.field) == ("Not now.", "version")


async def test_a_turn_not_saved_may_be_pressed_again(database: Database, database_url: str) -> None:
    house = House(Database(database_url, patience=0.05))
    async with database.transaction(START):
        refused = await guarded(lambda _limit: house.take(doing("ticked")), 1)
    assert isinstance(refused, Refused)
    assert refused.text == "Not saved: the database did not answer in time. Press again."
    await house.database.close()


# Facts and reactions. ---------------------------------------------------------------------------------------


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


async def test_what_a_refusal_has_found_out_is_kept_and_nothing_else(database: Database) -> None:
    house = House(database, [Feature("ant", "", reacts={Told: reacting("ant")})])
    for _ in range(2):
        with pytest.raises(Refused, match="Not now"):
            await house.take(doing("ticked", fails=Refused("Not now.", found=Told("it"))))
    assert await house.deeds() == ["ant heard it", "ant heard it"]


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


# Outcomes. --------------------------------------------------------------------------------------------------


async def wanted(house: House) -> Effect:
    """An effect that somebody waits for, as it is taken to be done."""
    real = house.clock.real()
    async with house.database.transaction(START) as tx:
        await outside.want(tx, TEAM, "dm", outside.OpenDm(user="UBEN"), then="house.opened", subject="7")
        effect = await effects.claim(tx, real, real + timedelta(minutes=1))
    assert effect is not None
    return effect


async def opened(tx: Transaction, outcome: outside.Outcome[outside.DmOpened]) -> None:
    assert outcome.answer is not None
    await record(tx, f"{outcome.answer.channel} opened for {outcome.subject}")
    tx.tell(Told("it"))


OPENED = Ending(End.DONE, answer={"channel": "D1"})


async def test_an_end_is_told_once_and_reacted_to(database: Database) -> None:
    listening = Feature("bee", "", reacts={Told: reacting("bee")})
    house = House(database, [Feature("ant", "", outcomes={"house.opened": opened}), listening])
    effect = await wanted(house)
    await house.turns.end(effect, OPENED)
    await house.turns.end(effect, OPENED)
    assert await house.deeds() == ["D1 opened for 7", "bee heard it"]


async def test_a_handler_that_fails_hears_again_and_nothing_is_done_again(database: Database) -> None:
    broken = Feature("bee", "", reacts={Told: reacting("bee", fails=RuntimeError("a bug"))})
    house = House(database, [Feature("ant", "", outcomes={"house.opened": opened}), broken])
    effect = await wanted(house)
    await house.turns.end(effect, OPENED)
    assert await house.deeds() == [], "nothing of the turn is kept"
    async with database.transaction(START) as tx:
        soon, later = (house.clock.real() + timedelta(seconds=wait) for wait in (59, 61))
        assert await effects.claim(tx, soon, later) is None
        again = await effects.claim(tx, later, later + timedelta(minutes=1))
    assert again is not None
    assert (again.end, again.answer) == ("done", {"channel": "D1"})
    await House(database, [Feature("ant", "", outcomes={"house.opened": opened})]).turns.end(again, OPENED)
    assert await house.deeds() == ["D1 opened for 7"]
