"""Runs: numbered by workspace, one open a service and environment."""

import pytest
from sqlalchemy.exc import IntegrityError

from store import runs
from store.db import Database
from tests.store import samples
from tests.store.samples import NOW, OTHER_TEAM, TEAM


async def test_runs_are_numbered_by_workspace(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        made = [await samples.run(tx, service) for service in ("Parcel", "Billing")]
        elsewhere = await samples.run(tx, team_id=OTHER_TEAM)
    assert [run.number for run in made] == [1, 2]
    assert elsewhere.number == 1


async def test_a_run_is_found_in_its_own_workspace_only(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        made = await samples.run(tx)
        assert await runs.get(tx, made.id) == made
        assert await runs.find(tx, TEAM, made.id) == made
        assert await runs.numbered(tx, TEAM, made.number) == made
        assert await runs.find(tx, OTHER_TEAM, made.id) is None
        assert await runs.numbered(tx, OTHER_TEAM, made.number) is None
        assert await runs.find(tx, TEAM, 404) is None


async def test_open_runs_come_oldest_first(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        first, ended, last = [await samples.run(tx, service) for service in ("Zebra", "Parcel", "Ant")]
        ended.ended_at = NOW
        await samples.run(tx, team_id=OTHER_TEAM)
        assert await runs.open_runs(tx, TEAM) == [first, last]


@pytest.mark.parametrize("spelled", ["Parcel Tracking", "parcel tracking", "  PARCEL   Tracking "])
async def test_spellings_of_a_service_are_one(database: Database, spelled: str) -> None:
    async with database.transaction(NOW) as tx:
        made = await samples.run(tx, "Parcel Tracking", "Production")
        assert await runs.open_for(tx, TEAM, spelled, " production") == made
        assert await runs.open_for(tx, TEAM, spelled, "staging") is None
        assert await runs.open_for(tx, OTHER_TEAM, spelled, "production") is None


async def test_one_run_of_a_service_and_environment_is_open(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await samples.run(tx, "Parcel", "production")
        await samples.run(tx, "Parcel", "staging")
        await samples.run(tx, "Billing", "production")
        await samples.run(tx, "Parcel", "production", team_id=OTHER_TEAM)
    async with database.transaction(NOW) as tx:
        with pytest.raises(IntegrityError):
            await samples.run(tx, "PARCEL", "Production")
        await tx.session.rollback()


async def test_a_run_that_ended_makes_room(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for _ in range(2):
            (await samples.run(tx)).ended_at = NOW
        running = await samples.run(tx)
        assert await runs.open_for(tx, TEAM, "Parcel", "production") == running
    assert running.number == 3
