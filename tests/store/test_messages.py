"""Messages: what is wanted of them, and which of them should go to Slack now."""

from store import messages, sending
from store.db import Database, Wake
from store.messages import Urgency
from tests.store.posts import BODY, LEASE, card, claimed, now, posted, ready, redraw
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later

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


async def test_whoever_has_waited_for_long_is_not_overtaken_by_clicks(database: Database) -> None:
    """Five seconds are the head start of a click; a page has any."""
    for seconds, (subject, urgency) in enumerate(
        [("usual", Urgency.USUAL), ("clicked", Urgency.CLICKED), ("page", Urgency.PAGE)]
    ):
        each = await card(database, subject)
        await posted(database, each, ts=f"{each.id}.0")
        await redraw(database, subject, at_minute=seconds * 4 / 60, urgency=urgency)
    late = await card(database, "late")
    await posted(database, late, ts="9.0")
    await redraw(database, "late", at_minute=6 / 60, urgency=Urgency.CLICKED)
    assert await ready(database) == ["run:page", "run:clicked", "run:usual", "run:late"]


async def test_what_waits_keeps_its_place_and_its_urgency(database: Database) -> None:
    for subject in ("often", "once"):
        each = await card(database, subject)
        await posted(database, each, ts=f"{each.id}.0")
        await redraw(database, subject, urgency=Urgency.CLICKED)
    await redraw(database, "often", at_minute=5)
    kept = await now(database, await card(database, "often"))
    assert (kept.wanted, kept.wanted_at, kept.urgency) == (3, NOW, Urgency.CLICKED)
    await redraw(database, "once", at_minute=5, urgency=Urgency.PAGE)
    assert await ready(database) == ["run:once", "run:often"]
    await posted(database, kept, ts="1.0")
    await redraw(database, "often", at_minute=6)
    again = await now(database, kept)
    assert (again.wanted_at, again.urgency) == (later(minutes=6), Urgency.USUAL)


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
        await sending.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=True)
    assert await ready(database) == ["run:3"]
    async with database.transaction(NOW) as tx:
        assert await sending.claim(tx, await messages.get(tx, first.id), later(minutes=6))
    assert await ready(database, real_minutes=5) == ["run:3"], "it is under way"
    async with database.transaction(NOW) as tx:
        await sending.shown(tx, first, 1, channel="CDEPLOY", ts="1.0")
    assert await ready(database) == ["run:2", "run:3"]


async def test_nothing_waits_for_a_post_that_was_given_up(database: Database) -> None:
    first = await card(database, "1")
    await card(database, "2")
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=False)
        await sending.give_up(tx, await claimed(tx, first), "is_archived")
    assert await ready(database) == ["run:2"]


async def test_a_more_urgent_post_waits_for_no_other(database: Database) -> None:
    first, page = await card(database, "1"), await card(database, "2")
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, first), later(minutes=5), "timeout", maybe_done=True)
        await messages.redraw(tx, TEAM, "run", "2", urgency=Urgency.PAGE)
    assert await ready(database) == [page.key]


async def test_a_redraw_waits_for_no_post(database: Database) -> None:
    waiting, shown = await card(database, "1"), await card(database, "2")
    await posted(database, shown)
    async with database.transaction(NOW) as tx:
        await sending.later(tx, await claimed(tx, waiting), later(minutes=5), "timeout", maybe_done=True)
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
        assert await sending.claim(tx, made, LEASE)
    await redraw(database, "1")
    async with database.transaction(NOW) as tx:
        await sending.shown(tx, made, 1, channel="CDEPLOY", ts="1.0")
    assert await ready(database) == ["run:1"]


async def test_what_waits_behind_many_others_is_not_looked_at_and_what_does_not_is(
    database: Database,
) -> None:
    many = range(2 * sending.IN_SIGHT)
    async with database.transaction(NOW) as tx:
        for number in many:
            await messages.note(tx, TEAM, f"busy:{number}", "CBUSY", BODY)
        await messages.note(tx, TEAM, "quiet", "CQUIET", BODY)
        await messages.note(tx, TEAM, "page", "CBUSY", BODY, urgency=Urgency.PAGE)
    busy = [f"busy:{number}" for number in many[: sending.IN_SIGHT]]
    assert await ready(database) == ["page", *busy, "quiet"]
