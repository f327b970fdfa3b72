"""Other things done once outside, such as pinning; their outcome is kept here."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, or_
from sqlmodel import Field, SQLModel, col, func, select, update

from store.columns import Json, UtcDateTime, not_before
from store.db import Transaction, Wake


class Effect(SQLModel, table=True):
    """Outstanding until `ended_at`; `problem` then says why it was not done, if it was not.

    `retry_at` and `lease_until` are real time.
    """

    __tablename__ = "effects"
    __table_args__ = (UniqueConstraint("team_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    key: str
    kind: str
    payload: dict[str, Any] = Field(sa_type=Json)
    tries: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None


async def want(tx: Transaction, team_id: str, kind: str, key: str, **payload: str) -> None:
    """Have it done once. A key wanted before is not wanted again."""
    tx.wakes.add(Wake.EFFECTS)
    known = await tx.session.exec(select(Effect.id).where(Effect.team_id == team_id, Effect.key == key))
    if known.first() is None:
        tx.session.add(Effect(team_id=team_id, kind=kind, key=key, payload=payload))
        await tx.session.flush()


async def claim(tx: Transaction, real_now: datetime, lease_until: datetime) -> Effect | None:
    """Take the oldest effect that is to be done now."""
    query = (
        select(Effect)
        .where(
            col(Effect.ended_at).is_(None),
            or_(col(Effect.retry_at).is_(None), col(Effect.retry_at) <= real_now),
            or_(col(Effect.lease_until).is_(None), col(Effect.lease_until) <= real_now),
        )
        .order_by(col(Effect.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    effect = (await tx.session.exec(query)).first()
    if effect is not None:
        effect.lease_until = lease_until
        tx.session.add(effect)
        await tx.session.flush()
    return effect


async def next_retry(tx: Transaction) -> datetime | None:
    """When, in real time, something that failed, or was claimed and never settled, should be tried again."""
    due = not_before(col(Effect.retry_at), col(Effect.lease_until))
    query = select(func.min(due)).where(col(Effect.ended_at).is_(None))
    return (await tx.session.exec(query)).one()


async def take_back_leases(tx: Transaction) -> None:
    """For a database with a single process: whatever was claimed when it died is free again."""
    await tx.session.exec(update(Effect).where(col(Effect.lease_until).is_not(None)).values(lease_until=None))


async def ended(tx: Transaction, effect: Effect, problem: str | None = None) -> None:
    await _settle(tx, effect, ended_at=tx.now, retry_at=None, problem=problem)


async def later(tx: Transaction, effect: Effect, retry_at: datetime, problem: str) -> None:
    await _settle(tx, effect, retry_at=retry_at, tries=effect.tries + 1, problem=problem)


async def _settle(tx: Transaction, effect: Effect, **values: object) -> None:
    await tx.session.exec(
        update(Effect).where(col(Effect.id) == effect.id).values(lease_until=None, **values)
    )
