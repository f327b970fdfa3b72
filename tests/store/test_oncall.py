"""Who is on call: duties, covers, groups and what is known of reaching people."""

from datetime import timedelta

from store import oncall
from store.db import Database
from store.oncall import Cover, Duty, Group
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


def duty(role: str = "Team Lead", people: tuple[str, ...] = ("UANA",), team_id: str = TEAM) -> Duty:
    return Duty(team_id=team_id, key=oncall.key(role), role=role, people=list(people))


async def test_a_role_has_one_duty_however_it_is_spelt(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await oncall.put(tx, duty())
        await oncall.put(tx, duty("team  LEAD", ("UBEN",)))
        await oncall.put(tx, duty(team_id=OTHER_TEAM))
    async with database.reading(NOW) as tx:
        kept = await oncall.duties(tx, TEAM)
        assert {each.role: each.people for each in kept.values()} == {"team  LEAD": ["UBEN"]}
        found = await oncall.find(tx, TEAM, "Team Lead")
        assert found is not None
        assert found.people == ["UBEN"]


async def test_on_call_is_used_once_anybody_was_put_there(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        assert not await oncall.is_used(tx, TEAM)
        await oncall.put(tx, duty(people=()))
        assert await oncall.is_used(tx, TEAM)
        assert not await oncall.is_used(tx, OTHER_TEAM)


async def cover(database: Database, user: str, start: float, end: float) -> Cover:
    async with database.transaction(NOW) as tx:
        made = Cover(
            team_id=TEAM, key="cto", user_id=user, starts_at=later(hours=start), ends_at=later(hours=end)
        )
        return await oncall.cover(tx, made)


async def covering(database: Database, hours: float) -> str | None:
    async with database.reading(later(hours=hours)) as tx:
        found = (await oncall.covers(tx, TEAM)).get("cto")
        return found.user_id if found else None


async def test_a_cover_lasts_from_its_start_to_before_its_end(database: Database) -> None:
    await cover(database, "UBEN", 1, 3)
    await cover(database, "UCHI", 2, 2.5)
    hours = (0.9, 1, 2, 2.5, 3)
    assert [await covering(database, at) for at in hours] == [None, "UBEN", "UCHI", "UBEN", None]


async def test_a_cover_ends_before_its_time(database: Database) -> None:
    made = await cover(database, "UBEN", 0, 3)
    async with database.transaction(NOW + timedelta(hours=1)) as tx:
        found = await oncall.get_cover(tx, made.id)
        assert found is not None
        await oncall.uncover(tx, found)
    assert [await covering(database, at) for at in (0.5, 1, 2)] == ["UBEN", None, None]


async def test_a_group_is_as_slack_last_had_it(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for users in (["UANA"], ["UBEN", "UCHI"]):
            await oncall.keep_group(tx, Group(team_id=TEAM, group_id="S1", handle="@oncall", users=users))
    async with database.reading(NOW) as tx:
        assert (await oncall.groups(tx, TEAM))["S1"].users == ["UBEN", "UCHI"]
        assert await oncall.groups(tx, OTHER_TEAM) == {}


async def test_what_is_found_out_of_somebody_adds_up(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await oncall.keep_reach(tx, TEAM, "UANA", dm="D1", dm_problem=None)
        await oncall.keep_reach(tx, TEAM, "UANA", quiet_from=NOW, quiet_until=later(hours=9))
        await oncall.keep_reach(tx, TEAM, "UBEN", dm_problem="user_disabled")
    async with database.reading(NOW) as tx:
        found = await oncall.reach(tx, TEAM, ["UANA", "UBEN", "UCHI"])
        assert (found["UANA"].dm, found["UANA"].quiet_until) == ("D1", later(hours=9))
        assert found["UBEN"].dm_problem == "user_disabled"
        assert "UCHI" not in found
