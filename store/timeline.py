"""What happened in an incident, in words: the acts of people and clock, notes, decisions, what was said."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction


class Kind(StrEnum):
    EVENT = "event"
    NOTE = "note"
    DECISION = "decision"
    UPDATE = "update"
    MESSAGE = "message"


class Moment(SQLModel, table=True):
    """`at` is when it happened, `added_at` when it was put here. `by` is a person, or "clock".

    `channel` and `ts` are of a message that somebody wrote.
    """

    __tablename__ = "timeline"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    incident_id: int = Field(foreign_key="incidents.id", index=True)
    kind: str
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    text: str
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
    channel: str | None = None
    ts: str | None = None


async def add(tx: Transaction, moment: Moment) -> Moment:
    tx.session.add(moment)
    await tx.session.flush()
    return moment


async def of_incident(tx: Transaction, incident_id: int, *kinds: Kind) -> list[Moment]:
    """By the time at which it happened; of all kinds where none are named."""
    query = select(Moment).where(Moment.incident_id == incident_id)
    if kinds:
        query = query.where(col(Moment.kind).in_(kinds))
    return list((await tx.session.exec(query.order_by(col(Moment.at), col(Moment.id)))).all())


async def has_message(tx: Transaction, incident_id: int, channel: str, ts: str) -> bool:
    query = select(Moment.id).where(
        Moment.incident_id == incident_id, Moment.channel == channel, Moment.ts == ts
    )
    return (await tx.session.exec(query)).first() is not None
