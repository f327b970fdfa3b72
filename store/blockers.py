"""What stops a run now, written and cleared by whoever causes it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, delete, select

from store.columns import UtcDateTime
from store.db import Transaction


class Blocker(SQLModel, table=True):
    __tablename__ = "blockers"

    run_id: int = Field(primary_key=True, foreign_key="runs.id")
    cause: str = Field(primary_key=True)
    text: str
    since: datetime = Field(sa_type=UtcDateTime)


async def put(tx: Transaction, run_id: int, cause: str, text: str) -> None:
    await tx.session.merge(Blocker(run_id=run_id, cause=cause, text=text, since=tx.now))


async def clear(tx: Transaction, run_id: int, cause: str) -> None:
    await tx.session.exec(delete(Blocker).where(col(Blocker.run_id) == run_id, col(Blocker.cause) == cause))


async def of_run(tx: Transaction, run_id: int) -> list[Blocker]:
    query = select(Blocker).where(Blocker.run_id == run_id).order_by(col(Blocker.since))
    return list((await tx.session.exec(query)).all())
