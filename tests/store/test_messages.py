"""Messages: posted once, kept true; what delivery asks and reports."""

import asyncio
from typing import Any

import pytest

from store import messages
from store.db import Database, Transaction, Wake
from store.messages import Message, Urgency
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later

BODY: dict[str, Any] = {"text": "Held by Ana", "blocks": []}
LEASE = later(minutes=1)


async def card(database: Database, subject: str = "1", place: str = "CDEPLOY", **more: Any) -> Message:
    async with database.transaction(NOW) as tx:
        return await messages.card(tx, TEAM, "run", subject, place, **more)


async def posted(database: Database, message: Message, ts: str = "1.0") -> None:
    """As Slack accepts everything that is wanted of it."""
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, message, LEASE)
        now = await messages.get(tx, message.id)
        await messages.shown(tx, message, now.wanted, channel=message.place, ts=ts)


async def now(database: Database, message: Message) -> Message:
    async with database.reading(NOW) as tx:
        return await messages.get(tx, message.id)


async def ready(database: Database, real_minutes: float = 0) -> list[str]:
    async with database.reading(NOW) as tx:
        return [message.key for message in await messages.ready(tx, later(minutes=real_minutes))]


async def redraw(database: Database, *subjects: str, at_minute: float = 0, **more: Any) -> None:
    async with database.transaction(later(minutes=at_minute)) as tx:
        await messages.redraw(tx, TEAM, "run", *subjects, **more)


# Wanting. ---------------------------------------------------------------------------------------------------


async def test_a_subject_has_one_card(database: Database) -> None:
    made = [await card(database) for _ in range(2)]
    assert made[0].id == made[1].id
    assert made[1].place == "CDEPLOY"
    assert await ready(database) == ["run:1"]


async def test_a_note_is_said_once(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        first = await messages.note(tx, TEAM, "1:held", "CDEPLOY", BODY)
        again = await messages.note(tx, TEAM, "1:held", "CDEPLOY", {"text": "something else", "blocks": []})
        elsewhere = await messages.note(tx, OTHER_TEAM, "1:held", "CDEPLOY", BODY)
        assert tx.wakes == {Wake.MESSAGES}
    assert again.id == first.id != elsewhere.id
    assert again.body == BODY


async def test_a_redraw_is_wanted_of_these_cards_only(database: Database) -> None:
    cards = [await card(database, subject) for subject in ("1", "2", "11")]
    for each in cards:
        await posted(database, each, ts=f"{each.id}.0")
    async with database.transaction(NOW) as tx:
        await messages.card(tx, TEAM, "section", "1", "CDEPLOY")
    await redraw(database, "1", "404")
    assert [((await now(database, each)).wanted, (await now(database, each)).shown) for each in cards] == [
        (2, 1), (1, 1), (1, 1),
    ]  # fmt: skip
    assert await ready(database) == ["run:1", "section:1"]


async def test_a_whole_kind_is_redrawn(database: Database) -> None:
    for subject in ("1", "2"):
        await posted(database, await card(database, subject), ts=f"{subject}.0")
    async with database.transaction(NOW) as tx:
        elsewhere = await messages.card(tx, OTHER_TEAM, "run", "1", "CDEPLOY")
        await messages.redraw_all(tx, TEAM, "run")
    assert await ready(database) == ["run:1", "run:2", "run:1"]
    assert (await now(database, elsewhere)).wanted == 1


async def test_after_a_restart_every_card_that_may_change_is_redrawn(database: Database) -> None:
    live, retired = await card(database, "1"), await card(database, "2")
    async with database.transaction(NOW) as tx:
        note = await messages.note(tx, TEAM, "1:held", "CDEPLOY", BODY)
        await messages.retire(tx, TEAM, "run", "2")
    for each in (live, retired, note):
        await posted(database, each, ts=f"{each.id}.0")
    async with database.transaction(NOW) as tx:
        await messages.redraw_open(tx, TEAM)
    assert await ready(database) == ["run:1"]


async def test_a_retired_card_changes_once_more(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    async with database.transaction(NOW) as tx:
        await messages.retire(tx, TEAM, "run", "1")
    retired = await now(database, made)
    assert (retired.retired, retired.wanted, retired.shown) == (True, 2, 1)
    assert await ready(database) == ["run:1"]


async def test_cards_under_a_subject(database: Database) -> None:
    for subject in ("7/0", "7/1", "70/0", "7", "7_/0"):
        await card(database, subject)
    async with database.reading(NOW) as tx:
        assert await messages.subjects_under(tx, TEAM, "run", "7") == ["7/0", "7/1"]
        assert await messages.subjects_under(tx, TEAM, "run", "7_") == ["7_/0"]
        assert await messages.subjects_under(tx, OTHER_TEAM, "run", "7") == []


# What is ready. ---------------------------------------------------------------------------------------------


async def test_the_most_urgent_goes_first_then_the_oldest(database: Database) -> None:
    for minute, (subject, urgency) in enumerate(
        [
            ("usual", Urgency.USUAL),
            ("clicked", Urgency.CLICKED),
            ("late", Urgency.CLICKED),
            ("page", Urgency.PAGE),
        ]
    ):
        await card(database, subject)
        await redraw(database, subject, at_minute=minute, urgency=urgency)
    assert await ready(database) == ["run:page", "run:clicked", "run:late", "run:usual"]


async def test_a_reply_waits_for_the_message_it_answers(database: Database) -> None:
    parent = await card(database)
    async with database.transaction(NOW) as tx:
        await messages.note(tx, TEAM, "1:held", "CDEPLOY", BODY, parent=parent)
    assert await ready(database) == ["run:1"]
    await posted(database, parent)
    assert await ready(database) == ["1:held"]


async def test_a_post_waits_for_the_one_before_it_in_its_place(database: Database) -> None:
    first = await card(database, "1")
    await card(database, "2")
    await card(database, "3", place="COTHER")
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=True)
    assert await ready(database) == ["run:3"]
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, await messages.get(tx, first.id), later(minutes=6))
    assert await ready(database, real_minutes=5) == ["run:3"], "it is under way"
    async with database.transaction(NOW) as tx:
        await messages.shown(tx, first, 1, channel="CDEPLOY", ts="1.0")
    assert await ready(database) == ["run:2", "run:3"]


