"""People, as they were last described."""

from store import people
from store.db import Database
from store.people import Person
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later


def described(user_id: str, name: str, team_id: str = TEAM) -> Person:
    return Person(team_id=team_id, user_id=user_id, name=name, zone="UTC", standing="member", seen_at=NOW)


async def test_the_last_description_counts(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, described("UANA", "Ana Ruiz"))
        married = described("UANA", "Ana Berg")
        married.seen_at = later(hours=1)
        await people.keep(tx, married)
    async with database.reading(NOW) as tx:
        found = await people.find(tx, TEAM, "UANA")
        assert found is not None
        assert (found.name, found.seen_at, found.is_admin) == ("Ana Berg", later(hours=1), False)


async def test_workspaces_describe_people_apart(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, described("UANA", "Ana Ruiz"))
        await people.keep(tx, described("UANA", "Anastasia", OTHER_TEAM))
        assert await people.names(tx, TEAM, ["UANA"]) == {"UANA": "Ana Ruiz"}
        assert await people.names(tx, OTHER_TEAM, ["UANA"]) == {"UANA": "Anastasia"}


async def test_names_of_those_known(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for user_id, name in (("UANA", "Ana"), ("UBEN", "Ben"), ("UCHI", "Chi")):
            await people.keep(tx, described(user_id, name))
        known = await people.names(tx, TEAM, ["UANA", None, "UBEN", "UANA", "UNOBODY"])
        assert known == {"UANA": "Ana", "UBEN": "Ben"}
        assert await people.names(tx, TEAM, [None]) == {}
        assert await people.find(tx, TEAM, "UNOBODY") is None
        assert await people.find(tx, OTHER_TEAM, "UBEN") is None
