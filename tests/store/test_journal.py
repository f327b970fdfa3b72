"""The record: a chain that shows any change, in a table that takes none."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from store import journal
from store.db import Database, Transaction
from store.journal import START, Entry, Head, digest
from tests.store.samples import NOW, OTHER_TEAM, TEAM, later

RUN = "run:1"


async def written(database: Database, *deeds: str) -> list[Entry]:
    for deed in deeds:
        async with database.transaction(NOW) as tx:
            await journal.record(tx, TEAM, RUN, "UANA", deed, item=deed, rev=1, reason=None)
    return await read(database)


async def read(database: Database) -> list[Entry]:
    async with database.reading(NOW) as tx:
        return await journal.read(tx, TEAM, RUN)


async def test_entries_come_back_as_they_were_written(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await journal.record(tx, TEAM, RUN, "UANA", "item.done", item="i1", note="naïve ☑️ <!channel>")
    [entry] = await read(database)
    assert (entry.seq, entry.at, entry.who, entry.what) == (1, NOW, "UANA", "item.done")
    assert entry.detail == {"item": "i1", "note": "naïve ☑️ <!channel>"}


async def test_each_entry_follows_the_one_before(database: Database) -> None:
    entries = await written(database, "run.prepared", "run.started", "item.done")
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [START, entries[0].hash, entries[1].hash]
    assert [entry.hash for entry in entries] == [digest(entry) for entry in entries]


CHANGES: dict[str, Any] = {
    "seq": 7, "at": later(seconds=1), "who": "UBEN", "what": "item.skipped", "detail": {"item": "other"},
    "previous": "f" * 64, "subject": "run:2", "team_id": OTHER_TEAM,
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
async def test_no_word_of_an_entry_changes_unseen(database: Database, field: str) -> None:
    [entry] = await written(database, "item.done")
    changed = entry.model_copy(update={field: CHANGES[field]})
    assert digest(changed) != entry.hash


async def test_subjects_and_workspaces_have_chains_of_their_own(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        firsts = [
            await journal.record(tx, team, subject, "UANA", "run.started")
            for team in (TEAM, OTHER_TEAM)
            for subject in ("run:1", "run:11")
        ]
    assert [(entry.seq, entry.previous) for entry in firsts] == [(1, START)] * 4
    assert len({entry.hash for entry in firsts}) == 4


async def test_writers_at_once_make_one_chain(database: Database, database_url: str) -> None:
    processes = [database, Database(database_url), Database(database_url)]
    await asyncio.gather(*(written(processes[turn % 3], f"deed {turn}") for turn in range(12)))
    for process in processes[1:]:
        await process.close()
    entries = await read(database)
    assert [entry.seq for entry in entries] == list(range(1, 13))
    assert [entry.previous for entry in entries] == [START, *(entry.hash for entry in entries[:-1])]
    assert {entry.what for entry in entries} == {f"deed {turn}" for turn in range(12)}


async def test_what_is_rolled_back_was_never_recorded(database: Database) -> None:
    async def record_and_fail() -> None:
        async with database.transaction(NOW) as tx:
            await journal.record(tx, TEAM, RUN, "UANA", "item.done")
            raise LookupError

    with pytest.raises(LookupError):
        await record_and_fail()
    assert [entry.seq for entry in await written(database, "item.skipped")] == [1]


async def test_a_place_in_the_chain_is_taken_once(database: Database) -> None:
    [entry] = await written(database, "item.done")
    twin = Entry(**entry.model_dump(exclude={"id"}))
    async with database.transaction(NOW) as tx:
        tx.session.add(twin)
        with pytest.raises(IntegrityError):
            await tx.session.flush()
        await tx.session.rollback()


async def test_the_head_is_the_last_entry(database: Database) -> None:
    entries = await written(database, "run.prepared", "run.started")
    async with database.reading(NOW) as tx:
        head = await tx.session.get_one(Head, (TEAM, RUN))
    assert (head.seq, head.hash) == (2, entries[-1].hash)


async def test_the_latest_moment_is_known(database: Database) -> None:
    async with database.reading(NOW) as tx:
        assert await journal.latest(tx) is None
    for moment in (later(hours=2), later(hours=1)):
        async with database.transaction(moment) as tx:
            await journal.record(tx, TEAM, RUN, "UANA", "item.done")
    async with database.reading(NOW) as tx:
        assert await journal.latest(tx) == later(hours=2)


OVERWRITES = {
    "sqlite": (
        "UPDATE journal SET what = 'nothing'",
        "UPDATE journal SET id = id + 100",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT * FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
        "INSERT INTO journal SELECT * FROM journal WHERE true ON CONFLICT DO UPDATE SET who = 'UEVE'",
    ),
    "postgresql": (
        "UPDATE journal SET what = 'nothing'",
        "UPDATE journal SET id = id + 100",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "TRUNCATE journal CASCADE",
        "INSERT INTO journal SELECT * FROM journal ON CONFLICT (id) DO UPDATE SET who = 'UEVE'",
    ),
}
"""Ways to rewrite the journal, by dialect."""


async def overwrite(tx: Transaction, statement: str) -> None:
    await tx.session.exec(text(statement))  # type: ignore[call-overload]


@pytest.mark.parametrize("way", range(6))
async def test_the_journal_is_only_ever_added_to(database: Database, way: int) -> None:
    before = await written(database, "run.prepared", "run.started")
    statement = OVERWRITES[make_url(database.url).get_backend_name()][way]
    async with database.transaction(NOW) as tx:
        with pytest.raises(DBAPIError, match="the journal is only ever added to"):
            await overwrite(tx, statement)
        await tx.session.rollback()
    assert await read(database) == before