async def test_nothing_waits_for_a_post_that_was_given_up(database: Database) -> None:
    first = await card(database, "1")
    await card(database, "2")
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=False)
        await messages.give_up(tx, await claimed(tx, first), "is_archived")
    assert await ready(database) == ["run:2"]


async def test_a_more_urgent_post_waits_for_no_other(database: Database) -> None:
    first, page = await card(database, "1"), await card(database, "2")
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=True)
        await messages.redraw(tx, TEAM, "run", "2", urgency=Urgency.PAGE)
    assert await ready(database) == [page.key]


async def test_a_redraw_waits_for_no_post(database: Database) -> None:
    waiting, shown = await card(database, "1"), await card(database, "2")
    await posted(database, shown)
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, waiting), later(minutes=5), "timeout", maybe_done=True)
    await redraw(database, "2")
    assert await ready(database) == ["run:2"]


async def test_what_shows_all_that_is_wanted_is_not_ready(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    assert await ready(database) == []
    await redraw(database, "1")
    assert await ready(database) == ["run:1"]


async def test_a_change_during_the_sending_is_sent_again(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, made, LEASE)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        await messages.shown(tx, made, 1, channel="CDEPLOY", ts="1.0")
    assert await ready(database) == ["run:1"]


# Claiming. --------------------------------------------------------------------------------------------------


async def test_a_message_is_claimed_by_one(database: Database, database_url: str) -> None:
    made = await card(database)
    other = Database(database_url)

    async def claims(process: Database, seconds: int) -> bool:
        async with process.transaction(NOW) as tx:
            return await messages.claim(tx, made, later(minutes=1, seconds=seconds))

    won = await asyncio.gather(*(claims(each, at) for at, each in enumerate([database, other] * 3)))
    await other.close()
    assert sum(won) == 1


async def test_a_claimed_message_is_not_ready_until_its_lease_runs_out(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, made, LEASE)
    assert await ready(database, real_minutes=0.9) == []
    assert await ready(database, real_minutes=1) == ["run:1"]
    async with database.reading(NOW) as tx:
        assert await messages.next_retry(tx) == LEASE, "a claim that nobody settled is looked at again"


async def test_leases_are_taken_back_at_once_after_a_restart(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, made, LEASE)
        await messages.take_back_leases(tx)
    assert await ready(database) == ["run:1"]


async def test_an_attempt_to_post_is_on_record_before_it_is_made(database: Database) -> None:
    made = await card(database)
    async with database.transaction(later(minutes=1)) as tx:
        assert await messages.claim(tx, made, LEASE)
    assert (await now(database, made)).attempted_at == later(minutes=1)
    async with database.transaction(later(minutes=2)) as tx:
        await messages.take_back_leases(tx)
        assert await messages.claim(tx, await messages.get(tx, made.id), LEASE)
    assert (await now(database, made)).attempted_at == later(minutes=1), "the first attempt is looked for"


async def test_a_redraw_is_no_attempt_to_post(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        assert await messages.claim(tx, await messages.get(tx, made.id), LEASE)
    assert (await now(database, made)).attempted_at is None


# Reporting. -------------------------------------------------------------------------------------------------


async def claimed(tx: Transaction, made: Message) -> Message:
    """As delivery holds it: read before it was claimed."""
    before = await messages.get(tx, made.id)
    tx.session.expunge(before)
    assert await messages.claim(tx, before, LEASE)
    return before


async def test_accepted_is_accepted(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, made), NOW, "http_503", maybe_done=True)
        await messages.shown(tx, await claimed(tx, made), 1, channel="CDEPLOY", ts="1.0")
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
        await messages.later(tx, await claimed(tx, made), later(minutes=5), "timeout", maybe_done=maybe_done)
        assert await messages.next_retry(tx) == later(minutes=5)
    kept = await now(database, made)
    assert kept.attempted_at == (NOW if maybe_done else None)
    assert (kept.tries, kept.problem, kept.lease_until) == (1, "timeout", None)
    assert await ready(database, real_minutes=4.9) == []
    assert await ready(database, real_minutes=5) == ["run:1"]


async def test_what_was_not_found_twice_is_sent_afresh(database: Database) -> None:
    made = await card(database)
    async with database.transaction(NOW) as tx:
        await messages.later(tx, await claimed(tx, made), NOW, "timeout", maybe_done=True)
        await messages.looked(tx, await claimed(tx, made), again_at=later(seconds=3))
    once = await now(database, made)
    assert (once.looked, once.attempted_at, once.retry_at) == (1, NOW, later(seconds=3))
    async with database.transaction(NOW) as tx:
        await messages.looked(tx, await claimed(tx, made), again_at=None)
    believed = await now(database, made)
    assert (believed.looked, believed.attempted_at, believed.retry_at) == (0, None, None)
    assert await ready(database) == ["run:1"]


async def test_a_deleted_message_is_posted_afresh(database: Database) -> None:
    made = await card(database)
    await posted(database, made)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        await messages.lost(tx, await claimed(tx, made))
    kept = await now(database, made)
    assert (kept.ts, kept.channel, kept.attempted_at, kept.shown) == (None, None, None, 0)
    assert await ready(database) == ["run:1"]


async def test_what_slack_will_not_take_is_given_up_until_it_changes(database: Database) -> None:
    made = await card(database)
    async with database.transaction(later(minutes=1)) as tx:
        await messages.give_up(tx, await claimed(tx, made), "channel_not_found")
    kept = await now(database, made)
    assert (kept.problem, kept.given_up_at) == ("channel_not_found", later(minutes=1))
    assert await ready(database, real_minutes=60) == []
    async with database.reading(NOW) as tx:
        assert await messages.next_retry(tx) is None
    await redraw(database, "1")
    assert await ready(database) == ["run:1"]
    assert (await now(database, made)).attempted_at is None
