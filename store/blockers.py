"""What stops a run now, written and cleared by whoever causes it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, delete, select

from store.columns import UtcDateTime
from store.db import Transaction

AT_THE_END = 1_000_000
"""The ordinal of no section: what is put from there on stops only the end of the run."""


class Blocker(SQLModel, table=True):
    """It stops sections from `from_ordinal` on, by default all that are not open yet."""

    __tablename__ = "blockers"

    run_id: int = Field(primary_key=True, foreign_key="runs.id")
    cause: str = Field(primary_key=True)
    text: str
    since: datetime = Field(sa_type=UtcDateTime)
    from_ordinal: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


async def put(tx: Transaction, run_id: int, cause: str, text: str, *, from_ordinal: int = 0) -> None:
    await tx.session.merge(
        Blocker(run_id=run_id, cause=cause, text=text, since=tx.now, from_ordinal=from_ordinal)
    )


async def clear(tx: Transaction, run_id: int, cause: str) -> None:
    await tx.session.exec(delete(Blocker).where(col(Blocker.run_id) == run_id, col(Blocker.cause) == cause))


async def of_run(tx: Transaction, run_id: int) -> list[Blocker]:
    """All that stops it or will, oldest first."""
    query = select(Blocker).where(Blocker.run_id == run_id).order_by(col(Blocker.since), col(Blocker.cause))
    return list((await tx.session.exec(query)).all())


async def of_section(tx: Transaction, run_id: int, ordinal: int) -> list[Blocker]:
    """What stops a section of that ordinal."""
    return [each for each in await of_run(tx, run_id) if each.from_ordinal <= ordinal]


async def of_end(tx: Transaction, run_id: int) -> list[Blocker]:
    """What stops nothing but the end of the run."""
    return [each for each in await of_run(tx, run_id) if each.from_ordinal >= AT_THE_END]
