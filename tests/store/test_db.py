"""Transactions: all or nothing, one writer at a time, readers never in the way."""

import asyncio

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from store import blockers, people, timers
from store.db import Database, Unavailable, Wake
from store.people import Person
from tests.store.samples import NOW, TEAM, later


def somebody(name: str) -> Person:
    return Person(team_id=TEAM, user_id="UANA", name=name, zone="UTC", standing="member", seen_at=NOW)


async def name_of(database: Database) -> str | None:
    async with database.reading(NOW) as tx:
        found = await people.find(tx, TEAM, "UANA")
    return found.name if found else None


async def test_what_a_block_wrote_is_kept_when_it_ends(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
    assert await name_of(database) == "Ana"


async def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.transaction(NOW) as tx:
            await people.keep(tx, somebody("Ana"))
            await timers.put(tx, TEAM, "start", "1", NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail()
    async with database.reading(NOW) as tx:
        assert await people.find(tx, TEAM, "UANA") is None
        assert await timers.next_due(tx) is None


async def test_a_look_writes_nothing(database: Database) -> None:
    async with database.reading(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
    assert await name_of(database) is None


async def test_what_was_written_outlives_the_process(database: Database, database_url: str) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
    await database.close()
    again = Database(database_url)
    await again.open()
    assert await name_of(again) == "Ana"
    await again.close()


async def count_up(database: Database) -> None:
    """Read, let the others have their turn, write: what an unlocked database loses updates with."""
    async with database.transaction(NOW) as tx:
        found = await people.find(tx, TEAM, "UANA")
        counted = int(found.name) if found else 0
        await asyncio.sleep(0)
        await people.keep(tx, somebody(str(counted + 1)))


async def test_six_tasks_of_a_process_never_lose_a_change(database: Database) -> None:
    await asyncio.gather(*(count_up(database) for _ in range(6)))
    assert await name_of(database) == "6"


async def test_six_processes_never_lose_a_change(database: Database, database_url: str) -> None:
    processes = [Database(database_url) for _ in range(6)]
    await asyncio.gather(*(count_up(process) for process in processes for _ in range(3)))
    for process in processes:
        await process.close()
    assert await name_of(database) == "18"


async def test_readers_wait_for_no_writer(database: Database, database_url: str) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
    elsewhere = Database(database_url)
    async with database.transaction(NOW) as tx, asyncio.timeout(1):
        await people.keep(tx, somebody("Anna"))
        await tx.session.flush()
        assert await name_of(database) == "Ana"
        assert await name_of(elsewhere) == "Ana"
    assert await name_of(elsewhere) == "Anna"
    await elsewhere.close()


async def test_a_look_is_of_one_moment(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
    async with database.reading(NOW) as tx:
        assert await people.names(tx, TEAM, ["UANA"]) == {"UANA": "Ana"}
        async with database.transaction(NOW) as other:
            await people.keep(other, somebody("Anna"))
        assert await people.names(tx, TEAM, ["UANA"]) == {"UANA": "Ana"}


async def test_a_writer_that_waits_too_long_is_told(database: Database, database_url: str) -> None:
    hurried = Database(database_url, patience=0.05)
    async with database.transaction(NOW) as tx:
        await people.keep(tx, somebody("Ana"))
        await tx.session.flush()
        with pytest.raises(Unavailable, match="lock"):
            async with hurried.transaction(NOW):
                pytest.fail("two writers at once")
    async with hurried.transaction(NOW) as tx:
        await people.keep(tx, somebody("Anna"))
    assert await name_of(database) == "Anna"
    await hurried.close()


async def test_a_writer_cancelled_while_it_waits_holds_nothing(database: Database, database_url: str) -> None:
    waiting = Database(database_url, patience=0.3)
    async with database.transaction(NOW):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), waiting.transaction(NOW):
                pytest.fail("two writers at once")
    async with asyncio.timeout(1):
        await count_up(database)
        await count_up(waiting)
    assert await name_of(database) == "2"
    await waiting.close()


async def test_a_cancelled_block_leaves_nothing(database: Database) -> None:
    async def write_and_wait() -> None:
        async with database.transaction(NOW) as tx:
            await people.keep(tx, somebody("Ana"))
            written.set()
            await asyncio.Event().wait()

    written = asyncio.Event()
    task = asyncio.create_task(write_and_wait())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await name_of(database) is None
    await count_up(database)
    assert await name_of(database) == "1"


async def test_references_are_held(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction(NOW) as tx:
            await blockers.put(tx, 404, "hold", "a run that is not there")


async def test_a_transaction_knows_what_it_may_have_caused(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        assert tx.wakes == set()
        await timers.put(tx, TEAM, "start", "1", later(minutes=5))
    assert tx.wakes == {Wake.TIMERS}


async def test_a_database_that_cannot_be_opened_does_not_answer(
    database: Database, database_url: str
) -> None:
    assert await database.takes_writes()
    url = make_url(database_url)
    nowhere = Database(url.set(database=f"{url.database}/nowhere").render_as_string(hide_password=False))
    assert not await nowhere.takes_writes()
    with pytest.raises(Unavailable):
        async with nowhere.reading(NOW):
            pytest.fail("opened")
    await nowhere.close()
