"""Other things done once outside, such as pinning; how each ended is kept here until its turn has been."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UniqueConstraint, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, SQLModel, col, func, select, update

from store.columns import Json, UtcDateTime, index_where, not_before
from store.db import Transaction, Wake
from store.messages import Urgency


class End(StrEnum):
    """UNKNOWN: it may have been done, and nobody can find out."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Effect(SQLModel, table=True):
    """Outstanding until `ended_at`. `then` is told of `subject`; what is in one `place` keeps its order.

    `end`, `answer` and `problem` say how it went; they stand before `ended_at` where the turn they are for
    failed. `attempted_at` without `end`: an attempt was made whose outcome is not known. It is story time, as
    it is compared with what Slack says; `retry_at` and `lease_until` are real time.
    """

    __tablename__ = "effects"
    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        index_where("ix_effects_outstanding", "ended_at IS NULL", "team_id", "place"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    key: str
    kind: str
    payload: dict[str, Any] = Field(sa_type=Json)
    place: str = ""
    urgency: int = Urgency.USUAL
    then: str | None = None
    subject: str = ""

    attempted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tries: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)

    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    end: str | None = None
    answer: dict[str, Any] | None = Field(default=None, sa_type=Json)
    problem: str | None = None


OTHER = aliased(Effect)
"""Made once: it takes longer than the query."""


async def want(
    tx: Transaction,
    team_id: str,
    kind: str,
    key: str,
    *,
    place: str | None = None,
    then: str | None = None,
    subject: str = "",
    urgency: Urgency = Urgency.USUAL,
    **payload: Any,
) -> None:
    """Have it done once. A key wanted before is not wanted again. See commands/outside/ for the kinds."""
    tx.wakes.add(Wake.EFFECTS)
    if await find(tx, team_id, key) is not None:
        return
    where = payload.get("channel", "") if place is None else place
    tx.session.add(
        Effect(
            team_id=team_id, kind=kind, key=key, payload=payload, place=where, then=then, subject=subject,
            urgency=urgency,
        )
    )  # fmt: skip
    await tx.session.flush()


async def find(tx: Transaction, team_id: str, key: str) -> Effect | None:
    query = select(Effect).where(Effect.team_id == team_id, Effect.key == key)
    return (await tx.session.exec(query)).first()


async def under_way(tx: Transaction, team_id: str, kind: str) -> Effect | None:
    """The oldest of a kind that has not ended, begun or not."""
    which = Effect.team_id == team_id, Effect.kind == kind, col(Effect.ended_at).is_(None)
    return (await tx.session.exec(select(Effect).where(*which).order_by(col(Effect.id)).limit(1))).first()


async def forget_answer(tx: Transaction, team_id: str, key: str) -> None:
    """Whoever waited for it has it: a file need not be kept twice."""
    await tx.session.exec(
        update(Effect).where(col(Effect.team_id) == team_id, col(Effect.key) == key).values(answer=None)
    )


async def withdraw(tx: Transaction, team_id: str, *keys: str) -> None:
    """These are not to be done any more; one that is under way ends as it does, and is told of."""
    await tx.session.exec(
        update(Effect)
        .where(col(Effect.team_id) == team_id, col(Effect.key).in_(keys), col(Effect.ended_at).is_(None))
        .values(ended_at=tx.now, problem="withdrawn")
    )


# What the process asks and reports. -------------------------------------------------------------------------


async def is_ready(
    tx: Transaction, real_now: datetime, least: Urgency = Urgency.USUAL, without: Sequence[str] = ()
) -> bool:
    """Whether there is anything to claim."""
    query = select(Effect.id).where(*_to_be_done(real_now, least, without)).limit(1)
    return (await tx.session.exec(query)).first() is not None


