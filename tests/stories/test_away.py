"""Slack away for longer than anything of it lasts: all is kept, tried again, and caught up with in order."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import col, select

from commands import kit
from store import messages
from store.db import Wake
from store.messages import Message
from tests.stories.scene import BEN, DEPLOYMENTS, Scene, Stage, words

pytestmark = pytest.mark.over_sockets

MINUTES = 10


async def says(scene: Scene, key: str) -> None:
    """As a feature does by the clock, while nobody can press anything."""
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        await messages.note(tx, scene.bot.team_id, key, DEPLOYMENTS, kit.body(f"{key} o'clock"))
    scene.bot.wake(Wake.MESSAGES)


async def tried_again(scene: Scene) -> None:
    """Until what may be tried now has been, and is put off."""
    outstanding = select(Message).where(
        col(Message.ts).is_(None) | (col(Message.wanted) > col(Message.shown))
    )
    async with asyncio.timeout(20):
        while True:
            async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
                found = (await tx.session.exec(outstanding.order_by(col(Message.id)))).all()
            first = found[0]
            if first.retry_at is not None and first.retry_at > scene.stage.clock.real():
                return


async def caught_up(scene: Scene) -> None:
    """With real time in a hurry: what may have been said is looked for twice, seconds apart."""
    settled = asyncio.create_task(scene.settled())
    while not settled.done():
        scene.stage.clock.push(1)
        await asyncio.wait([settled], timeout=0.02)


async def test_ten_minutes_without_slack(stage: Stage) -> None:
    stage.ping_every = 0.5
    async with stage.running() as scene:
        await ten_minutes_without_slack(scene)


async def ten_minutes_without_slack(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    before = scene.messages()
    scene.stage.sandbox.go_away()
    for minute in range(MINUTES):
        await says(scene, str(minute))
        await tried_again(scene)
        scene.stage.clock.jump_to(scene.stage.clock.now() + timedelta(minutes=1))
        scene.stage.clock.push(60)
        await tried_again(scene)
    assert (await scene.bot.checks())["socket"] is False
    assert scene.messages() == before

    scene.stage.sandbox.come_back()
    scene.stage.clock.push(60)
    async with asyncio.timeout(20):
        await scene.stage.sandbox.connected(2)
    await caught_up(scene)
    assert (await scene.bot.checks())["socket"] is True
    said = [message["text"] for message in scene.messages()][len(before) :]
    assert [text for text in said if "o'clock" in text] == [f"{minute} o'clock" for minute in range(MINUTES)]
    assert len([text for text in said if "The planned start" in text]) == len(said) - MINUTES == 1
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    assert "3 of 6 done" in words(scene.card("→"))
    assert scene.card("→")["ts"] == card["ts"]
