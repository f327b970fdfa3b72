"""The database: opening it, bringing its schema up to date, and transactions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from store import migrations

BUSY_TIMEOUT = 2.0
"""Seconds a transaction waits for the database's lock; inside Slack's 3-second answer."""


class Wake(StrEnum):
    """Work that a commit may have caused."""

    MESSAGES = "messages"
    EFFECTS = "effects"
    TIMERS = "timers"


@dataclass
class Transaction:
    """One unit of work: everything a handler may touch. `now` is story time."""

    session: AsyncSession
    now: datetime
    facts: list[object] = field(default_factory=list)
    wakes: set[Wake] = field(default_factory=set)

    def tell(self, fact: object) -> None:
        """Other features' reactions to `fact` run before this transaction commits."""
        self.facts.append(fact)


class Unavailable(Exception):
    """The database did not answer in time, or not at all; nothing was written."""


class Database:
    """`patience` is how long, in real seconds, a transaction waits for other processes."""

    def __init__(self, url: str, patience: float = BUSY_TIMEOUT) -> None:
        self.url = url
        self._engine = _engine(url, patience)
        self._writing = asyncio.Lock()

    async def open(self) -> None:
        """Bring the schema up to date. Raises Unavailable, or migrations.Newer for one of a later program."""
        try:
            async with self._engine.begin() as connection:
                await connection.run_sync(migrations.upgrade)
        except DatabaseError as error:
            raise Unavailable(f"The database {self.url} cannot be opened: {error.orig}.") from error

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self, now: datetime) -> AsyncIterator[Transaction]:
        """Commits at the end of the block, rolls back when it raises. One writer at a time."""
        async with self._writing, self._session(reading=False) as session:
            yield Transaction(session, now)
            await session.commit()

    @asynccontextmanager
    async def reading(self, now: datetime) -> AsyncIterator[Transaction]:
        """A consistent look that writes nothing and waits for no writer."""
        async with self._session(reading=True) as session:
            yield Transaction(session, now)

    @asynccontextmanager
    async def _session(self, *, reading: bool) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            try:
                await session.connection(execution_options={"reading": reading})
            except OperationalError as error:
                raise Unavailable(str(error.orig)) from error
            yield session

    async def answers(self) -> bool:
        """Whether a query comes back."""
        try:
            async with self._engine.connect() as connection:
                await connection.execution_options(reading=True)
                await connection.execute(text("SELECT 1"))
        except OperationalError:
            return False
        return True


def _engine(url: str, patience: float) -> AsyncEngine:
    def set_up(connection: Any, _record: object) -> None:
        _set_up_sqlite(connection, patience)

    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", set_up)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, patience: float) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the journal's triggers
        f"busy_timeout={int(patience * 1000)}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN lets two readers both decide to write; the second then fails or acts on old rows.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
