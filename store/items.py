"""Items of a run: what people tick. An item is open until `closed_at` is set."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import false, insert
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction
from store.runs import Run


class Rhythm(StrEnum):
    """How an item of a window comes back, where it is not ticked once."""

    STANDING = "standing"
    CHECK_IN = "check-in"
    SERIES = "series"


class Item(SQLModel, table=True):
    """`doer` and `closed_at` stand together; `reopened_by` says why an open item was closed before.

    `about` is what stands under its text. A decision has `outcomes`; the one chosen is `outcome`.
    A `hard` one is skipped by two people only: one has `skip_asked_by`. One that moves traffic has `percent`,
    and is closed by that alone. One with a `rhythm` is closed by the last time that it comes; `due_at` is set
    once the new version is live, for what hangs on that.
    """

    __tablename__ = "items"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    section_id: int = Field(foreign_key="sections.id", index=True)
    ordinal: int
    key: str
    text: str
    depth: int
    state: str
    rev: int = 0
    assignee: str | None = Field(default=None, index=True)
    doer: str | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None
    note: str | None = None
    note_by: str | None = None
    reopened_by: str | None = None
    added_by: str | None = None
    about: str | None = None
    outcomes: list[str] | None = Field(default=None, sa_type=Json)
    outcome: str | None = None
    hard: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    skip_asked_by: str | None = None
    skip_reason: str | None = None
    percent: int | None = None
    rhythm: str | None = None
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class Progress:
    closed: int
    total: int

    @property
    def complete(self) -> bool:
        return self.closed == self.total


async def add(tx: Transaction, item: Item) -> Item:
    tx.session.add(item)
    await tx.session.flush()
    return item


async def add_all(tx: Transaction, items: list[Item]) -> None:
    """A whole checklist at once: in one statement, since it may have ten thousand items."""
    rows = [item.model_dump(exclude={"id"}) for item in items]
    if rows:
        await tx.session.exec(insert(Item), params=rows)


async def remove(tx: Transaction, item: Item) -> None:
    """For what nobody has seen yet."""
    await tx.session.delete(item)
    await tx.session.flush()


async def find(tx: Transaction, team_id: str, item_id: int) -> Item | None:
    """An item of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Item).where(Item.id == item_id, Item.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_section(tx: Transaction, section_id: int) -> list[Item]:
    query = select(Item).where(Item.section_id == section_id).order_by(col(Item.ordinal))
    return list((await tx.session.exec(query)).all())


async def of_run(tx: Transaction, run_id: int) -> list[Item]:
    """In the order of their sections' rows."""
    query = select(Item).where(Item.run_id == run_id).order_by(col(Item.section_id), col(Item.ordinal))
    return list((await tx.session.exec(query)).all())


async def stretch(tx: Transaction, section_id: int, first: int, most: int) -> list[Item]:
    """A part of a section, which may have thousands."""
    within = col(Item.ordinal) >= first, col(Item.ordinal) < first + most
    query = select(Item).where(Item.section_id == section_id, *within).order_by(col(Item.ordinal))
    return list((await tx.session.exec(query)).all())


async def open_below(tx: Transaction, item: Item) -> int:
    """How many items nested in this one are open."""
    later = Item.section_id == item.section_id, col(Item.ordinal) > item.ordinal
    query = select(func.min(Item.ordinal)).where(*later, col(Item.depth) <= item.depth)
    end = (await tx.session.exec(query)).one()
    within = () if end is None else (col(Item.ordinal) < end,)
    query = select(func.count()).where(*later, *within, col(Item.closed_at).is_(None))
    return (await tx.session.exec(query)).one()


async def assigned_open(tx: Transaction, team_id: str, user_id: str, limit: int) -> list[tuple[Item, Run]]:
    """Open items of open runs that somebody is to do, oldest run first."""
    query = (
        select(Item, Run)
        .join(Run, col(Run.id) == col(Item.run_id))
        .where(
            Item.team_id == team_id,
            Item.assignee == user_id,
            col(Item.closed_at).is_(None),
            col(Run.ended_at).is_(None),
        )
        .order_by(col(Item.run_id), col(Item.section_id), col(Item.ordinal))
        .limit(limit)
    )
    return list((await tx.session.exec(query)).all())


async def due_and_open(tx: Transaction, run_id: int) -> list[Item]:
    """Those of a run that have a time and are open, the earliest first."""
    which = Item.run_id == run_id, col(Item.due_at).is_not(None), col(Item.closed_at).is_(None)
    query = select(Item).where(*which).order_by(col(Item.due_at), col(Item.id))
    return list((await tx.session.exec(query)).all())


async def that_move_traffic(tx: Transaction, run_id: int) -> list[Item]:
    """In file order."""
    query = select(Item).where(Item.run_id == run_id, col(Item.percent).is_not(None))
    return list((await tx.session.exec(query.order_by(col(Item.id)))).all())


async def progress(tx: Transaction, run_id: int) -> Progress:
    query = select(func.count(col(Item.closed_at)), func.count()).where(Item.run_id == run_id)
    closed, total = (await tx.session.exec(query)).one()
    return Progress(closed, total)


async def counts(tx: Transaction, run_id: int) -> dict[str, int]:
    """How many items stand in each state."""
    query = select(Item.state, func.count()).where(Item.run_id == run_id).group_by(Item.state)
    return dict((await tx.session.exec(query)).all())