async def claim(
    tx: Transaction,
    real_now: datetime,
    lease_until: datetime,
    least: Urgency = Urgency.USUAL,
    without: Sequence[str] = (),
) -> Effect | None:
    """Take what is to be done now: the most urgent, then the oldest, one at a time in each place.

    `least`: nothing that is less urgent; `without`: nothing of these kinds. `attempted_at` is still
    as it was before this claim.
    """
    query = (
        select(Effect)
        .where(*_to_be_done(real_now, least, without))
        .order_by(col(Effect.urgency), col(Effect.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    effect = (await tx.session.exec(query)).first()
    if effect is not None:
        tx.session.expunge(effect)
        await tx.session.exec(
            update(Effect)
            .where(col(Effect.id) == effect.id)
            .values(lease_until=lease_until, attempted_at=effect.attempted_at or tx.now)
        )
        effect.lease_until = lease_until
    return effect


async def hold(tx: Transaction, effect: Effect, lease_until: datetime) -> None:
    """It takes longer than most: nobody else takes it before then."""
    await tx.session.exec(update(Effect).where(col(Effect.id) == effect.id).values(lease_until=lease_until))
    effect.lease_until = lease_until


def _to_be_done(
    real_now: datetime, least: Urgency, without: Sequence[str]
) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Effect.ended_at).is_(None),
        col(Effect.urgency) <= least,
        col(Effect.kind).not_in(without),
        or_(col(Effect.retry_at).is_(None), col(Effect.retry_at) <= real_now),
        or_(col(Effect.lease_until).is_(None), col(Effect.lease_until) <= real_now),
        ~_waited_for(real_now),
    )


def _waited_for(real_now: datetime) -> ColumnElement[bool]:
    """Whether something is under way in the same place, or something before it is to be tried again."""
    other = OTHER
    earlier = and_(
        col(other.id) < col(Effect.id),
        col(other.urgency) <= col(Effect.urgency),
        col(other.retry_at) > real_now,
    )
    return (
        select(other.id)
        .where(
            col(other.team_id) == col(Effect.team_id),
            col(other.place) == col(Effect.place),
            col(other.place) != "",
            col(other.ended_at).is_(None),
            or_(earlier, col(other.lease_until) > real_now),
        )
        .exists()
    )


async def next_retry(tx: Transaction, real_now: datetime) -> datetime | None:
    """When, in real time, something that failed, or was claimed and never settled, should be tried again."""
    due = not_before(col(Effect.retry_at), col(Effect.lease_until))
    query = select(func.min(due)).where(col(Effect.ended_at).is_(None), due > real_now)
    return (await tx.session.exec(query)).one()


async def take_back_leases(tx: Transaction) -> None:
    """For a database with a single process: whatever was claimed when it died is free again."""
    await tx.session.exec(update(Effect).where(col(Effect.lease_until).is_not(None)).values(lease_until=None))


async def ended(
    tx: Transaction,
    effect: Effect,
    end: End,
    problem: str | None = None,
    answer: dict[str, Any] | None = None,
) -> bool:
    """It is over; False where it is no longer ours to say, as somebody else has claimed it meanwhile."""
    return await _settle(tx, effect, ended_at=tx.now, end=end, problem=problem, answer=answer, retry_at=None)


async def later(
    tx: Transaction, effect: Effect, retry_at: datetime, problem: str, *, maybe_done: bool = True
) -> None:
    """Not now. `maybe_done`: it may have been done all the same, so the attempt stands."""
    attempt = {} if maybe_done else {"attempted_at": effect.attempted_at}
    await _settle(tx, effect, retry_at=retry_at, tries=effect.tries + 1, problem=problem, **attempt)


async def turn_failed(
    tx: Transaction, effect: Effect, retry_at: datetime, end: End, problem: str | None, answer: Any
) -> None:
    """It is over outside, but whoever waits for its end could not take it: only that is tried again."""
    await _settle(tx, effect, retry_at=retry_at, end=end, problem=problem, answer=answer)


async def _settle(tx: Transaction, effect: Effect, **values: object) -> bool:
    settled = await tx.session.exec(
        update(Effect)
        .where(col(Effect.id) == effect.id, col(Effect.lease_until) == effect.lease_until)
        .values(lease_until=None, **values)
    )
    return bool(settled.rowcount)
