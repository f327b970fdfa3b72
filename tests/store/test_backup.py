"""Backup, restore, and the check that the record is whole: on and between both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from store import backup, checkup, journal, messages, migrations, runbooks
from store.db import Database
from store.runbooks import Runbook
from tests import databases

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture(params=databases.KINDS)
async def other(request: pytest.FixtureRequest, tmp_path: Path, postgresql: str) -> AsyncIterator[Database]:
    """An empty database of either kind."""
    folder = tmp_path / "other"
    folder.mkdir()
    url = databases.sqlite(folder) if request.param == "sqlite" else await databases.postgresql(postgresql)
    opened = Database(url)
    yield opened
    await opened.close()


async def fill(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await runbooks.keep(
            tx, Runbook(team_id="T", name="a", sha256="0", title="A ≥ 🎉", raw=b"\x00\xff", read_at=NOW)
        )
        for number in range(3):
            await journal.record(tx, "T", "run:1", "UANA", "item.done", item=f"i{number}", reason=None)
        card = await messages.card(tx, "T", "run", "1", "C1", pinned=True)
        await messages.note(tx, "T", "said", "C1", {"text": "hello", "blocks": []}, parent=card)


async def test_a_backup_moves_everything_to_either_database(
    database: Database, other: Database, tmp_path: Path
) -> None:
    await fill(database)
    file = tmp_path / "runsheet.backup"
    written = await database.inspect(lambda connection: backup.write(connection, file))
    restored = await other.inspect(lambda connection: backup.read(connection, file))
    assert written == restored > 0
    assert await other.inspect(lambda connection: list(checkup.problems(connection))) == []
    async with other.transaction(NOW) as tx:
        entries = await journal.read(tx, "T", "run:1")
        assert [entry.detail["item"] for entry in entries] == ["i0", "i1", "i2"]
        assert [entry.hash for entry in entries] == [journal.digest(entry) for entry in entries]
        kept = (await runbooks.offered(tx, "T"))[0]
        assert (kept.raw, kept.title, kept.read_at) == (b"\x00\xff", "A ≥ 🎉", NOW)
        await journal.record(tx, "T", "run:1", "UBEN", "item.done")  # new rows get numbers of their own


async def test_a_restore_needs_an_empty_database(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "runsheet.backup"
    await database.inspect(lambda connection: backup.write(connection, file))
    with pytest.raises(backup.Unusable, match="not empty"):
        await database.inspect(lambda connection: backup.read(connection, file))


@pytest.mark.parametrize("content", [b"", b"not gzip", b"\x1f\x8b\x08\x00cut"])
async def test_a_broken_file_is_refused_and_leaves_the_database_empty(
    other: Database, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    with pytest.raises(backup.Unusable, match="not a whole backup"):
        await other.inspect(lambda connection: backup.read(connection, file))
    assert await other.inspect(migrations.revision) is None


def without_triggers(connection: Connection, *statements: str) -> None:
    """What somebody with the database's password could do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
    else:
        connection.execute(text("DROP TRIGGER journal_keeps_update"))
        connection.execute(text("DROP TRIGGER journal_keeps_delete"))
    for statement in statements:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE journal SET who = 'UEVE' WHERE seq = 2", "Entry 2 of the journal of run:1 was changed."),
        ("DELETE FROM journal WHERE seq = 2", "The journal of run:1 has a gap before entry 3."),
        ("DELETE FROM journal WHERE seq = 3", "The journal of run:1 does not end where it should (entry 3)."),
    ],
)
async def test_tampering_is_named(database: Database, tampering: str, said: str) -> None:
    await fill(database)
    await database.inspect(lambda connection: without_triggers(connection, tampering))
    found = await database.inspect(lambda connection: list(checkup.problems(connection)))
    assert "The triggers that keep the journal from being changed are gone." in found
    assert said in found


async def test_an_empty_database_and_an_old_one_are_told_apart(other: Database) -> None:
    (said,) = await other.inspect(lambda connection: list(checkup.problems(connection)))
    assert "empty" in said
