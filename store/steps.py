"""The steps of an incident's severity, in order."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction


class Step(SQLModel, table=True):
    """`does` is what kind of step it is: commands/incident/playbook.py."""

    __tablename__ = "incident_steps"
    __table_args__ = (UniqueConstraint("incident_id", "severity", "ordinal"),)

    id: int = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incidents.id", index=True)
    severity: int
    ordinal: int
    does: str
    text: str
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by: str | None = None


async def add_all(tx: Transaction, steps: list[Step]) -> None:
    tx.session.add_all(steps)
    await tx.session.flush()


async def of_incident(tx: Transaction, incident_id: int, severity: int) -> list[Step]:
    query = select(Step).where(Step.incident_id == incident_id, Step.severity == severity)
    return list((await tx.session.exec(query.order_by(col(Step.ordinal)))).all())


async def doing(tx: Transaction, incident_id: int, does: str) -> list[Step]:
    """Those of that kind, of whatever severity."""
    query = select(Step).where(Step.incident_id == incident_id, Step.does == does)
    return list((await tx.session.exec(query)).all())


async def done(tx: Transaction, incident_id: int) -> list[Step]:
    """Those that are done, of whatever severity."""
    query = select(Step).where(Step.incident_id == incident_id, col(Step.done_at).is_not(None))
    return list((await tx.session.exec(query)).all())
