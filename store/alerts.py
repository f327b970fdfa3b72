"""Alerts that other systems have sent: each opens an incident once, however often it is sent."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, select

from store.columns import UtcDateTime
from store.db import Transaction


class Alert(SQLModel, table=True):
    """`key` is its fingerprint and when it began. `resolved_at` is what the other system says."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("team_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    key: str
    incident_id: int = Field(foreign_key="incidents.id", index=True)
    title: str
    seen_at: datetime = Field(sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def add(tx: Transaction, alert: Alert) -> None:
    tx.session.add(alert)
    await tx.session.flush()


async def find(tx: Transaction, team_id: str, key: str) -> Alert | None:
    return (await tx.session.exec(select(Alert).where(Alert.team_id == team_id, Alert.key == key))).first()
