"""Two bots on one PostgreSQL race each other for every timer: each page is sent once."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import or_
from sqlmodel import col, select

from store import timers
from store.messages import Message
from tests import databases
from tests.conftest import LONG
from tests.stories.incidents import staff
from tests.stories.scene import CHI, DEPLOYMENTS, Scene, Stage

OPEN = {"user": CHI, "do": "command", "channel": DEPLOYMENTS, "command": "/incident"}
INCIDENTS = 500 if LONG else 2


@pytest.fixture
async def database_url(migrated: databases.Migrated, postgresql: str) -> str:
    return await migrated.postgresql(postgresql)


@pytest.mark.over_sockets
@pytest.mark.timeout(3000)
async def test_each_page_is_sent_once(stage: Stage) -> None:
    async with AsyncExitStack() as bots:
        one, _ = [await bots.enter_async_context(stage.running(replicas=2)) for _ in range(2)]
        await staff(one)
        for number in range(INCIDENTS):
            await stage.sandbox.act({**OPEN, "text": f"open sev1 number {number}"})
        for minutes in (0, 5, 10, 15, 10):
            await _step(stage, one, minutes)
        sent = _sent(one)
        assert set(sent.values()) == {1}
        pages = Counter(key.partition(":")[0] for key in sent)
        assert pages["incident.page"] == INCIDENTS * 8, "four levels, and everybody once more"
        assert pages["incident.mention"] == INCIDENTS * 8


async def _step(stage: Stage, one: Scene, minutes: float) -> None:
    """A bot waits for the lease of what the other has sent, so neither is quiet when all is done."""
    stage.clock.jump_to(stage.clock.now() + timedelta(minutes=minutes))
    while not await _all_is_sent(one):  # noqa: ASYNC110 - rows, of two processes as it were
        await asyncio.sleep(0.05)


async def _all_is_sent(scene: Scene) -> bool:
    now = scene.stage.clock.now()
    async with scene.bot.database.reading(now) as tx:
        due = await timers.next_due(tx)
        query = select(Message.id).where(
            or_(col(Message.ts).is_(None), col(Message.wanted) > col(Message.shown)),
            col(Message.given_up_at).is_(None),
        )
        return (due is None or due > now) and (await tx.session.exec(query.limit(1))).first() is None


def _sent(scene: Scene) -> Counter[str]:
    """How often each page and each mention stands in Slack."""
    everything = [message for said in scene.stage.sandbox.state()["messages"].values() for message in said]
    keys = (
        ((message.get("metadata") or {}).get("event_payload") or {}).get("key", "") for message in everything
    )
    return Counter(key for key in keys if key.startswith(("incident.page:", "incident.mention:")))
