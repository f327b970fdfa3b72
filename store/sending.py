"""What delivery asks of the messages, and what it reports: which should go to Slack now, and how it went."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select, update

from store import timers
from store.columns import not_before
from store.db import Transaction
from store.messages import Message, Surface, Urgency

HEAD_START = timedelta(seconds=5)
"""How far a clicked card is ahead of the others: in a storm of clicks, the rest must not wait for its end."""


IN_SIGHT = 20
"""Of each queue: more than can be under way, and little however much has to wait."""

PARENT, EARLIER = aliased(Message), aliased(Message)
"""Made once: it takes longer than the query."""


def _outstanding() -> tuple[ColumnElement[bool], ...]:
    return (
        or_(col(Message.ts).is_(None), col(Message.wanted) > col(Message.shown)),
        col(Message.given_up_at).is_(None),
        _to_be_sent(),
    )


def _to_be_sent() -> ColumnElement[bool]:
    """All but what was withdrawn before any attempt: one whose outcome is not known is still looked for."""
    begun = or_(col(Message.ts).is_not(None), col(Message.attempted_at).is_not(None))
    return or_(col(Message.withdrawn).is_(False), begun)


async def ready(tx: Transaction, real_now: datetime) -> list[Message]:
    """What should go to Slack now, in order: pages, and then who has waited for longest, see HEAD_START.

    Replies wait for the message they answer, and posts for those before them in the same place. Of what waits
    for the same thing only the first few, see IN_SIGHT.
    """
    nth = _nth()
    first = (
        select(Message.id, nth)
        .outerjoin(PARENT, col(Message.parent_id) == PARENT.id)
        .where(
            *_outstanding(),
            or_(col(Message.retry_at).is_(None), col(Message.retry_at) <= real_now),
            or_(col(Message.lease_until).is_(None), col(Message.lease_until) <= real_now),
            or_(col(Message.parent_id).is_(None), col(PARENT.ts).is_not(None)),
            or_(col(Message.ts).is_not(None), ~_waited_for(real_now)),
        )
        .subquery()
    )
    query = select(Message).join(first, first.c.id == Message.id).where(first.c.nth <= IN_SIGHT)
    return sorted((await tx.session.exec(query)).all(), key=_turn)


def _nth() -> ColumnElement[int]:
    """Posts wait for those before them in their place, redraws and Home tabs for what Slack allows."""
    post_in = case((col(Message.ts).is_(None), col(Message.place)), else_="")
    queue = col(Message.urgency), col(Message.surface) == Surface.HOME, post_in
    order = col(Message.wanted_at), col(Message.id)
    return func.row_number().over(partition_by=queue, order_by=order).label("nth")


def _turn(message: Message) -> tuple[bool, datetime, int]:
    ahead = HEAD_START if message.urgency < Urgency.USUAL else timedelta(0)
    return message.urgency > Urgency.PAGE, message.wanted_at - ahead, message.id


def _waited_for(real_now: datetime) -> ColumnElement[bool]:
    """Whether a post as urgent, wanted before, is under way in the same place or to be tried again."""
    return (
        select(EARLIER.id)
        .where(
            col(EARLIER.team_id) == col(Message.team_id),
            col(EARLIER.place) == col(Message.place),
            col(EARLIER.surface) == col(Message.surface),
            col(EARLIER.id) < col(Message.id),
            col(EARLIER.urgency) <= col(Message.urgency),
            col(EARLIER.ts).is_(None),
            col(EARLIER.given_up_at).is_(None),
            col(EARLIER.withdrawn).is_(False),
            or_(col(EARLIER.retry_at).is_not(None), col(EARLIER.lease_until).is_not(None)),  # as the index
            or_(col(EARLIER.retry_at) > real_now, col(EARLIER.lease_until) > real_now),
        )
        .exists()
    )


async def next_retry(tx: Transaction) -> datetime | None:
    """When, in real time, something that failed, or was claimed and never settled, should be tried again."""
    query = select(func.min(not_before(col(Message.retry_at), col(Message.lease_until)))).where(
        *_outstanding()
    )
    return (await tx.session.exec(query)).one()


async def claim(tx: Transaction, message: Message, lease_until: datetime) -> bool:
    """Take a message for sending; whether nobody has, since it was read. An attempt counts from here on."""
    attempted = (message.attempted_at or tx.now) if message.ts is None else None
    taken = await tx.session.exec(
        update(Message)
        .where(
            col(Message.id) == message.id,
            col(Message.given_up_at).is_(None),
            or_(col(Message.lease_until).is_(None), col(Message.lease_until) == message.lease_until),
            *_as_it_was(message),
            _to_be_sent(),
        )
        .values(
            lease_until=lease_until,
            attempted_at=attempted,
            claimed_at=message.claimed_at or tx.now,
        )
    )
    return bool(taken.rowcount)


def _as_it_was(message: Message) -> Sequence[ColumnElement[bool]]:
    """Not settled since it was read: a look may last longer than a whole attempt, and would post it again."""
    settled = "ts", "shown", "attempted_at", "retry_at", "given_up_at"
    return tuple(col(getattr(Message, name)).is_not_distinct_from(getattr(message, name)) for name in settled)


async def take_back_leases(tx: Transaction) -> None:
    """Where there is a single process: whatever was claimed when the one before died is free again."""
    await tx.session.exec(
        update(Message).where(col(Message.lease_until).is_not(None)).values(lease_until=None)
    )


async def shown(tx: Transaction, message: Message, revision: int, *, channel: str, ts: str) -> None:
    """Slack accepted the message as of `revision`."""
    await _settle(
        tx, message.id, channel=channel, ts=ts, shown=revision, attempted_at=None, tries=0, retry_at=None,
        problem=None, given_up_at=None, accepted_at=message.accepted_at or tx.now,
    )  # fmt: skip
    await _news(tx, message)


async def later(
    tx: Transaction, message: Message, retry_at: datetime, problem: str, *, maybe_done: bool
) -> None:
    """Slack did not take it now. `maybe_done`: it may have, so the attempt stands and is looked for."""
    attempt = {} if maybe_done else {"attempted_at": None}
    await _settle(tx, message.id, retry_at=retry_at, problem=problem, tries=message.tries + 1, **attempt)
    await _news(tx, message)


async def unfindable(tx: Transaction, message: Message) -> None:
    """Whether it stands in Slack cannot be found out: it is sent afresh, and says that it may be twice."""
    await _settle(tx, message.id, looked=0, retry_at=None, attempted_at=None, repeated=True)


async def looked(tx: Transaction, message: Message, again_at: datetime | None) -> None:
    """It was looked for and not found; without `again_at` that is believed, and it may be sent afresh."""
    if again_at is None:
        await _settle(tx, message.id, looked=0, retry_at=None, attempted_at=None)
    else:
        await _settle(tx, message.id, looked=message.looked + 1, retry_at=again_at)


async def lost(tx: Transaction, message: Message, problem: str) -> None:
    """It is not there any more, or not to be changed: it is to be posted afresh."""
    await _settle(tx, message.id, ts=None, channel=None, attempted_at=None, shown=0, problem=problem)


async def give_up(tx: Transaction, message: Message, problem: str, *, maybe_done: bool = False) -> None:
    """It cannot be shown as things stand; the next redraw tries again. See `later` for `maybe_done`."""
    attempt = {} if maybe_done else {"attempted_at": None}
    await _settle(tx, message.id, problem=problem, given_up_at=tx.now, **attempt)
    await _news(tx, message)


async def known(tx: Transaction, message: Message, problems: Collection[str]) -> bool:
    """Whether another message in the same place has been given up for one of these problems."""
    query = select(Message.id).where(*_given_up_beside(message, problems))
    return (await tx.session.exec(query.limit(1))).first() is not None


async def revive(tx: Transaction, message: Message, problems: Collection[str]) -> None:
    """What was given up in its place for one of these problems is tried again: the place is back."""
    await tx.session.exec(
        update(Message).where(*_given_up_beside(message, problems)).values(given_up_at=None)
    )


def _given_up_beside(message: Message, problems: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Message.team_id) == message.team_id,
        col(Message.place) == message.place,
        col(Message.surface) == message.surface,
        col(Message.id) != message.id,
        col(Message.problem).in_(problems),
        col(Message.given_up_at).is_not(None),
    )


async def let_go(tx: Transaction, message: Message) -> None:
    """What came of it could not be written down: unless somebody else has it by now, it is free again."""
    ours = col(Message.id) == message.id, col(Message.lease_until) == message.lease_until
    await tx.session.exec(update(Message).where(*ours).values(lease_until=None))


async def _news(tx: Transaction, message: Message) -> None:
    """Whoever asked to be told of its first posting has a turn at once."""
    if message.then and message.ts is None:
        await timers.put(tx, message.team_id, message.then, message.subject, tx.now)


async def _settle(tx: Transaction, message_id: int, **values: object) -> None:
    await tx.session.exec(
        update(Message).where(col(Message.id) == message_id).values(lease_until=None, **values)
    )
