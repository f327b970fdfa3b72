"""Looks at whether everybody on call can be reached; each waits for what Slack answers of them."""

from datetime import datetime

from sqlmodel import Field, SQLModel, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Check(SQLModel, table=True):
    """`waiting` counts the answers that are still to come; `blind` is what Slack does not let us see."""

    __tablename__ = "oncall_checks"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int | None = None
    begun_at: datetime = Field(sa_type=UtcDateTime)
    asked: list[str] = Field(default_factory=list, sa_type=Json)
    waiting: int = 0
    blind: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def add(tx: Transaction, check: Check) -> Check:
    tx.session.add(check)
    await tx.session.flush()
    return check


async def get(tx: Transaction, check_id: int) -> Check:
    return (await tx.session.exec(select(Check).where(Check.id == check_id))).one()
