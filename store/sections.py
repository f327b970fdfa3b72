"""Sections of a run's checklist that hold items, in file order."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import false
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction
from store.items import Item


class Waits(StrEnum):
    """What a section waits for, unless it is for the one before it."""

    CLOCK = "clock"
    LIVE = "live"


class Section(SQLModel, table=True):
    """`opens_at` and `ends_at` are planned, where a clock says; `opened_at` is when its cards were posted.

    A stage has `begun_at` when the lead started it. The items of a `measured` one are criteria, and it is
    judged when all are decided. What hung on `live` and was called off is `stopped_at`.
    """

    __tablename__ = "sections"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    ordinal: int
    key: str
    path: list[str] = Field(sa_type=Json)
    line: int
    waits: str | None = None
    opens_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    measured: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    judged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def title(self) -> str:
        return self.path[-1]


async def add_all(tx: Transaction, sections: list[Section]) -> None:
    tx.session.add_all(sections)
    await tx.session.flush()


async def get(tx: Transaction, section_id: int) -> Section:
    return (await tx.session.exec(select(Section).where(Section.id == section_id))).one()


async def find(tx: Transaction, team_id: str, section_id: int) -> Section | None:
    query = select(Section).where(Section.id == section_id, Section.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_run(tx: Transaction, run_id: int) -> list[Section]:
    query = select(Section).where(Section.run_id == run_id).order_by(col(Section.ordinal))
    return list((await tx.session.exec(query)).all())


async def latest_opened(tx: Transaction, run_id: int) -> Section | None:
    """Of those that open one after another."""
    opened = col(Section.opened_at).is_not(None), col(Section.waits).is_(None)
    query = select(Section).where(Section.run_id == run_id, *opened).order_by(col(Section.ordinal).desc())
    return (await tx.session.exec(query)).first()


async def current(tx: Transaction, run_id: int) -> Section | None:
    """The one that was opened last, for whatever reason."""
    query = (
        select(Section)
        .where(Section.run_id == run_id, col(Section.opened_at).is_not(None))
        .order_by(col(Section.opened_at).desc(), col(Section.ordinal).desc())
    )
    return (await tx.session.exec(query)).first()


async def waiting(tx: Transaction, run_id: int, waits: Waits) -> list[Section]:
    """Those that wait for this and are not open yet, in file order."""
    query = select(Section).where(
        Section.run_id == run_id, Section.waits == waits, col(Section.opened_at).is_(None)
    )
    return list((await tx.session.exec(query.order_by(col(Section.ordinal)))).all())


async def stages(tx: Transaction, run_id: int) -> list[Section]:
    """Those that the clock opens, in file order."""
    return await hanging(tx, run_id, Waits.CLOCK)


async def hanging(tx: Transaction, run_id: int, waits: Waits) -> list[Section]:
    """Those that wait for this or did, in file order."""
    query = select(Section).where(Section.run_id == run_id, Section.waits == waits)
    return list((await tx.session.exec(query.order_by(col(Section.ordinal)))).all())


async def keyed(tx: Transaction, run_id: int, keys: Iterable[str]) -> list[Section]:
    """Those of a run's sections that have one of these keys."""
    query = select(Section).where(Section.run_id == run_id, col(Section.key).in_(list(keys)))
    return list((await tx.session.exec(query.order_by(col(Section.ordinal)))).all())


async def next_unopened(tx: Transaction, run_id: int) -> Section | None:
    """Of those that open one after another."""
    unopened = col(Section.opened_at).is_(None), col(Section.waits).is_(None)
    query = select(Section).where(Section.run_id == run_id, *unopened).order_by(col(Section.ordinal))
    return (await tx.session.exec(query)).first()


async def unopened_before(tx: Transaction, run_id: int, ordinal: int) -> list[Section]:
    """What would have opened by itself ahead of a section of that ordinal."""
    unopened = col(Section.opened_at).is_(None), col(Section.waits).is_(None)
    query = select(Section).where(Section.run_id == run_id, Section.ordinal < ordinal, *unopened)
    return list((await tx.session.exec(query.order_by(col(Section.ordinal)))).all())


async def size(tx: Transaction, section_id: int) -> int:
    query = select(func.count()).where(Item.section_id == section_id)
    return (await tx.session.exec(query)).one()


async def in_state(tx: Transaction, section_id: int, state: str) -> int:
    query = select(func.count()).where(Item.section_id == section_id, Item.state == state)
    return (await tx.session.exec(query)).one()


async def open_items(tx: Transaction, section_id: int) -> int:
    query = select(func.count()).where(Item.section_id == section_id, col(Item.closed_at).is_(None))
    return (await tx.session.exec(query)).one()


async def open_hard(tx: Transaction, run_id: int, before: int) -> list[Item]:
    """Hard items that are open in sections ahead of that ordinal."""
    query = (
        select(Item)
        .join(Section, col(Section.id) == col(Item.section_id))
        .where(
            Item.run_id == run_id,
            Section.ordinal < before,
            col(Item.hard),
            col(Item.closed_at).is_(None),
        )
    )
    return list((await tx.session.exec(query.order_by(col(Item.id)))).all())


async def counts_before(tx: Transaction, run_id: int, before: int) -> dict[str, int]:
    """How many items stand in each state, in sections ahead of that ordinal."""
    query = (
        select(Item.state, func.count())
        .join(Section, col(Section.id) == col(Item.section_id))
        .where(Item.run_id == run_id, Section.ordinal < before)
        .group_by(Item.state)
    )
    return dict((await tx.session.exec(query)).all())


async def in_states_before(
    tx: Transaction, run_id: int, before: int, states: Collection[str], most: int
) -> list[Item]:
    """The first items in one of these states, in sections ahead of that ordinal."""
    query = (
        select(Item)
        .join(Section, col(Section.id) == col(Item.section_id))
        .where(Item.run_id == run_id, Section.ordinal < before, col(Item.state).in_(states))
        .order_by(col(Item.id))
        .limit(most)
    )
    return list((await tx.session.exec(query)).all())
