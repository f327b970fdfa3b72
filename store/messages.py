"""Every Slack message of ours: posted once, then kept true.

Posting once: `key` travels in the message's metadata, and `attempted_at` without `ts` means that an attempt
was made whose outcome is not known, so the message is looked for before it is sent again. Staying true:
`wanted` counts the changes that the message should show, `shown` those it does.
"""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UniqueConstraint, and_, case, literal, or_
from sqlmodel import Field, SQLModel, col, select, update

from store.columns import Json, UtcDateTime, index_where
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


OUTSTANDING = "given_up_at IS NULL AND (ts IS NULL OR wanted > shown)"
UNDER_WAY = "ts IS NULL AND (retry_at IS NOT NULL OR lease_until IS NOT NULL)"
"""As store.sending asks for it at every step: few rows, however many there are besides."""


class Message(SQLModel, table=True):
    """A card is drawn by the feature that owns `kind`; a note carries its `body` with it.

    `place` is a channel, or a person for a DM and a Home tab; `channel` is where Slack put it. `attempted_at`
    is story time (it is compared with Slack's own `ts`); `retry_at` and `lease_until` are real time.
    With news of its first posting (`accepted_at`, `problem`) the timer named `then` is due for its subject.
    What is `withdrawn` before it was sent is not sent any more; `repeated`: it may stand in Slack twice.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        index_where("ix_messages_outstanding", OUTSTANDING, "wanted_at"),
        index_where("ix_messages_under_way", UNDER_WAY, "team_id", "place"),
        index_where("ix_messages_given_up", "given_up_at IS NOT NULL", "team_id", "place"),
    )

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
    withdrawn: bool = False
    repeated: bool = False
    urgency: int = Urgency.USUAL
    then: str | None = None

    wanted: int = 1
    shown: int = 0
    wanted_at: datetime = Field(sa_type=UtcDateTime)

    channel: str | None = None
    ts: str | None = None
    attempted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
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
    parent: Message | None = None,
    pinned: bool = False,
    urgency: Urgency = Urgency.USUAL,
    then: str | None = None,
) -> Message:
    """The live message of a subject, made if there is none yet. `then` is a timer: see Message."""
    message = Message(
        team_id=team_id, key=f"{kind}:{subject}", kind=kind, subject=subject, place=place,
        surface=surface, parent_id=parent.id if parent else None, pinned=pinned, urgency=urgency, then=then,
        wanted_at=tx.now,
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
    urgency: Urgency = Urgency.USUAL,
    then: str | None = None,
) -> Message:
    """Say something once. A key said before is not said again. `thread_ts` answers a message not ours.

    `then` is a timer for its key: see Message.
    """
    message = Message(
        team_id=team_id, key=key, kind=NOTE, subject=key, place=place, surface=surface, body=body,
        parent_id=parent.id if parent else None, thread_ts=thread_ts, urgency=urgency, then=then,
        wanted_at=tx.now,
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


async def posted_as(tx: Transaction, team_id: str, kind: str, channel: str, ts: str) -> Message | None:
    """The card of this kind that Slack has there."""
    query = select(Message).where(
        Message.team_id == team_id, Message.kind == kind, Message.channel == channel, Message.ts == ts
    )
    return (await tx.session.exec(query)).first()


async def get(tx: Transaction, message_id: int) -> Message:
    return (await tx.session.exec(select(Message).where(Message.id == message_id))).one()


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


async def bring_back(tx: Transaction, team_id: str, channel: str) -> None:
    """What Slack did not take in this channel is tried again."""
    given_up = (
        col(Message.team_id) == team_id,
        col(Message.place) == channel,
        col(Message.given_up_at).is_not(None),
    )
    await tx.session.exec(update(Message).where(*given_up).values(given_up_at=None))
    tx.wakes.add(Wake.MESSAGES)


async def retire(
    tx: Transaction, team_id: str, kind: str, *subjects: str, urgency: Urgency = Urgency.USUAL
) -> None:
    """These cards change once more, and then no more."""
    await redraw(tx, team_id, kind, *subjects, urgency=urgency)
    which = col(Message.kind) == kind, col(Message.subject).in_(subjects), col(Message.team_id) == team_id
    await tx.session.exec(update(Message).where(*which).values(retired=True))


async def withdraw(tx: Transaction, team_id: str, kind: str, *subjects: str) -> None:
    """What of these was not sent is not sent any more; what was, or is on its way, changes once more."""
    await retire(tx, team_id, kind, *subjects, urgency=Urgency.PAGE)
    which = col(Message.kind) == kind, col(Message.subject).in_(subjects), col(Message.team_id) == team_id
    await tx.session.exec(update(Message).where(*which, col(Message.ts).is_(None)).values(withdrawn=True))


async def stop(tx: Transaction, team_id: str, kind: str, *subjects: str) -> None:
    """These cards are not posted any more, if they have not been; one that is under way stays what it is."""
    which = col(Message.kind) == kind, col(Message.subject).in_(subjects), col(Message.team_id) == team_id
    unposted = update(Message).where(*which, col(Message.ts).is_(None))
    await tx.session.exec(unposted.values(retired=True, given_up_at=tx.now, problem="stopped"))


async def _want(tx: Transaction, urgency: Urgency, *which: ColumnElement[bool], team_id: str) -> None:
    """What waits already keeps its place in the queue, and is never less urgent than it was."""
    waits = and_(
        or_(col(Message.ts).is_(None), col(Message.wanted) > col(Message.shown)),
        col(Message.given_up_at).is_(None),
    )
    changed = update(Message).where(col(Message.team_id) == team_id, *which)
    await tx.session.exec(
        changed.values(
            wanted=Message.wanted + 1,
            wanted_at=case((waits, col(Message.wanted_at)), else_=literal(tx.now, UtcDateTime)),
            urgency=case((and_(waits, col(Message.urgency) < urgency), col(Message.urgency)), else_=urgency),
            given_up_at=None,
        )
    )
    tx.wakes.add(Wake.MESSAGES)
