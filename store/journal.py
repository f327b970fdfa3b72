"""The record: who did what when, hash-chained per subject, written in the transaction of the act itself.

Rows are never changed or removed; the database's own triggers refuse it (see the first migration).
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel, col, func, select

from store.columns import Json, UtcDateTime
from store.db import Transaction


class Entry(SQLModel, table=True):
    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("team_id", "subject", "seq"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    subject: str
    seq: int
    at: datetime = Field(sa_type=UtcDateTime)
    who: str
    what: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    previous: str
    hash: str


class Head(SQLModel, table=True):
    """The last link of a subject's chain; locked before a link is added."""

    __tablename__ = "journal_heads"

    team_id: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    seq: int
    hash: str


START = "0" * 64
"""What the first entry of every chain follows."""


def digest(entry: Entry) -> str:
    return link(
        entry.previous, entry.team_id, entry.subject, entry.seq, entry.at.isoformat(), entry.who, entry.what,
        entry.detail,
    )  # fmt: skip


def link(
    previous: Any, team_id: Any, subject: Any, seq: Any, at: Any, who: Any, what: Any, detail: Any
) -> str:
    """SHA-256 over the entry before it and everything an entry says; `at` as ISO 8601 in UTC."""
    said = [previous, team_id, subject, seq, at, who, what, detail]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


async def record(
    tx: Transaction, team_id: str, subject: str, who: str, what: str, **detail: str | int | None
) -> Entry:
    query = select(Head).where(Head.team_id == team_id, Head.subject == subject).with_for_update()
    head = (await tx.session.exec(query)).first() or Head(team_id=team_id, subject=subject, seq=0, hash=START)
    entry = Entry(
        team_id=team_id, subject=subject, seq=head.seq + 1, at=tx.now, who=who, what=what, detail=detail,
        previous=head.hash, hash="",
    )  # fmt: skip
    entry.hash = digest(entry)
    head.seq, head.hash = entry.seq, entry.hash
    tx.session.add_all([entry, head])
    await tx.session.flush()
    return entry


async def length(tx: Transaction, team_id: str, subject: str) -> int:
    """How many entries a subject has."""
    query = select(Head.seq).where(Head.team_id == team_id, Head.subject == subject)
    return (await tx.session.exec(query)).first() or 0


async def latest(tx: Transaction) -> datetime | None:
    """The last moment of story time that was recorded."""
    return (await tx.session.exec(select(func.max(col(Entry.at))))).one()


async def first(tx: Transaction, team_id: str, subject: str) -> Entry | None:
    """What a subject began with."""
    query = select(Entry).where(Entry.team_id == team_id, Entry.subject == subject, Entry.seq == 1)
    return (await tx.session.exec(query)).first()


async def read(tx: Transaction, team_id: str, subject: str) -> list[Entry]:
    query = select(Entry).where(Entry.team_id == team_id, Entry.subject == subject).order_by(col(Entry.seq))
    return list((await tx.session.exec(query)).all())


async def heads(tx: Transaction, team_id: str, subjects: Iterable[str]) -> dict[str, Head]:
    """Where the chains of these subjects end, by subject; one without entries has none."""
    query = select(Head).where(Head.team_id == team_id, col(Head.subject).in_(list(subjects)))
    return {head.subject: head for head in (await tx.session.exec(query)).all()}
