"""Timers: at most one per name and subject. Set in the transaction that causes them, gone when they fire."""

from datetime import datetime

from sqlmodel import Field, SQLModel, col, delete, select

from store.columns import UtcDateTime
from store.db import Transaction, Wake


class Timer(SQLModel, table=True):
    """`due_at` is story time."""

    __tablename__ = "timers"

    team_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)


async def put(tx: Transaction, team_id: str, name: str, subject: str, due_at: datetime) -> None:
    await tx.session.merge(Timer(team_id=team_id, name=name, subject=subject, due_at=due_at))
    tx.wakes.add(Wake.TIMERS)


async def clear(tx: Transaction, team_id: str, name: str, subject: str) -> None:
    of_subject = col(Timer.team_id) == team_id, col(Timer.name) == name, col(Timer.subject) == subject
    await tx.session.exec(delete(Timer).where(*of_subject))


async def set_for(tx: Transaction, team_id: str, name: str) -> dict[str, datetime]:
    """When each subject's timer of that name is due."""
    query = select(Timer).where(Timer.team_id == team_id, Timer.name == name)
    return {timer.subject: timer.due_at for timer in (await tx.session.exec(query)).all()}


async def next_due(tx: Transaction) -> datetime | None:
    return next(iter(await next_ones(tx, 1)), None)


async def next_ones(tx: Transaction, count: int) -> list[datetime]:
    """When the next so many are due, in order."""
    query = select(Timer.due_at).order_by(col(Timer.due_at)).limit(count)
    return list((await tx.session.exec(query)).all())


async def take(tx: Transaction) -> Timer | None:
    """Remove and return the timer that has been due for longest, if any is due."""
    query = (
        select(Timer)
        .where(col(Timer.due_at) <= tx.now)
        .order_by(col(Timer.due_at))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    timer = (await tx.session.exec(query)).first()
    if timer is not None:
        await tx.session.delete(timer)
        await tx.session.flush()
    return timer
