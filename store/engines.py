"""What each database needs so that both behave the same: writers take turns, reads wait for nobody."""

from functools import partial
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PATIENCE = 2.0
"""Seconds a transaction waits for the writer before it; inside Slack's 3-second answer."""

SLICE = 0.1
"""Seconds SQLite may wait in its thread at a time: nobody can be called off while it does."""

WRITERS = 0x52554E53
"""The advisory lock that writers hold on PostgreSQL until they commit ("RUNS")."""

PASSING = ("08", "25P03", "28", "3D", "40001", "40P01", "53", "55P03", "57P")
"""SQLSTATEs of PostgreSQL: connection, time-outs, access, conflicts, resources, locks, shutdown."""

LOCKED = "database is locked"
"""What SQLite says where another process writes."""

_PROBE = "INSERT INTO inbox (key, answer, at) VALUES ('probe', {room}, CURRENT_TIMESTAMP)"
PROBES = {
    "sqlite": text(_PROBE.format(room="'x' || hex(zeroblob(16384))")),  # digits alone become a number
    "postgresql": text(_PROBE.format(room="to_json(repeat('.', 16384))")),
}
"""A row that needs room of its own, to be rolled back: whether a write goes through."""


def make(url: str, patience: float) -> AsyncEngine:
    """An engine whose transactions read, with the option `reading`, or else write."""
    engine = create_async_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", partial(_set_up_sqlite, patience))
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        event.listen(engine.sync_engine, "begin", partial(_begin_postgresql, patience))
    return engine


def _reading(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("reading", False))


def _set_up_sqlite(patience: float, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the journal's triggers
        f"busy_timeout={int(min(patience, SLICE) * 1000)}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN lets two readers both decide to write; the second then fails or acts on old rows.
    connection.exec_driver_sql("BEGIN" if _reading(connection) else "BEGIN IMMEDIATE")


def _begin_postgresql(patience: float, connection: Connection) -> None:
    """Handlers decide on what they read, so writers take turns here as they do on SQLite.

    Row locks in every handler would let more of them run at once, and one forgotten lock would let two people
    tick one item. A turn takes milliseconds; a busy deployment has a few clicks a second.
    """
    if _reading(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return
    milliseconds = int(patience * 1000)
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
    connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = {5 * milliseconds}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
