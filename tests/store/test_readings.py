"""Readings overruled: the last word of each line holds."""

from store import readings
from store.db import Database
from store.readings import Overruled
from tests.store.samples import NOW, OTHER_TEAM, TEAM


def overruled(key: str = "k", what: str = "text", runbook: str = "small", team_id: str = TEAM) -> Overruled:
    return Overruled(team_id=team_id, runbook=runbook, key=key, what=what, by="UANA", at=NOW)


async def test_the_last_word_holds_until_it_is_taken_back(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await readings.put(tx, overruled())
        await readings.put(tx, overruled(what="gate"))
        await readings.put(tx, overruled("other"))
    async with database.transaction(NOW) as tx:
        kept = await readings.of(tx, TEAM, "small")
        assert {key: each.what for key, each in kept.items()} == {"k": "gate", "other": "text"}
        await readings.clear(tx, TEAM, "small", "k")
        assert list(await readings.of(tx, TEAM, "small")) == ["other"]


async def test_each_runbook_of_each_workspace_has_its_own(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await readings.put(tx, overruled(runbook="other"))
        await readings.put(tx, overruled(team_id=OTHER_TEAM))
        assert await readings.of(tx, TEAM, "small") == {}
