"""The database: opening it, bringing its schema up to date, and transactions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from store import engines, migrations

Result = TypeVar("Result")


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

    def __init__(self, url: str, patience: float = engines.PATIENCE) -> None:
        self.url = url
        self._patience = patience
        self._engine = engines.make(url, patience)
        self._writing = asyncio.Lock()

    async def open(self) -> None:
        """Bring the schema up to date. Raises Unavailable, or migrations.Newer for one of a later program."""
        await self.inspect(migrations.upgrade)

    async def inspect(self, work: Callable[[Connection], Result]) -> Result:
        """Run work on a plain connection, in one transaction of its own. Raises Unavailable."""
        try:
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)
        except (DBAPIError, OSError) as error:
            said = error.orig if isinstance(error, DBAPIError) else error
            raise Unavailable(f"The database {self} cannot be opened: {said}.") from error

    def __str__(self) -> str:
        """Where it is, without the password."""
        return make_url(self.url).render_as_string(hide_password=True)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self, now: datetime) -> AsyncIterator[Transaction]:
        """Commits at the end of the block, rolls back when it raises. One writer at a time.

        Raises Unavailable where the database cannot take it now.
        """
        async with self._writing, self._session(reading=False) as session:
            yield Transaction(session, now)
            await session.commit()

    @asynccontextmanager
    async def reading(self, now: datetime) -> AsyncIterator[Transaction]:
        """A consistent look that writes nothing and waits for no writer. Raises Unavailable."""
        async with self._session(reading=True) as session:
            yield Transaction(session, now)

    @asynccontextmanager
    async def _session(self, *, reading: bool) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            try:
                await self._begun(session, reading=reading)
                yield session
            except (DBAPIError, OSError) as error:
                if not _passing(error):
                    raise
                raise Unavailable(str(error)) from error

    async def _begun(self, session: AsyncSession, *, reading: bool) -> None:
        """SQLite is asked again and again, as it cannot be called off while it waits; see engines.SLICE."""
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + self._patience
        while True:
            try:
                await session.connection(execution_options={"reading": reading})
            except OperationalError as error:
                if engines.LOCKED not in str(error.orig) or loop.time() >= give_up_at:
                    raise
                await session.rollback()
            else:
                return

    async def takes_writes(self) -> bool:
        """Whether a write goes through: not locked, not full, not gone. Leaves nothing behind."""
        try:
            async with self._session(reading=False) as session:
                await (await session.connection()).execute(engines.PROBES[self._engine.dialect.name])
        except (Unavailable, DBAPIError):
            return False
        return True


def _passing(error: DBAPIError | OSError) -> bool:
    """Locked, full, restarting, unreachable: it may go through later. Anything else is a bug of ours."""
    if isinstance(error, OSError | OperationalError | InterfaceError) or error.connection_invalidated:
        return True
    return str(getattr(error.orig, "sqlstate", "") or "").startswith(engines.PASSING)
