"""The schema's history: from nothing to what the tables say, and never backwards."""

from hashlib import sha256
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from store import journal, messages, migrations, offers, tables
from store.db import Database
from tests.store.samples import NOW


def difference(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_migrations_make_what_the_tables_say(database: Database, database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(difference) == []
        made = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    await engine.dispose()
    assert made == {str(table.__tablename__) for table in tables.ALL} | {"alembic_version"}


def test_every_table_is_listed() -> None:
    assert {str(table.__tablename__) for table in tables.ALL} == set(SQLModel.metadata.tables)


HISTORY = ScriptDirectory.from_config(migrations.config())
REVISIONS = [script.revision for script in HISTORY.walk_revisions()]


def test_history_is_one_line() -> None:
    assert len(HISTORY.get_heads()) == 1
    assert sorted(REVISIONS, reverse=True) == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS)
async def test_the_journal_is_protected_after_upgrading_from(revision: str, empty_database_url: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(migrations.config(sync), revision))
    await engine.dispose()
    database = Database(empty_database_url)
    await database.open()
    async with database.transaction(NOW) as tx:
        await journal.record(tx, "THARBOR", "run:1", "UANA", "run.started")
        with pytest.raises(DBAPIError, match="the journal is only ever added to"):
            await tx.session.exec(text("DELETE FROM journal"))  # type: ignore[call-overload]
        await tx.session.rollback()
    await database.close()


async def test_an_offer_of_before_side_files_were_offered_stays(empty_database_url: str) -> None:
    """With its card, whose buttons say another thing from then on."""
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(_offered_at_0014)
    await engine.dispose()
    database = Database(empty_database_url)
    await database.open()
    async with database.transaction(NOW) as tx:
        (kept,) = await offers.unanswered(tx, 1)
        assert kept == await offers.find(tx, "THARBOR", kept.id)
        assert await offers.find(tx, "TOTHER", kept.id) is None
        assert (kept.runbook_id, kept.side, kept.at) == (1, sha256(b"zone: UTC").hexdigest(), NOW)
        card = await messages.find(tx, "THARBOR", f"newer:{kept.id}")
        assert card is not None
        assert (card.subject, card.wanted) == (str(kept.id), 2)
    await database.close()


def _offered_at_0014(connection: Connection) -> None:
    command.upgrade(migrations.config(connection), "0014")
    rows: dict[str, dict[str, Any]] = {
        "runbooks": {"name": "small", "sha256": "0" * 64, "raw": b"# T", "read_at": NOW, "current": True,
                     "side": b"zone: UTC"},
        "runs": {"number": 1, "runbook_id": 1, "planned_at": NOW, "percent": 0},
        "offers": {"run_id": 1, "runbook_id": 1, "answer": "open", "at": NOW},
        "messages": {"key": "newer:1/1", "kind": "newer", "subject": "1/1", "wanted": 1, "shown": 1,
                     "wanted_at": NOW},
    }  # fmt: skip
    for name, values in rows.items():
        table = Table(name, MetaData(), autoload_with=connection)
        asked = [c for c in table.c if not c.nullable and c.server_default is None and c.name not in values]
        blank = {c.name: 1 if c.primary_key else _blank(c.type.python_type) for c in asked}
        team = {"team_id": "THARBOR"} if "team_id" in table.c else {}
        connection.execute(table.insert().values({**blank, **team, **values}))


def _blank(kind: type) -> Any:
    return False if kind is bool else 0 if kind is int else ""


async def test_opening_again_changes_nothing(database: Database, database_url: str) -> None:
    again = Database(database_url)
    await again.open()
    async with again.reading(NOW) as tx:
        rows = await tx.session.exec(text("SELECT version_num FROM alembic_version"))  # type: ignore[call-overload]
        assert len(rows.all()) == 1
    await again.close()


async def test_a_database_of_a_later_program_is_refused(database: Database, database_url: str) -> None:
    async with database.transaction(NOW) as tx:
        await tx.session.exec(text("UPDATE alembic_version SET version_num = '9999'"))  # type: ignore[call-overload]
    older = Database(database_url)
    with pytest.raises(migrations.Newer, match=r"schema 9999, .*\. Upgrade Runsheet, or restore a backup"):
        await older.open()
    await older.close()
    async with database.reading(NOW) as tx:
        rows = await tx.session.exec(text("SELECT version_num FROM alembic_version"))  # type: ignore[call-overload]
        assert rows.scalar_one() == "9999", "it was left as it is"
