"""Newer versions of a runbook, as the runs under way were offered them."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, select

from store.columns import UtcDateTime
from store.db import Transaction


class Answer(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    KEPT = "kept"
    REPLACED = "replaced"
    """There is a version newer still, or the file is back to what it was."""


class Offer(SQLModel, table=True):
    """Of one version to one run; `by` is who answered."""

    __tablename__ = "offers"

    run_id: int = Field(primary_key=True, foreign_key="runs.id")
    runbook_id: int = Field(primary_key=True, foreign_key="runbooks.id")
    answer: str = Answer.OPEN
    by: str | None = None
    at: datetime = Field(sa_type=UtcDateTime)


async def add(tx: Transaction, offer: Offer) -> None:
    tx.session.add(offer)
    await tx.session.flush()


async def find(tx: Transaction, run_id: int, runbook_id: int) -> Offer | None:
    query = select(Offer).where(Offer.run_id == run_id, Offer.runbook_id == runbook_id)
    return (await tx.session.exec(query)).first()


async def unanswered(tx: Transaction, run_id: int) -> list[Offer]:
    query = select(Offer).where(Offer.run_id == run_id, Offer.answer == Answer.OPEN)
    return list((await tx.session.exec(query)).all())
