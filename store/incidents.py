"""Incidents. One is open until `resolved_at` is set."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Incident(SQLModel, table=True):
    """`tree` is the contact tree as it was when the incident was declared: a list of commands…plan.Level.

    `clock_from` is when the first level was due, moved on by the time that somebody had the incident;
    `levels_done` are the positions that were paged or skipped since, `paged_at` is when somebody was last
    paged. `channel_name` is claimed before the channel is made; `channel_problem` says why there is none.
    `active_at` is the last sign of life of whoever has it; `quiet_asked_at`, `update_due_at` are what the
    clock has asked, or will ask.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "channel_name"),
        UniqueConstraint("team_id", "channel"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    number: int
    title: str
    severity: int
    state: str
    private: bool = False
    run_id: int | None = Field(default=None, foreign_key="runs.id", index=True)
    source: str | None = None
    declared_by: str
    declared_at: datetime = Field(sa_type=UtcDateTime)

    channel_name: str | None = None
    channel: str | None = None
    channel_problem: str | None = None

    tree: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    clock_from: datetime = Field(sa_type=UtcDateTime)
    levels_done: list[int] = Field(default_factory=list, sa_type=Json)
    paged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    active_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    quiet_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    update_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    roles: dict[str, str] = Field(default_factory=dict, sa_type=Json)

    decision: str | None = None
    mitigated_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_by: str | None = None
    summary: str | None = None
    postmortem_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    postmortem_owner: str | None = None
    postmortem_link: str | None = None
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reviewed_by: str | None = None
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def add(tx: Transaction, incident: Incident) -> Incident:
    """Store an incident under the workspace's next number."""
    last = select(func.max(Incident.number)).where(Incident.team_id == incident.team_id)
    incident.number = ((await tx.session.exec(last)).one() or 0) + 1
    tx.session.add(incident)
    await tx.session.flush()
    return incident


async def find(tx: Transaction, team_id: str, incident_id: int) -> Incident | None:
    """An incident of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Incident).where(Incident.id == incident_id, Incident.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def numbered(tx: Transaction, team_id: str, number: int) -> Incident | None:
    query = select(Incident).where(Incident.number == number, Incident.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_channel(tx: Transaction, team_id: str, channel: str) -> Incident | None:
    query = select(Incident).where(Incident.channel == channel, Incident.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_run(tx: Transaction, team_id: str, run_id: int) -> list[Incident]:
    query = select(Incident).where(Incident.team_id == team_id, Incident.run_id == run_id)
    return list((await tx.session.exec(query.order_by(col(Incident.id)))).all())


async def of_source(tx: Transaction, team_id: str, source: str) -> Incident | None:
    """The open incident that a webhook's group of alerts has made."""
    query = select(Incident).where(
        Incident.team_id == team_id, Incident.source == source, col(Incident.resolved_at).is_(None)
    )
    return (await tx.session.exec(query.order_by(col(Incident.id).desc()))).first()


async def open_ones(tx: Transaction, team_id: str) -> list[Incident]:
    """Not resolved yet, the gravest first."""
    query = select(Incident).where(Incident.team_id == team_id, col(Incident.resolved_at).is_(None))
    return list((await tx.session.exec(query.order_by(col(Incident.severity), col(Incident.id)))).all())


async def unreviewed(tx: Transaction, team_id: str) -> list[Incident]:
    """Resolved, but not through yet."""
    query = select(Incident).where(
        Incident.team_id == team_id,
        col(Incident.resolved_at).is_not(None),
        col(Incident.reviewed_at).is_(None),
    )
    return list((await tx.session.exec(query.order_by(col(Incident.id)))).all())


async def latest(tx: Transaction, team_id: str, count: int) -> list[Incident]:
    """The newest first."""
    query = select(Incident).where(Incident.team_id == team_id).order_by(col(Incident.id).desc())
    return list((await tx.session.exec(query.limit(count))).all())


async def name_is_free(tx: Transaction, team_id: str, name: str) -> bool:
    query = select(Incident.id).where(Incident.team_id == team_id, Incident.channel_name == name)
    return (await tx.session.exec(query)).first() is None
