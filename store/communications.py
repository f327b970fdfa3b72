"""Communications of a run: who is told what, by when, and whether they were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class State(StrEnum):
    """Of all but PLANNED nothing is to be sent any more; `settled_at` says since when.

    REPLACED is one of a series that the next one has overtaken.
    """

    PLANNED = "planned"
    SENT = "sent"
    NOT_NEEDED = "not needed"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


class Communication(SQLModel, table=True):
    """A line of the checklist at one of its moments, the `nth`; `key` is what the line is known by.

    It is to be out by `due_at`, which is expected as long as what it hangs on, `anchor`, has not come. From
    `asks_at` on, set when that has, people are `asked`, and were at `asked_at`. What waits for an event has
    neither moment, and `waits_for` in words. What was not out in time is `overdue_at`.

    `told_start` is the start of the deployment as it stood when this was sent. A correction `corrects`
    another one: it tells that the start has `moved_to` another moment since.
    """

    __tablename__ = "communications"
    __table_args__ = (UniqueConstraint("run_id", "key", "nth"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id")
    key: str
    nth: int = 1
    line: int
    kind: str
    audience: str
    text: str
    channel: str | None = None
    owner: str | None = None
    anchor: str | None = None
    waits_for: str | None = None
    asks_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked: list[str] = Field(default_factory=list, sa_type=Json)
    overdue_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: str = State.PLANNED
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: str | None = None
    reason: str | None = None
    told_start: datetime | None = Field(default=None, sa_type=UtcDateTime)
    corrects: int | None = Field(default=None, foreign_key="communications.id")
    moved_to: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_open(self) -> bool:
        """Whether somebody was asked for it who has not answered."""
        return self.state == State.PLANNED and self.asked_at is not None


async def add_all(tx: Transaction, rows: list[Communication]) -> None:
    tx.session.add_all(rows)
    await tx.session.flush()


async def find(tx: Transaction, team_id: str, communication_id: int) -> Communication | None:
    """One of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Communication).where(
        Communication.id == communication_id, Communication.team_id == team_id
    )
    return (await tx.session.exec(query)).first()


async def get(tx: Transaction, communication_id: int) -> Communication:
    return (await tx.session.exec(select(Communication).where(Communication.id == communication_id))).one()


async def of_run(tx: Transaction, run_id: int) -> list[Communication]:
    """In the order of their moments; what waits for an event comes last."""
    query = select(Communication).where(Communication.run_id == run_id).order_by(
        col(Communication.due_at).is_(None), col(Communication.due_at), col(Communication.line),
        col(Communication.nth), col(Communication.id),
    )  # fmt: skip
    return list((await tx.session.exec(query)).all())


@dataclass(frozen=True)
class Tally:
    """How many of a run's are how: `open` are asked for and not answered, `corrections` are those not sent.

    What waits for an event that has not come, and corrections, are not of the `total`.
    """

    sent: int = 0
    not_needed: int = 0
    replaced: int = 0
    cancelled: int = 0
    open: int = 0
    to_come: int = 0
    corrections: int = 0

    @property
    def total(self) -> int:
        return self.sent + self.not_needed + self.replaced + self.cancelled + self.open + self.to_come


async def tally(tx: Transaction, run_id: int) -> Tally:
    return tallied(await of_run(tx, run_id))


def tallied(rows: Iterable[Communication]) -> Tally:
    """`rows` are all of a run."""
    return Tally(**Counter(filter(None, map(_counts_as, rows))))


def _counts_as(row: Communication) -> str | None:
    """A field of a tally."""
    if row.corrects is not None:
        return "corrections" if row.state == State.PLANNED else None
    if row.due_at is None and row.state in {State.PLANNED, State.CANCELLED}:
        return None
    if row.state == State.PLANNED:
        return "open" if row.asked_at else "to_come"
    return State(row.state).name.lower()
