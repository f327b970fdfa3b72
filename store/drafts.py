"""Drafts: what is being prepared to become a run. It holds no lock, and has no number yet."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from store.columns import Json, UtcDateTime
from store.db import Transaction
from store.runs import key


class Draft(SQLModel, table=True):
    """One a service and environment; `runbook` is the name of one, whose current version is meant.

    `roles`, `baselines` and `signals` are what was answered, by the name that the runbook has for each.
    `accepted` are the problems that somebody, `accepted_by`, starts with nevertheless, and why.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("team_id", "service_key", "environment_key"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    runbook: str
    service: str
    service_key: str
    environment: str
    environment_key: str
    version: str
    previous: str | None = None
    commit: str | None = None
    lead: str
    channel: str
    zone: str
    planned_at: datetime = Field(sa_type=UtcDateTime)
    begun_by: str
    begun_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    roles: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    baselines: dict[str, float] = Field(default_factory=dict, sa_type=Json)
    signals: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    accepted: list[str] = Field(default_factory=list, sa_type=Json)
    accepted_by: str | None = None
    accepted_why: str | None = None


async def keep(tx: Transaction, draft: Draft) -> Draft:
    """As it is now."""
    draft.changed_at = tx.now
    tx.session.add(draft)
    await tx.session.flush()
    return draft


async def find(tx: Transaction, team_id: str, draft_id: int) -> Draft | None:
    """A draft of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Draft).where(Draft.id == draft_id, Draft.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of(tx: Transaction, team_id: str, service: str, environment: str) -> Draft | None:
    query = select(Draft).where(
        Draft.team_id == team_id,
        Draft.service_key == key(service),
        Draft.environment_key == key(environment),
    )
    return (await tx.session.exec(query)).first()


async def all_of(tx: Transaction, team_id: str) -> list[Draft]:
    """The one changed last comes first."""
    query = select(Draft).where(Draft.team_id == team_id)
    return list((await tx.session.exec(query.order_by(col(Draft.changed_at).desc(), col(Draft.id)))).all())


async def drop(tx: Transaction, draft: Draft) -> None:
    await tx.session.delete(draft)
    await tx.session.flush()
