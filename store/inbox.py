"""Deliveries already handled, with the answer given: a duplicate gets the same answer and changes nothing."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel, col, delete, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Delivered(SQLModel, table=True):
    __tablename__ = "inbox"

    key: str = Field(primary_key=True)
    answer: dict[str, Any] | None = Field(default=None, sa_type=Json)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


async def find(tx: Transaction, key: str) -> Delivered | None:
    return (await tx.session.exec(select(Delivered).where(Delivered.key == key))).first()


async def record(tx: Transaction, key: str, answer: dict[str, Any] | None) -> None:
    tx.session.add(Delivered(key=key, answer=answer, at=tx.now))
    await tx.session.flush()


async def forget_before(tx: Transaction, moment: datetime) -> None:
    """Slack re-delivers for ten minutes, a day with Delayed Events; older keys are of no use."""
    await tx.session.exec(delete(Delivered).where(col(Delivered.at) < moment))
