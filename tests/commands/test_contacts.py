"""The contact tree with people in it: rotations, covers, groups, and those who cannot be paged."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from commands import contacts
from commands.contacts import Level
from store import oncall, people
from store.db import Database
from store.oncall import Cover, Duty, Group
from store.people import Person
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later

ENGINEER, LEAD = "On-Call Engineer", "Team Lead"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    async with opened.transaction(NOW) as tx:
        standings = {"UIDA": "guest", "UJAN": "deactivated", "ULEE": "foreign", "UBOT": "bot"}
        for user in ("UANA", "UBEN", "UCHI", *standings):
            standing = standings.get(user, "member")
            await people.keep(
                tx,
                Person(team_id=TEAM, user_id=user, name=user, zone="UTC", standing=standing, seen_at=NOW),
            )
    yield opened
    await opened.close()


async def put(database: Database, *users: str, role: str = ENGINEER, groups: tuple[str, ...] = ()) -> None:
    async with database.transaction(NOW) as tx:
        duty = Duty(team_id=TEAM, key=oncall.key(role), role=role, people=list(users), groups=list(groups))
        await oncall.put(tx, duty)


async def rotate(database: Database, *users: str, since: str = "2026-03-09") -> None:
    async with database.transaction(NOW) as tx:
        await oncall.put(
            tx,
            Duty(
                team_id=TEAM, key=oncall.key(ENGINEER), role=ENGINEER, people=list(users), every="day",
                at="07:00", zone="UTC", since=since,
            ),
        )  # fmt: skip


async def cover(database: Database, user: str, until: datetime) -> None:
    async with database.transaction(NOW) as tx:
        made = Cover(team_id=TEAM, key=oncall.key(ENGINEER), user_id=user, starts_at=NOW, ends_at=until)
        await oncall.cover(tx, made)


async def first(database: Database, at: datetime = NOW) -> Level:
    async with database.reading(at) as tx:
        return (await contacts.levels(tx, TEAM))[0]


async def test_the_tree_is_there_before_anybody_is_in_it(database: Database) -> None:
    async with database.reading(NOW) as tx:
        found = await contacts.levels(tx, OTHER_TEAM)
    assert [(each.position, each.role, each.after, each.people) for each in found] == [
        (1, "On-Call Engineer", timedelta(0), ()),
        (2, "Team Lead", timedelta(minutes=5), ()),
        (3, "Engineering Manager", timedelta(minutes=15), ()),
        (4, "CTO", timedelta(minutes=30), ()),
    ]


async def test_people_and_groups_are_paged_at_once_each_of_them_once(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        group = Group(team_id=TEAM, group_id="S1", handle="@oncall", users=["UBEN", "UCHI"])
        await oncall.keep_group(tx, group)
    await put(database, "UANA", "UBEN", groups=("S1", "SGONE"))
    assert (await first(database)).people == ("UANA", "UBEN", "UCHI")


async def test_who_cannot_be_paged_is_named_with_the_reason(database: Database) -> None:
    await put(database, "UIDA", "UANA", "UJAN", "ULEE", "UBOT", "UNEVERMET")
    async with database.transaction(NOW) as tx:
        await oncall.keep_reach(tx, TEAM, "UNEVERMET", dm_problem="user_not_found")
    level = await first(database)
    assert level.people == ("UANA",)
    assert dict(level.unreachable) == {
        "UIDA": "a guest cannot act on a page",
        "UJAN": "the account is deactivated",
        "ULEE": "somebody of another workspace cannot act on a page",
        "UBOT": "a bot answers no page",
        "UNEVERMET": "Slack opens no direct message (user_not_found)",
    }


async def test_a_rotation_says_who_and_until_when(database: Database) -> None:
    await rotate(database, "UANA", "UBEN", since="2026-03-09")
    level = await first(database)
    assert (level.people, level.until, level.then) == (("UANA",), later(hours=23), ("UBEN",))
    level = await first(database, later(hours=23))
    assert (level.people, level.then) == (("UBEN",), ("UANA",))


async def test_before_a_rotation_begins_there_is_a_gap(database: Database) -> None:
    await rotate(database, "UANA", since="2026-03-10")
    level = await first(database)
    assert (level.people, level.until, level.then) == ((), later(hours=23), ("UANA",))


async def test_a_cover_answers_in_the_place_of_whoever_would(database: Database) -> None:
    await rotate(database, "UANA", "UBEN")
    await cover(database, "UCHI", later(hours=10))
    level = await first(database)
    assert (level.people, level.until, level.then) == (("UCHI",), later(hours=10), ("UANA",))
    assert level.covered_for == ("UANA",)
    level = await first(database, later(hours=10))
    assert (level.people, level.covered_for) == (("UANA",), ())


async def test_a_cover_across_a_hand_off_ends_with_whoever_is_on_call_then(database: Database) -> None:
    await rotate(database, "UANA", "UBEN")
    await cover(database, "UCHI", later(hours=30))
    assert (await first(database)).then == ("UBEN",)


async def test_a_level_with_nobody_can_be_covered(database: Database) -> None:
    await cover(database, "UCHI", later(hours=1))
    level = await first(database)
    assert (level.people, level.then) == (("UCHI",), ())


async def test_each_level_has_its_own(database: Database) -> None:
    await put(database, "UANA", role=ENGINEER)
    await put(database, "UBEN", role="team lead")
    async with database.reading(NOW) as tx:
        found = await contacts.levels(tx, TEAM)
    assert [each.people for each in found] == [("UANA",), ("UBEN",), (), ()]
