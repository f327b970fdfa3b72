"""What is forgotten, and when. The journal never is, nor are runs and what was ticked in them."""

from datetime import timedelta

from sqlmodel import col, delete, or_, select

from store import inbox
from store.checks import Check
from store.db import Transaction
from store.effects import Effect
from store.messages import NOTE, Message

DELIVERIES = timedelta(hours=25)
"""Slack delivers again for ten minutes, and for a day where Delayed Events is on (Events API)."""

EFFECTS = timedelta(days=30)

MESSAGES = timedelta(days=90)
"""Notes and the cards of ended runs stay in Slack; what goes is our knowledge of where they are."""


async def forget(tx: Transaction) -> None:
    await inbox.forget_before(tx, tx.now - DELIVERIES)
    await tx.session.exec(delete(Effect).where(col(Effect.ended_at) < tx.now - EFFECTS))
    await tx.session.exec(delete(Check).where(col(Check.ended_at) < tx.now - EFFECTS))
    past = (
        col(Message.wanted_at) < tx.now - MESSAGES,
        col(Message.wanted) <= col(Message.shown),
        or_(col(Message.kind) == NOTE, col(Message.retired)),
    )
    answered = select(Message.parent_id).where(col(Message.parent_id).is_not(None))
    await tx.session.exec(delete(Message).where(*past, col(Message.parent_id).is_not(None)))
    await tx.session.exec(delete(Message).where(*past, col(Message.id).not_in(answered)))
