"""Readings overruled: what a line of a runbook is, for those who have looked at it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, delete, select

from store.columns import UtcDateTime
from store.db import Transaction


class Overruled(SQLModel, table=True):
    """`key` is that of runbook.overrule; `what` what the line is instead."""

    __tablename__ = "readings"

    team_id: str = Field(primary_key=True)
    runbook: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    what: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


async def of(tx: Transaction, team_id: str, runbook: str) -> dict[str, Overruled]:
    """What is overruled in the runbook of that name, by key."""
    query = select(Overruled).where(Overruled.team_id == team_id, Overruled.runbook == runbook)
    return {each.key: each for each in (await tx.session.exec(query)).all()}


async def put(tx: Transaction, overruled: Overruled) -> None:
    await tx.session.merge(overruled)


async def clear(tx: Transaction, team_id: str, runbook: str, key: str) -> None:
    """The line is what it was read as again."""
    which = col(Overruled.team_id) == team_id, col(Overruled.runbook) == runbook, col(Overruled.key) == key
    await tx.session.exec(delete(Overruled).where(*which))
