"""What is forgotten, and what never is."""

from datetime import timedelta

from sqlmodel import select

from store import effects, inbox, journal, messages, retention, sending
from store.db import Database
from store.effects import Effect, End
from store.messages import Message
from tests.store.samples import NOW, TEAM


async def keys(database: Database) -> set[str]:
    async with database.reading(NOW) as tx:
        said = (await tx.session.exec(select(Message.key))).all()
        done = (await tx.session.exec(select(Effect.key))).all()
        return {*said, *done}


async def fill(database: Database) -> None:
    async with database.transaction(NOW) as tx:
        await inbox.record(tx, "click", None)
        await journal.record(tx, TEAM, "run:1", "UANA", "run.started")
        live = await messages.card(tx, TEAM, "run", "1", "C1")
        past = await messages.card(tx, TEAM, "run", "2", "C1")
        reply = await messages.note(tx, TEAM, "reply", "C1", {}, parent=past)
        waiting = await messages.note(tx, TEAM, "waiting", "C1", {})
        for message in (live, past, reply):
            await sending.shown(tx, message, 5, channel="C1", ts=f"{message.id}.0")
        await messages.retire(tx, TEAM, "run", "2")
        await sending.shown(tx, past, 5, channel="C1", ts="2.0")
        await effects.want(tx, TEAM, "pin", "pinned")
        await effects.want(tx, TEAM, "pin", "to pin")
        ended = (await tx.session.exec(select(Effect).where(Effect.key == "pinned"))).one()
        await effects.ended(tx, ended, End.DONE)
    assert waiting.ts is None


async def forget(database: Database, **later: float) -> None:
    async with database.transaction(NOW + timedelta(**later)) as tx:
        await retention.forget(tx)


async def test_nothing_of_today_is_forgotten(database: Database) -> None:
    await fill(database)
    await forget(database, hours=24)
    assert await keys(database) == {"run:1", "run:2", "reply", "waiting", "pinned", "to pin"}
    async with database.reading(NOW) as tx:
        assert await inbox.find(tx, "click") is not None


async def test_deliveries_are_forgotten_after_a_day(database: Database) -> None:
    await fill(database)
    await forget(database, hours=26)
    async with database.reading(NOW) as tx:
        assert await inbox.find(tx, "click") is None


async def test_what_is_over_is_forgotten_and_what_is_outstanding_is_not(database: Database) -> None:
    await fill(database)
    await forget(database, days=91)
    assert await keys(database) == {"run:1", "waiting", "to pin"}


async def test_the_journal_is_never_forgotten(database: Database) -> None:
    await fill(database)
    await forget(database, days=36500)
    async with database.reading(NOW) as tx:
        assert [entry.what for entry in await journal.read(tx, TEAM, "run:1")] == ["run.started"]
