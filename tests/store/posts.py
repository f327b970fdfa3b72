"""Messages on their way, as delivery moves them."""

from typing import Any

from store import messages, sending
from store.db import Database, Transaction
from store.messages import Message
from tests.store.samples import NOW, TEAM, later

BODY: dict[str, Any] = {"text": "Held by Ana", "blocks": []}
LEASE = later(minutes=1)


async def card(database: Database, subject: str = "1", place: str = "CDEPLOY", **more: Any) -> Message:
    async with database.transaction(NOW) as tx:
        return await messages.card(tx, TEAM, "run", subject, place, **more)


async def posted(database: Database, message: Message, ts: str = "1.0") -> None:
    """As Slack accepts everything that is wanted of it."""
    async with database.transaction(NOW) as tx:
        assert await sending.claim(tx, message, LEASE)
        now = await messages.get(tx, message.id)
        await sending.shown(tx, message, now.wanted, channel=message.place, ts=ts)


async def now(database: Database, message: Message) -> Message:
    async with database.reading(NOW) as tx:
        return await messages.get(tx, message.id)


async def ready(database: Database, real_minutes: float = 0) -> list[str]:
    async with database.reading(NOW) as tx:
        return [message.key for message in await sending.ready(tx, later(minutes=real_minutes))]


async def redraw(database: Database, *subjects: str, at_minute: float = 0, **more: Any) -> None:
    async with database.transaction(later(minutes=at_minute)) as tx:
        await messages.redraw(tx, TEAM, "run", *subjects, **more)


async def claimed(tx: Transaction, made: Message) -> Message:
    """As delivery holds it: read before it was claimed."""
    before = await messages.get(tx, made.id)
    tx.session.expunge(before)
    assert await sending.claim(tx, before, LEASE)
    return before
