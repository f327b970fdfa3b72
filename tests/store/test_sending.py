"""Messages: claimed by one, and what becomes of an attempt to send them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from store import messages, sending, timers
from store.db import Database, Transaction
from store.messages import Message, Urgency
from tests.store.posts import LEASE, card, claimed, now, posted, ready, redraw
from tests.store.samples import NOW, TEAM, later

# Claiming. --------------------------------------------------------------------------------------------------


async def test_a_message_is_claimed_by_one(database: Database, database_url: str) -> None:
    made = await card(database)
    other = Database(database_url)

    async def claims(process: Database, seconds: int) -> bool:
        async with process.transaction(NOW) as tx:
            return await sending.claim(tx, made, later(minutes=1, seconds=seconds))

    won = await asyncio.gather(*(claims(each, at) for at, each in enumerate([database, other] * 3)))
    await other.close()
    assert sum(won) == 1


async def settle_as_posted(tx: Transaction, message: Message) -> None:
    await sending.shown(tx, message, 1, channel="CDEPLOY", ts="1.0")


async def settle_as_maybe_done(tx: Transaction, message: Message) -> None:
    await sending.later(tx, message, NOW, "timeout", maybe_done=True)


async def settle_as_given_up(tx: Transaction, message: Message) -> None:
    await sending.give_up(tx, message, "not_in_channel")


@pytest.mark.parametrize("settle", [settle_as_posted, settle_as_maybe_done, settle_as_given_up])
async def test_a_message_that_was_sent_since_it_was_read_is_not_claimed(
    database: Database, settle: Callable[[Transaction, Message], Awaitable[None]]
) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await settle(tx, await claimed(tx, made))
        assert not await sending.claim(tx, made, LEASE), "it would be posted twice"


async def test_a_claimed_message_is_not_ready_until_its_lease_runs_out(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        assert await sending.claim(tx, made, LEASE)
    assert await ready(database, real_minutes=0.9) == []
    assert await ready(database, real_minutes=1) == ["run:1"]
    async with database.reading(NOW) as tx:
        assert await sending.next_retry(tx) == LEASE, "a claim that nobody settled is looked at again"


async def test_leases_are_taken_back_at_once_after_a_restart(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        assert await sending.claim(tx, made, LEASE)
        await sending.take_back_leases(tx)
    assert await ready(database) == ["run:1"]


async def test_an_attempt_to_post_is_on_record_before_it_is_made(database: Database) -> None:
    made = await card(database)
    async with database.transaction(later(minutes=1)) as tx:
        assert await sending.claim(tx, made, LEASE)
    assert (await now(database, made)).attempted_at == later(minutes=1)
    async with database.transaction(later(minutes=2)) as tx:
        await sending.take_back_leases(tx)
        assert await sending.claim(tx, await messages.get(tx, made.id), LEASE)
    assert (await now(database, made)).attempted_at == later(minutes=1), "the first attempt is looked for"


async def test_a_redraw_is_no_attempt_to_post(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        assert await sending.claim(tx, await messages.get(tx, made.id), LEASE)
    assert (await now(database, made)).attempted_at is None


# Reporting. -------------------------------------------------------------------------------------------------


async def test_accepted_is_accepted(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, made), NOW, "http_503", maybe_done=True)
        await sending.shown(tx, await claimed(tx, made), 1, channel="CDEPLOY", ts="1.0")
    kept = await now(database, made)
    assert (kept.channel, kept.ts, kept.shown) == ("CDEPLOY", "1.0", 1)
    assert (kept.attempted_at, kept.tries, kept.retry_at, kept.problem, kept.lease_until) == (
        None,
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("maybe_done", [True, False])
async def test_only_an_attempt_that_may_have_worked_is_looked_for(
    database: Database, *, maybe_done: bool
) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, made), later(minutes=5), "timeout", maybe_done=maybe_done)
        assert await sending.next_retry(tx) == later(minutes=5)
    kept = await now(database, made)
    assert kept.attempted_at == (NOW if maybe_done else None)
    assert (kept.tries, kept.problem, kept.lease_until) == (1, "timeout", None)
    assert await ready(database, real_minutes=4.9) == []
    assert await ready(database, real_minutes=5) == ["run:1"]


async def test_what_was_not_found_twice_is_sent_afresh(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, made), NOW, "timeout", maybe_done=True)
        await sending.looked(tx, await claimed(tx, made), again_at=later(seconds=3))
    once = await now(database, made)
    assert (once.looked, once.attempted_at, once.retry_at) == (1, NOW, later(seconds=3))
    async with database.transaction(NOW) as tx:
        await sending.looked(tx, await claimed(tx, made), again_at=None)
    believed = await now(database, made)
    assert (believed.looked, believed.attempted_at, believed.retry_at) == (0, None, None)
    assert await ready(database) == ["run:1"]


async def test_a_deleted_message_is_posted_afresh(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        await sending.lost(tx, await claimed(tx, made), "message_not_found")
    kept = await now(database, made)
    assert (kept.ts, kept.channel, kept.attempted_at, kept.shown) == (None, None, None, 0)
    assert await ready(database) == ["run:1"]


async def test_what_slack_will_not_take_is_given_up_until_it_changes(database: Database) -> None:
    made = await card(database)
    async with database.transaction(later(minutes=1)) as tx:
        await sending.give_up(tx, await claimed(tx, made), "channel_not_found")
    kept = await now(database, made)
    assert (kept.problem, kept.given_up_at) == ("channel_not_found", later(minutes=1))
    assert await ready(database, real_minutes=60) == []
    async with database.reading(NOW) as tx:
        assert await sending.next_retry(tx) is None
    await redraw(database, "1")
    assert await ready(database) == ["run:1"]
    assert (await now(database, made)).attempted_at is None


async def given_up(database: Database, subject: str, problem: str, **where: Any) -> Message:
    made = await card(database, subject, **where)
    async with database.transaction(NOW) as tx:
        await sending.give_up(tx, await claimed(tx, made), problem)
    return made


async def test_what_was_given_up_in_a_place_is_tried_again_once_the_place_is_back(database: Database) -> None:
    problems = {"is_archived", "is_inactive"}
    await given_up(database, "same", "is_inactive")
    await given_up(database, "elsewhere", "is_archived", place="COTHER")
    await given_up(database, "another", "invalid_blocks")
    back = await card(database, "back")
    async with database.transaction(NOW) as tx:
        assert await sending.known(tx, back, problems)
        await sending.revive(tx, back, problems)
        assert not await sending.known(tx, back, problems)
    assert await ready(database) == ["run:same", "run:back"]


async def test_an_unsettled_claim_is_let_go_by_who_made_it_only(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        ours = await claimed(tx, made)
        ours.lease_until = LEASE
    async with database.transaction(NOW) as tx:
        await sending.let_go(tx, ours)
        assert await sending.claim(tx, await messages.get(tx, made.id), later(minutes=2))
    async with database.transaction(NOW) as tx:
        await sending.let_go(tx, ours)
    assert (await now(database, made)).lease_until == later(minutes=2), "somebody else has it by now"
    assert (await now(database, made)).attempted_at == NOW, "it is looked for"


# News of the first posting. ---------------------------------------------------------------------------------


async def due(database: Database) -> list[tuple[str, str]]:
    async with database.transaction(NOW) as tx:
        timer = await timers.take(tx)
        return [(timer.name, timer.subject)] if timer else []


async def test_whoever_asked_is_told_when_slack_has_it(database: Database) -> None:
    page = await card(database, then="page.news", urgency=Urgency.PAGE)
    await posted(database, page)
    assert await due(database) == [("page.news", "1")]
    kept = await now(database, page)
    assert (kept.claimed_at, kept.accepted_at) == (NOW, NOW)
    await redraw(database, "1")
    await posted(database, kept)
    assert await due(database) == [], "a redraw is no news"


async def test_whoever_asked_is_told_when_slack_has_it_not(database: Database) -> None:
    page = await card(database, then="page.news")
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, page), later(minutes=1), "ratelimited", maybe_done=False)
    assert await due(database) == [("page.news", "1")]
    async with database.transaction(NOW) as tx:
        await sending.give_up(tx, await messages.get(tx, page.id), "is_archived")
    assert await due(database) == [("page.news", "1")]
    kept = await now(database, page)
    assert (kept.problem, kept.given_up_at, kept.accepted_at) == ("is_archived", NOW, None)


# Stopped. ---------------------------------------------------------------------------------------------------


async def stop(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await messages.stop(tx, TEAM, "run", "1")


async def test_what_is_stopped_is_not_claimed_any_more(database: Database) -> None:
    page = await card(database)
    await stop(database)
    assert await ready(database) == []
    async with database.transaction(NOW) as tx:
        assert not await sending.claim(tx, page, LEASE), "whoever had read it before it was stopped"


async def test_what_was_under_way_is_posted_and_kept_true(database: Database) -> None:
    page = await card(database)
    async with database.transaction(NOW) as tx:
        under_way = await claimed(tx, page)
    await redraw(database, "1")
    await stop(database)
    async with database.transaction(NOW) as tx:
        await sending.shown(tx, under_way, 1, channel="CDEPLOY", ts="1.0")
    assert await ready(database) == ["run:1"], "its last change is still to be shown"


async def test_what_is_posted_stays(database: Database) -> None:
    page = await card(database)
    await posted(database, page)
    await stop(database)
    await redraw(database, "1")
    assert await ready(database) == ["run:1"]
