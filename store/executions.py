"""Commands and probes of a run that were started: what exactly, by whom, and how each ended."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, col, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Execution(SQLModel, table=True):
    """`command` is its name in the bindings, `shown` what was run, as whoever started it saw it.

    `then` is a timer that is due for its id when it has ended; `subject` is whatever that is about. What a
    person said about how it ended is `settled_by` theirs. `head` and `tail` are its output, masked, with
    `left_out` bytes missing between; `seconds` are real. Of a probe, `looks` counts how often it has looked
    and `in_a_row` the good answers since the last bad one. `link` is where it can be watched.
    """

    __tablename__ = "executions"

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    run_id: int = Field(foreign_key="runs.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="items.id", index=True)
    command: str
    way: str
    shown: str
    given: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    by: str
    state: str
    then: str | None = None
    subject: str = ""

    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: str | None = None
    said: str | None = None
    code: int | None = None
    seconds: float | None = None
    head: str = ""
    tail: str = ""
    left_out: int = Field(default=0, sa_type=BigInteger)
    in_a_row: int = 0
    looks: int = 0
    link: str | None = None
    outside_id: int | None = Field(default=None, sa_type=BigInteger)


async def add(tx: Transaction, execution: Execution) -> Execution:
    tx.session.add(execution)
    await tx.session.flush()
    return execution


async def find(tx: Transaction, team_id: str, execution_id: int) -> Execution | None:
    """One of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Execution).where(Execution.id == execution_id, Execution.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_items(tx: Transaction, item_ids: list[int]) -> list[Execution]:
    """All of these items, in the order in which they were started."""
    query = select(Execution).where(col(Execution.item_id).in_(item_ids)).order_by(col(Execution.id))
    return list((await tx.session.exec(query)).all())


async def of_run(tx: Transaction, run_id: int) -> list[Execution]:
    """All of them, in the order in which they were started."""
    query = select(Execution).where(Execution.run_id == run_id).order_by(col(Execution.id))
    return list((await tx.session.exec(query)).all())


async def open_of_run(tx: Transaction, run_id: int) -> list[Execution]:
    """Those that have not ended, or of which nobody knows how."""
    query = select(Execution).where(Execution.run_id == run_id, col(Execution.ended_at).is_(None))
    return list((await tx.session.exec(query.order_by(col(Execution.id)))).all())
