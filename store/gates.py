"""Gates of a run: what people sign before it goes on, and before it is closed."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, col, select

from store.columns import UtcDateTime
from store.db import Transaction
from store.runs import Run


class Before(StrEnum):
    """What a gate stands before: the first stage at or after T0, or the end of the run."""

    STAGES = "stages"
    CLOSING = "closing"


class Gate(SQLModel, table=True):
    """Planned for `opens_at`, it waits since `opened_at`, and has let the run through at `passed_at`.

    `document`, `side` and `release` are the SHA-256 of what it was passed for. `from_ordinal` is the first
    section behind it. One that is broken has `broken_by` beside `break_asked_by` and the reason; that this
    was right is to be reviewed by `review_due_at`.
    """

    __tablename__ = "gates"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    before: str
    title: str
    from_ordinal: int
    opens_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    passed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    document: str | None = None
    side: str | None = None
    release: str | None = None
    break_asked_by: str | None = None
    break_reason: str | None = None
    broken_by: str | None = None
    review_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reviewed_by: str | None = None
    review: str | None = None


async def add(tx: Transaction, gate: Gate) -> Gate:
    tx.session.add(gate)
    await tx.session.flush()
    return gate


async def get(tx: Transaction, gate_id: int) -> Gate:
    return (await tx.session.exec(select(Gate).where(Gate.id == gate_id))).one()


async def find(tx: Transaction, team_id: str, gate_id: int) -> Gate | None:
    """A gate of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Gate).where(Gate.id == gate_id, Gate.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_run(tx: Transaction, run_id: int) -> list[Gate]:
    query = select(Gate).where(Gate.run_id == run_id).order_by(col(Gate.id))
    return list((await tx.session.exec(query)).all())


async def waiting(tx: Transaction, team_id: str) -> list[tuple[Gate, Run]]:
    """Those of open runs that can be signed and are not passed, the oldest first."""
    query = (
        select(Gate, Run)
        .join(Run, col(Run.id) == Gate.run_id)
        .where(Gate.team_id == team_id, col(Run.ended_at).is_(None))
        .where(col(Gate.opened_at).is_not(None), col(Gate.passed_at).is_(None))
        .order_by(col(Gate.id))
    )
    return list((await tx.session.exec(query)).all())


async def standing(tx: Transaction, run_id: int, before: Before) -> Gate | None:
    """The one before that, if the run has one."""
    query = select(Gate).where(Gate.run_id == run_id, Gate.before == before)
    return (await tx.session.exec(query)).first()


async def waits(tx: Transaction, run_id: int, before: Before) -> bool:
    """Whether one before that is open and not passed."""
    gate = await standing(tx, run_id, before)
    return gate is not None and gate.opened_at is not None and gate.passed_at is None
