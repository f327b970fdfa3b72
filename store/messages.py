"""Every Slack message of ours: posted once, then kept true.

Posting once: `key` travels in the message's metadata, and `attempted_at` without `ts` means that an attempt
was made whose outcome is not known, so the message is looked for before it is sent again. Staying true:
`wanted` counts the changes that the message should show, `shown` those it does.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UniqueConstraint, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, SQLModel, col, func, select, update

from store.columns import Json, UtcDateTime, not_before
from store.db import Transaction, Wake


class Surface(StrEnum):
    CHANNEL = "channel"
    DM = "dm"
    HOME = "home"


class Urgency(IntEnum):
    """What goes first when Slack's limits make things wait."""

    PAGE = 0
    CLICKED = 1
    USUAL = 2


class Message(SQLModel, table=True):
    """A card is drawn by the feature that owns `kind`; a note carries its `body` with it.

    `place` is a channel, or a person for a DM and a Home tab; `channel` is where Slack put it. `attempted_at`
    is story time (it is compared with Slack's own `ts`); `retry_at` and `lease_until` are real time.
    """

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("team_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    key: str
    kind: str
    subject: str = Field(index=True)
    surface: str = Surface.CHANNEL
    place: str
    parent_id: int | None = Field(default=None, foreign_key="messages.id")
    thread_ts: str | None = None
    body: dict[str, Any] | None = Field(default=None, sa_type=Json)
    pinned: bool = False
    retired: bool = False
    urgency: int = Urgency.USUAL

    wanted: int = 1
    shown: int = 0
    wanted_at: datetime = Field(sa_type=UtcDateTime)

    channel: str | None = None
    ts: str | None = None
    attempted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    looked: int = 0
    tries: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
    given_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


NOTE = "note"


async def card(
    tx: Transaction,
    team_id: str,
    kind: str,
    subject: str,
    place: str,
    *,
    surface: Surface = Surface.CHANNEL,
    pinned: bool = False,
) -> Message:
    """The live message of a subject, made if there is none yet."""
    message = Message(
        team_id=team_id, key=f"{kind}:{subject}", kind=kind, subject=subject, place=place,
        surface=surface, pinned=pinned, wanted_at=tx.now,
    )  # fmt: skip
    return await _add(tx, message)


async def note(
    tx: Transaction,
    team_id: str,
    key: str,
    place: str,
    body: dict[str, Any],
    *,
    surface: Surface = Surface.CHANNEL,
    parent: Message | None = None,
    thread_ts: str | None = None,
) -> Message:
    """Say something once. A key said before is not said again. `thread_ts` answers a message not ours."""
    message = Message(
        team_id=team_id, key=key, kind=NOTE, subject=key, place=place, surface=surface, body=body,
        parent_id=parent.id if parent else None, thread_ts=thread_ts, wanted_at=tx.now,
    )  # fmt: skip
    return await _add(tx, message)


async def _add(tx: Transaction, message: Message) -> Message:
    tx.wakes.add(Wake.MESSAGES)
    known = await find(tx, message.team_id, message.key)
    if known is not None:
        return known
    tx.session.add(message)
    await tx.session.flush()
    return message


async def find(tx: Transaction, team_id: str, key: str) -> Message | None:
    return (
        await tx.session.exec(select(Message).where(Message.team_id == team_id, Message.key == key))
    ).first()


async def subjects_under(tx: Transaction, team_id: str, kind: str, subject: str) -> list[str]:
    """The subjects that have a card and are named `subject/…`."""
    within = col(Message.subject).startswith(f"{subject}/", autoescape=True)
    query = select(Message.subject).where(Message.team_id == team_id, Message.kind == kind, within)
    return list((await tx.session.exec(query)).all())


async def redraw(
    tx: Transaction, team_id: str, kind: str, *subjects: str, urgency: Urgency = Urgency.USUAL
) -> None:
    """The cards of these subjects no longer show what is true."""
    await _want(tx, urgency, col(Message.kind) == kind, col(Message.subject).in_(subjects), team_id=team_id)


async def redraw_all(tx: Transaction, team_id: str, kind: str) -> None:
    """Every card of a kind no longer shows what is true."""
    await _want(tx, Urgency.USUAL, col(Message.kind) == kind, team_id=team_id)


async def redraw_open(tx: Transaction, team_id: str) -> None:
    """Every card that may still change: its last change may not have reached Slack."""
    await _want(
        tx, Urgency.USUAL, col(Message.kind) != NOTE, col(Message.retired).is_(False), team_id=team_id
    )


async def retire(tx: Transaction, team_id: str, kind: str, *subjects: str) -> None:
    """These cards change once more, and then no more."""
    await redraw(tx, team_id, kind, *subjects)
    which = col(Message.kind) == kind, col(Message.subject).in_(subjects), col(Message.team_id) == team_id
    await tx.session.exec(update(Message).where(*which).values(retired=True))


async def _want(tx: Transaction, urgency: Urgency, *which: ColumnElement[bool], team_id: str) -> None:
    changed = update(Message).where(col(Message.team_id) == team_id, *which)
    await tx.session.exec(
        changed.values(wanted=Message.wanted + 1, wanted_at=tx.now, urgency=urgency, given_up_at=None)
    )
    tx.wakes.add(Wake.MESSAGES)


# What delivery asks and reports. ----------------------------------------------------------------------------


def _outstanding() -> tuple[ColumnElement[bool], ...]:
    return (
        or_(col(Message.ts).is_(None), col(Message.wanted) > col(Message.shown)),
        col(Message.given_up_at).is_(None),
    )


async def ready(tx: Transaction, real_now: datetime) -> list[Message]:
    """What should go to Slack now, most urgent first.

    Replies wait for the message they answer, and posts for those before them in the same place.
    """
    parent = aliased(Message)
    query = (
        select(Message)
        .outerjoin(parent, col(Message.parent_id) == parent.id)
        .where(
            *_outstanding(),
            or_(col(Message.retry_at).is_(None), col(Message.retry_at) <= real_now),
            or_(col(Message.lease_until).is_(None), col(Message.lease_until) <= real_now),
            or_(col(Message.parent_id).is_(None), col(parent.ts).is_not(None)),
            or_(col(Message.ts).is_not(None), ~_waited_for(real_now)),
        )
        .order_by(col(Message.urgency), col(Message.wanted_at), col(Message.id))
    )
    return list((await tx.session.exec(query)).all())


def _waited_for(real_now: datetime) -> ColumnElement[bool]:
    """Whether a post as urgent, wanted before, is under way in the same place or to be tried again."""
    earlier = aliased(Message)
    return (
        select(earlier.id)
        .where(
            col(earlier.team_id) == col(Message.team_id),
            col(earlier.place) == col(Message.place),
            col(earlier.surface) == col(Message.surface),
            col(earlier.id) < col(Message.id),
            col(earlier.urgency) <= col(Message.urgency),
            col(earlier.ts).is_(None),
            col(earlier.given_up_at).is_(None),
            or_(col(earlier.retry_at) > real_now, col(earlier.lease_until) > real_now),
        )
        .exists()
    )


async def next_retry(tx: Transaction) -> datetime | None:
    """When, in real time, something that failed, or was claimed and never settled, should be tried again."""
    query = select(func.min(not_before(col(Message.retry_at), col(Message.lease_until)))).where(
        *_outstanding()
    )
    return (await tx.session.exec(query)).one()


async def get(tx: Transaction, message_id: int) -> Message:
    return (await tx.session.exec(select(Message).where(Message.id == message_id))).one()


async def claim(tx: Transaction, message: Message, lease_until: datetime) -> bool:
    """Take a message for sending; whether nobody has, since it was read. An attempt counts from here on."""
    attempted = (message.attempted_at or tx.now) if message.ts is None else None
    taken = await tx.session.exec(
        update(Message)
        .where(
            col(Message.id) == message.id,
            or_(col(Message.lease_until).is_(None), col(Message.lease_until) == message.lease_until),
            *_as_it_was(message),
        )
        .values(lease_until=lease_until, attempted_at=attempted)
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
        problem=None,
    )  # fmt: skip


async def later(
    tx: Transaction, message: Message, retry_at: datetime, problem: str, *, maybe_done: bool
) -> None:
    """Slack did not take it now. `maybe_done`: it may have, so the attempt stands and is looked for."""
    attempt = {} if maybe_done else {"attempted_at": None}
    await _settle(tx, message.id, retry_at=retry_at, problem=problem, tries=message.tries + 1, **attempt)


async def looked(tx: Transaction, message: Message, again_at: datetime | None) -> None:
    """It was looked for and not found; without `again_at` that is believed, and it may be sent afresh."""
    if again_at is None:
        await _settle(tx, message.id, looked=0, retry_at=None, attempted_at=None)
    else:
        await _settle(tx, message.id, looked=message.looked + 1, retry_at=again_at)


async def lost(tx: Transaction, message: Message) -> None:
    """Somebody deleted it: it is to be posted afresh."""
    await _settle(
        tx, message.id, ts=None, channel=None, attempted_at=None, shown=0, problem="message_not_found"
    )


async def give_up(tx: Transaction, message: Message, problem: str) -> None:
    """Slack will not take it as things stand; the next redraw tries again."""
    await _settle(tx, message.id, problem=problem, given_up_at=tx.now, attempted_at=None)


async def _settle(tx: Transaction, message_id: int, **values: object) -> None:
    await tx.session.exec(
        update(Message).where(col(Message.id) == message_id).values(lease_until=None, **values)
    )
