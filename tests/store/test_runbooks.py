"""Runbooks: every version kept, one of them current."""

from store import runbooks
from store.db import Database
from tests.store.samples import NOW, OTHER_TEAM, TEAM, run, runbook


async def test_a_version_is_kept_once(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        kept = await runbooks.keep(tx, runbook())
    async with database.transaction(NOW) as tx:
        again = await runbooks.keep(tx, runbook())
        assert again.id == kept.id
        assert (await runbooks.get(tx, kept.id)).raw == b"# Small"


async def test_an_edited_file_is_a_new_version_and_the_old_one_stays(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        old = await runbooks.keep(tx, runbook(sha256="a" * 64))
        new = await runbooks.keep(tx, runbook(sha256="b" * 64, raw=b"# New"))
        assert await runbooks.offered(tx, TEAM) == [new]
        assert (await runbooks.get(tx, old.id)).raw == b"# Small"


async def test_going_back_to_an_old_version_offers_it_again(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        old = await runbooks.keep(tx, runbook(sha256="a" * 64))
        await runbooks.keep(tx, runbook(sha256="b" * 64))
        assert (await runbooks.keep(tx, runbook(sha256="a" * 64))).id == old.id
    async with database.reading(NOW) as tx:
        assert [(kept.id, kept.current) for kept in await runbooks.offered(tx, TEAM)] == [(old.id, True)]


async def test_the_same_bytes_under_another_name_are_another_runbook(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        for name in ("zebra", "ant", "small"):
            await runbooks.keep(tx, runbook(name))
        await runbooks.keep(tx, runbook("ant", team_id=OTHER_TEAM))
        assert [kept.name for kept in await runbooks.offered(tx, TEAM)] == ["ant", "small", "zebra"]


async def test_a_file_that_cannot_be_run_is_offered_with_the_reason(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        kept = await runbooks.keep(tx, runbook(problem="It is empty."))
        await runbooks.keep(tx, runbook(problem="It is binary."))
        await tx.session.refresh(kept)
        assert [each.problem for each in await runbooks.offered(tx, TEAM)] == ["It is binary."]
        await runbooks.keep(tx, runbook())
        await tx.session.refresh(kept)
        assert kept.problem is None


async def test_names_that_are_gone_are_offered_no_more(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        gone = await runbooks.keep(tx, runbook("gone"))
        await runbooks.keep(tx, runbook("stays"))
        await runbooks.keep(tx, runbook("gone", team_id=OTHER_TEAM))
        await runbooks.forget_others(tx, TEAM, {"stays"})
        assert [kept.name for kept in await runbooks.offered(tx, TEAM)] == ["stays"]
        assert [kept.name for kept in await runbooks.offered(tx, OTHER_TEAM)] == ["gone"]
        assert (await runbooks.get(tx, gone.id)).raw == b"# Small", "a run may still use it"
        await runbooks.forget_others(tx, TEAM, set())
        assert await runbooks.offered(tx, TEAM) == []


async def test_what_was_given_in_slack_outlives_the_folder(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await runbooks.keep(tx, runbook("mine", given_by="UANA"))
        await runbooks.keep(tx, runbook("theirs"))
        await runbooks.forget_others(tx, TEAM, set())
        assert [kept.name for kept in await runbooks.offered(tx, TEAM)] == ["mine"]
        assert await runbooks.named(tx, TEAM, "theirs") is None


async def test_a_version_is_found_by_its_own_workspace(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        kept = await runbooks.keep(tx, runbook())
        assert await runbooks.find(tx, TEAM, kept.id) == kept
        assert await runbooks.find(tx, OTHER_TEAM, kept.id) is None


async def test_a_side_file_comes_and_goes(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        assert (await runbooks.keep(tx, runbook(side=b"zone: UTC"))).side == b"zone: UTC"
        assert (await runbooks.keep(tx, runbook())).side is None


async def test_in_use_are_those_given_and_those_of_open_runs_whatever_their_version(
    database: Database,
) -> None:
    async with database.transaction(NOW) as tx:
        await run(tx)
        await run(tx, service="Ended", ended_at=NOW)
        await runbooks.keep(tx, runbook(sha256="b" * 64))
        await runbooks.keep(tx, runbook("mine", given_by="UANA"))
        await runbooks.keep(tx, runbook("theirs", team_id=OTHER_TEAM, given_by="UBEN"))
        used = await runbooks.in_use(tx, TEAM)
        assert [(kept.name, kept.sha256[0], kept.current) for kept in used] == [
            ("mine", "a", True),
            ("small", "a", False),
        ]
