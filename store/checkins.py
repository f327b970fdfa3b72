"""Check-ins of a window: planned as the new version goes live, made one after another."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint, insert
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Answer(StrEnum):
    WELL = "all well"
    WRONG = "something is wrong"


class CheckIn(SQLModel, table=True):
    """`number` counts from 1 within the section. One that was passed over while no bot was there is `missed`.

    `asked` are people, and `why` says in words why they were; the `words` are those of an answer.
    """

    __tablename__ = "checkins"
    __table_args__ = (UniqueConstraint("section_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    section_id: int = Field(foreign_key="sections.id")
    number: int
    due_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    missed: bool = False
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked: list[str] = Field(default_factory=list, sa_type=Json)
    why: str | None = None
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    words: str | None = None


@dataclass(frozen=True)
class Tally:
    made: int
    missed: int
    planned: int


async def add_all(tx: Transaction, planned: list[CheckIn]) -> None:
    """In one statement: a window may have hundreds."""
    if planned:
        await tx.session.exec(insert(CheckIn), params=[each.model_dump(exclude={"id"}) for each in planned])


async def find(tx: Transaction, team_id: str, checkin_id: int) -> CheckIn | None:
    """A check-in of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(CheckIn).where(CheckIn.id == checkin_id, CheckIn.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_section(tx: Transaction, section_id: int) -> list[CheckIn]:
    return await _where(tx, section_id)


async def due(tx: Transaction, section_id: int) -> list[CheckIn]:
    """Those whose time has come and that were not made, in order."""
    return await _where(tx, section_id, col(CheckIn.due_at) <= tx.now, col(CheckIn.done_at).is_(None))


async def following(tx: Transaction, section_id: int) -> CheckIn | None:
    """The next one to be made."""
    rest = await _where(tx, section_id, col(CheckIn.done_at).is_(None), limit=1)
    return rest[0] if rest else None


async def made(tx: Transaction, section_id: int) -> CheckIn | None:
    """The one that was made last."""
    done = col(CheckIn.done_at).is_not(None), col(CheckIn.missed).is_(False)
    query = select(CheckIn).where(CheckIn.section_id == section_id, *done)
    return (await tx.session.exec(query.order_by(col(CheckIn.number).desc()).limit(1))).first()


async def answered(tx: Transaction, section_id: int) -> CheckIn | None:
    """The last one to which somebody was asked for an answer, given or not."""
    query = select(CheckIn).where(CheckIn.section_id == section_id, col(CheckIn.asked_at).is_not(None))
    return (await tx.session.exec(query.order_by(col(CheckIn.number).desc()).limit(1))).first()


async def last_asked(tx: Transaction, run_id: int) -> datetime | None:
    """When somebody was last asked in a run, in whichever window."""
    query = select(func.max(CheckIn.asked_at)).where(CheckIn.run_id == run_id)
    return (await tx.session.exec(query)).one()


async def size(tx: Transaction, section_id: int) -> int:
    query = select(func.count()).where(CheckIn.section_id == section_id)
    return (await tx.session.exec(query)).one()


async def questions(tx: Transaction, run_id: int) -> list[CheckIn]:
    """All to which somebody was asked for an answer."""
    query = select(CheckIn).where(CheckIn.run_id == run_id, col(CheckIn.asked_at).is_not(None))
    return list((await tx.session.exec(query.order_by(col(CheckIn.id)))).all())


async def known(tx: Transaction, run_id: int) -> bool:
    """Whether those of a run were laid out."""
    query = select(CheckIn.id).where(CheckIn.run_id == run_id).limit(1)
    return (await tx.session.exec(query)).first() is not None


async def left(tx: Transaction, run_id: int) -> int:
    """How many of a run are still to be made."""
    query = select(func.count()).where(CheckIn.run_id == run_id, col(CheckIn.done_at).is_(None))
    return (await tx.session.exec(query)).one()


async def _where(tx: Transaction, section_id: int, *which: object, limit: int | None = None) -> list[CheckIn]:
    query = select(CheckIn).where(CheckIn.section_id == section_id, *which)  # type: ignore[arg-type]
    return list((await tx.session.exec(query.order_by(col(CheckIn.number)).limit(limit))).all())


async def tally(tx: Transaction, run_id: int) -> Tally:
    """Of a run, in all its windows."""
    query = select(CheckIn.missed, col(CheckIn.done_at).is_not(None), func.count())
    counted = await tx.session.exec(
        query.where(CheckIn.run_id == run_id).group_by(col(CheckIn.missed), col(CheckIn.done_at).is_not(None))
    )
    found = {(missed, done): count for missed, done, count in counted.all()}
    missed = found.get((True, True), 0)
    return Tally(made=found.get((False, True), 0), missed=missed, planned=sum(found.values()))
