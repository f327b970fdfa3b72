"""Runbooks: every version ever read, kept by its SHA-256 and never changed."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel, col, select, update

from store.columns import UtcDateTime
from store.db import Transaction
from store.runs import Run


class Runbook(SQLModel, table=True):
    """`current` marks the version its name stands for now; `problem` says why a file cannot be run.

    `side` is the side file beside it, if there is one. `given_by` is who gave it in Slack; None for a file
    of the folder.
    """

    __tablename__ = "runbooks"
    __table_args__ = (UniqueConstraint("team_id", "name", "sha256"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    name: str
    sha256: str
    title: str
    raw: bytes = Field(sa_type=LargeBinary)
    read_at: datetime = Field(sa_type=UtcDateTime)
    current: bool = True
    problem: str | None = None
    side: bytes | None = Field(default=None, sa_type=LargeBinary)
    given_by: str | None = None


async def keep(tx: Transaction, runbook: Runbook) -> Runbook:
    """Make this version the current one of its name; a version already kept is not written again."""
    of_name = col(Runbook.team_id) == runbook.team_id, col(Runbook.name) == runbook.name
    await tx.session.exec(update(Runbook).where(*of_name).values(current=False))
    kept = (
        await tx.session.exec(select(Runbook).where(*of_name, col(Runbook.sha256) == runbook.sha256))
    ).first()
    if kept is None:
        kept = runbook
        tx.session.add(kept)
    kept.current, kept.problem = True, runbook.problem
    kept.side, kept.given_by = runbook.side, runbook.given_by
    await tx.session.flush()
    return kept


async def forget_others(tx: Transaction, team_id: str, names: set[str]) -> None:
    """Names of the folder that are no longer offered; their versions stay for the runs that used them."""
    gone = col(Runbook.team_id) == team_id, col(Runbook.name).not_in(names), col(Runbook.given_by).is_(None)
    await tx.session.exec(update(Runbook).where(*gone).values(current=False))


async def offered(tx: Transaction, team_id: str) -> list[Runbook]:
    """The current version of every name, readable or not, by name."""
    query = (
        select(Runbook).where(Runbook.team_id == team_id, col(Runbook.current)).order_by(col(Runbook.name))
    )
    return list((await tx.session.exec(query)).all())


async def in_use(tx: Transaction, team_id: str) -> list[Runbook]:
    """Those given in Slack, then those of open runs, which may be older versions."""
    running = select(Run.runbook_id).where(Run.team_id == team_id, col(Run.ended_at).is_(None))
    given = col(Runbook.current) & col(Runbook.given_by).is_not(None)
    of_runs = col(Runbook.id).in_(running)
    query = (
        select(Runbook).where(Runbook.team_id == team_id, given | of_runs).order_by(of_runs, col(Runbook.id))
    )
    return list((await tx.session.exec(query)).all())


async def named(tx: Transaction, team_id: str, name: str) -> Runbook | None:
    """The current version of that name."""
    query = select(Runbook).where(Runbook.team_id == team_id, Runbook.name == name, col(Runbook.current))
    return (await tx.session.exec(query)).first()


async def find(tx: Transaction, team_id: str, runbook_id: int) -> Runbook | None:
    """A version, if it is this workspace's."""
    query = select(Runbook).where(Runbook.id == runbook_id, Runbook.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def get(tx: Transaction, runbook_id: int) -> Runbook:
    return (await tx.session.exec(select(Runbook).where(Runbook.id == runbook_id))).one()
