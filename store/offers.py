"""Newer versions of a runbook and of its side file, as the runs under way were offered them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, select

from store.columns import UtcDateTime
from store.db import Transaction
from store.runs import Run


class Answer(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    KEPT = "kept"
    REPLACED = "replaced"
    """There is a version newer still, or the files are back to what they were."""


class Offer(SQLModel, table=True):
    """Of one checklist and the side file beside it, by its SHA-256 ("" without one); `by` is who answered.

    `document` and `bindings`: which of the two is another one than the run has.
    """

    __tablename__ = "offers"
    __table_args__ = (UniqueConstraint("run_id", "runbook_id", "side"),)

    id: int = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="runs.id", index=True)
    runbook_id: int = Field(foreign_key="runbooks.id")
    side: str
    document: bool
    bindings: bool
    answer: str = Answer.OPEN
    by: str | None = None
    at: datetime = Field(sa_type=UtcDateTime)


async def add(tx: Transaction, offer: Offer) -> Offer:
    tx.session.add(offer)
    await tx.session.flush()
    return offer


async def of(tx: Transaction, run_id: int, runbook_id: int, side: str) -> Offer | None:
    query = select(Offer).where(
        Offer.run_id == run_id, Offer.runbook_id == runbook_id, Offer.side == side
    )  # fmt: skip
    return (await tx.session.exec(query)).first()


async def find(tx: Transaction, team_id: str, offer_id: int) -> Offer | None:
    """One to a run of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Offer).join(Run).where(Offer.id == offer_id, Run.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def unanswered(tx: Transaction, run_id: int) -> list[Offer]:
    query = select(Offer).where(Offer.run_id == run_id, Offer.answer == Answer.OPEN)
    return list((await tx.session.exec(query)).all())
