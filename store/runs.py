"""Runs: one execution of a runbook. A run is open until `ended_at` is set."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Run(SQLModel, table=True):
    """`side` is the runbook's side file as it was when the run was made, `answered` what people answered
    besides: `baselines` and `signals`, by their names.

    `commit` is the one of its release, where it was named: 7 to 40 hex digits.
    `started_at` is the real start: of the first stage at or after T0, or of a run without a clock.
    `topic_before` is what its channel's topic was, `topic` what it was last set to. `percent` of the traffic
    is on the new version, all of it since `live_at`; `percent_read` is what a metric says of that.
    """

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index(
            "one_open_run",
            "team_id",
            "service_key",
            "environment_key",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    number: int
    title: str
    service: str
    service_key: str
    environment: str
    environment_key: str
    version: str
    previous: str | None = None
    commit: str | None = None
    runbook_id: int = Field(foreign_key="runbooks.id")
    state: str
    lead: str
    channel: str
    zone: str
    planned_at: datetime = Field(sa_type=UtcDateTime)
    side: bytes | None = Field(default=None, sa_type=LargeBinary)
    answered: dict[str, Any] | None = Field(default=None, sa_type=Json)
    topic_before: str | None = None
    topic: str | None = None
    percent: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    percent_read: float | None = None
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str | None = None
    reason: str | None = None
    abort_asked_by: str | None = None
    abort_reason: str | None = None


def key(text: str) -> str:
    """What makes two spellings of a service or environment the same."""
    return " ".join(text.casefold().split())


async def add(tx: Transaction, run: Run) -> Run:
    """Store a run under the workspace's next number."""
    last = (await tx.session.exec(select(func.max(Run.number)).where(Run.team_id == run.team_id))).one()
    run.number = (last or 0) + 1
    tx.session.add(run)
    await tx.session.flush()
    return run


async def get(tx: Transaction, run_id: int) -> Run:
    return (await tx.session.exec(select(Run).where(Run.id == run_id))).one()


async def find(tx: Transaction, team_id: str, run_id: int) -> Run | None:
    """A run of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Run).where(Run.id == run_id, Run.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def numbered(tx: Transaction, team_id: str, number: int) -> Run | None:
    query = select(Run).where(Run.number == number, Run.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def with_number(tx: Transaction, number: int) -> list[Run]:
    """The runs of that number, one a workspace."""
    return list((await tx.session.exec(select(Run).where(Run.number == number).order_by(Run.team_id))).all())


async def latest(tx: Transaction, team_id: str, channel: str | None = None) -> Run | None:
    """The newest there is, in a channel or anywhere."""
    within = () if channel is None else (Run.channel == channel,)
    query = select(Run).where(Run.team_id == team_id, *within).order_by(col(Run.id).desc())
    return (await tx.session.exec(query)).first()


async def open_runs(tx: Transaction, team_id: str) -> list[Run]:
    query = select(Run).where(Run.team_id == team_id, col(Run.ended_at).is_(None)).order_by(col(Run.id))
    return list((await tx.session.exec(query)).all())


async def open_for(tx: Transaction, team_id: str, service: str, environment: str) -> Run | None:
    """The one open run of a service in an environment."""
    query = select(Run).where(
        Run.team_id == team_id,
        Run.service_key == key(service),
        Run.environment_key == key(environment),
        col(Run.ended_at).is_(None),
    )
    return (await tx.session.exec(query)).first()
