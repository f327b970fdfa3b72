"""The bot is killed around every kind of call that an incident makes; no page is lost, none doubled.

One incident, five lives: declared, its channel made and filled, escalated, acknowledged.
"""

import asyncio
from pathlib import Path
from signal import SIGTERM
from typing import Any, get_args

from store import journal
from store.db import Database
from tests.conftest import LONG
from tests.kill.holding import NEVER, Call, Side, World, all_is_shown
from tests.page import Page, everything_said
from tests.stories.scene import ANA, BEN, SHORT, words

Json = dict[str, Any]
CHI = "UCHI"
POST, UPDATE, PIN = "chat.postMessage", "chat.update", "pins.add"
CREATE, INVITE, TOPIC = "conversations.create", "conversations.invite", "conversations.setTopic"
SIDES = get_args(Side) if LONG else ("after",)
"""After the call has had its effect is the harder side."""


async def five_lives(world: World, database: Database) -> None:
    page = world.page
    async with world.life_until(Call(POST, '"incident.page:1"'), Call(CREATE)):
        await page.types(ANA, "/oncall set 1 @ben")
        await page.types(ANA, "/oncall set 2 @ana")
        await page.types(CHI, "/incident open sev1 payment errors")
    async with world.life_until(Call(INVITE), Call(POST, '"incident:1"')):
        pass
    async with world.life_until(Call(TOPIC), Call(POST, '"incident.mention:1"')):
        pass
    async with world.life_until(Call(PIN), Call(POST, '"incident.page:2"')):
        await page.presses(CHI, "Escalate now", await page.card("🔴 Severity 1", showing="Escalate now"))
    async with world.life_until(Call(UPDATE, "Acknowledged* by Ana Ruiz")):
        hers = await page.card("📟 Severity 1", showing="You are called in as Team Lead")
        await page.presses(ANA, "Acknowledge", hers)
    async with world.life() as bot:
        await all_is_shown(database)
        bot.signal(SIGTERM)
        assert (await bot.ended(within=10)).code == 0


async def what_people_see(page: Page) -> None:
    state = await page.state()
    rooms = [channel for channel in state["channels"] if channel["name"].startswith("inc-")]
    assert [room["name"] for room in rooms] == ["inc-1-payment-errors"], "one channel"
    assert {ANA, BEN, CHI} <= set(rooms[0]["members"])
    assert rooms[0]["topic"] == "Severity 1 · incident 1 · payment errors"
    said = [message for message in everything_said(state) if message["metadata"]]
    keys = [message["metadata"]["event_payload"]["key"] for message in said]
    ours = sorted(key for key in keys if key.startswith("incident"))
    assert len(ours) == len(set(ours)), "each once"
    assert set(ours) >= {"incident:1", "incident.ops:1", "incident.page:1", "incident.page:2"}
    assert "incident.mention:1" in ours
    posted = dict(zip(keys, said, strict=True))
    assert rooms[0]["pins"] == [posted["incident:1"]["ts"]]
    for shown in ("incident:1", "incident.ops:1"):
        assert "Ana Ruiz has it" in words(posted[shown])
    assert "Ana Ruiz has it" in words(posted["incident.page:1"])
    assert "Acknowledged* by Ana Ruiz" in words(posted["incident.page:2"])
    assert not any("Possibly repeated" in words(message) for message in said)


async def what_the_record_says(database: Database) -> None:
    async with database.reading(NEVER) as tx:
        entries = [entry.what for entry in await journal.read(tx, "THARBOR", "incident:1")]
    for once in ("incident.declared", "channel.made", "incident.escalated", "incident.acknowledged"):
        assert entries.count(once) == 1
    assert (entries.count("page.planned"), entries.count("page.accepted")) == (2, 2)


async def told(folder: Path, side: Side) -> None:
    async with World.built(folder, side) as world, world.remembered() as database:
        await five_lives(world, database)
        await what_people_see(world.page)
        await what_the_record_says(database)


async def test_a_bot_that_is_killed_pages_everybody_once(tmp_path: Path) -> None:
    async with asyncio.TaskGroup() as sides:
        for side in SIDES:
            folder = tmp_path / side
            folder.mkdir()
            (folder / "small.md").write_text(SHORT)
            sides.create_task(told(folder, side), name=side)
