"""The times that recurring items come: each is prompted once, and done or not."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Occasion(SQLModel, table=True):
    """`items` are ids: the one that is shown, then those of other lists that ask for the same."""

    __tablename__ = "occasions"

    id: int = Field(default=None, primary_key=True)
    team_id: str
    run_id: int = Field(foreign_key="runs.id", index=True)
    section_id: int = Field(foreign_key="sections.id", index=True)
    items: list[int] = Field(sa_type=Json)
    due_at: datetime = Field(sa_type=UtcDateTime)
    prompted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by: str | None = None
    note: str | None = None


async def add_all(tx: Transaction, planned: list[Occasion]) -> None:
    if planned:
        await tx.session.exec(insert(Occasion), params=[each.model_dump(exclude={"id"}) for each in planned])


async def find(tx: Transaction, team_id: str, occasion_id: int) -> Occasion | None:
    """One of this workspace, or nothing: ids in buttons are input from outside."""
    query = select(Occasion).where(Occasion.id == occasion_id, Occasion.team_id == team_id)
    return (await tx.session.exec(query)).first()


async def of_run(tx: Transaction, run_id: int) -> list[Occasion]:
    """In the order of their times."""
    query = select(Occasion).where(Occasion.run_id == run_id)
    return list((await tx.session.exec(query.order_by(col(Occasion.due_at), col(Occasion.id)))).all())


async def of_section(tx: Transaction, section_id: int) -> list[Occasion]:
    """In the order of their times."""
    query = select(Occasion).where(Occasion.section_id == section_id)
    return list((await tx.session.exec(query.order_by(col(Occasion.due_at), col(Occasion.id)))).all())


async def left(tx: Transaction, run_id: int) -> int:
    """How many of a run were not prompted yet."""
    query = select(func.count()).where(Occasion.run_id == run_id, col(Occasion.prompted_at).is_(None))
    return (await tx.session.exec(query)).one()
