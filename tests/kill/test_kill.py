"""The bot is killed around every kind of call to Slack; each time the next one goes on where it died.

One deployment, six lives. Only its database and Slack's history tell a life of the ones before it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGTERM
from typing import Any, get_args

from sandbox import Sandbox
from store import journal, sending
from store.db import Database
from store.journal import START, digest
from tests.kill.points import Call, Points, Side
from tests.page import Page, everything_said
from tests.processes import Running, environment, local_slack, running
from tests.stories.scene import ANA, BEN, SHORT, words

Json = dict[str, Any]
POST, UPDATE, PIN = "chat.postMessage", "chat.update", "pins.add"
PATIENCE = 25.0


@dataclass
class World:
    """A Slack and a database that stay, and bots that come and go."""

    side: Side
    slack: Sandbox
    points: Points
    page: Page
    settings: dict[str, str]

    @classmethod
    @asynccontextmanager
    async def built(cls, folder: Path, side: Side) -> AsyncIterator["World"]:
        slack = local_slack()
        async with slack.serving() as url, Page.at(url) as page:
            settings = environment(url, folder, RUNSHEET_RUNBOOKS=str(folder / "small.md"))
            yield cls(side, slack, Points(slack, side), page, settings)

    @asynccontextmanager
    async def life(self) -> AsyncIterator[Running]:
        async with running(self.settings, "serve") as bot, asyncio.timeout(PATIENCE):
            await self.slack.connected()
            yield bot

    @asynccontextmanager
    async def life_until(self, *calls: Call) -> AsyncIterator[None]:
        """What happens in a life that is cut short when these calls are on their way."""
        self.points.hold(*calls)
        async with self.life() as bot:
            yield
            await self.points.reached()
            await bot.killed()
        self.slack.drop_sockets()
        self.points.release()

    @asynccontextmanager
    async def remembered(self) -> AsyncIterator[Database]:
        database = Database(self.settings["RUNSHEET_DATABASE_URL"])
        yield database
        await database.close()


NEVER = datetime(9999, 1, 1, tzinfo=UTC)


async def all_is_shown(database: Database) -> None:
    """Returns when Slack shows everything that it is to show."""
    while True:
        async with database.reading(NEVER) as tx:
            if not await sending.ready(tx, NEVER):
                return
        await asyncio.sleep(0.05)  # the database of another process tells nobody of its changes


async def six_lives(world: World, database: Database) -> None:
    page = world.page
    async with world.life_until(Call(POST, '"run:1"')):
        await page.types(ANA, "/deploy start small v2.4.0")
    assert len(await page.messages()) == (1 if world.side == "after" else 0)
    async with world.life_until(Call(PIN), Call(POST, '"section:1/0"')):
        pass
    async with world.life_until(Call(UPDATE, "Done · Ana Ruiz")):
        await page.presses(ANA, "Done", await page.card("Before"), near="Team told")
    async with world.life_until(Call(UPDATE, "For Ben Okafor"), Call(POST, '"assignment:')):
        await page.presses(ANA, "Skip, assign…", await page.card("Before", showing="Done · Ana Ruiz"))
        await page.picks(ANA, "change", "assign")
        await page.submits(ANA, item="1", person=BEN)
    async with world.life_until(Call(POST, "Held by Ana Ruiz: too many errors")):
        await page.types(ANA, "/deploy hold too many errors")
    async with world.life() as bot:
        await all_is_shown(database)
        bot.signal(SIGTERM)
        assert (await bot.ended(within=10)).code == 0


async def what_people_see(page: Page) -> None:
    state = await page.state()
    said = [message for message in everything_said(state) if message["metadata"]]
    keys = [message["metadata"]["event_payload"]["key"] for message in said]
    assert sorted(keys) == ["1:run.held:6", "assignment:1/UBEN", "run:1", "section:1/0"], "each once"
    posted = dict(zip(keys, said, strict=True))
    run, section, note = posted["run:1"], posted["section:1/0"], posted["1:run.held:6"]

    assert "⏸️ Held" in words(run)
    assert "1 of 6 done" in words(run)
    assert "Held by Ana Ruiz: too many errors" in words(run)
    assert "Done · Ana Ruiz" in words(section)
    assert "For Ben Okafor" in words(section)
    assert "Tests green" in words(posted["assignment:1/UBEN"])
    assert (note["channel"], note["thread_ts"]) == (run["channel"], run["ts"])
    assert {tuple(channel["pins"]) for channel in state["channels"] if channel["pins"]} == {(run["ts"],)}


async def what_the_record_says(database: Database) -> None:
    async with database.reading(NEVER) as tx:
        entries = await journal.read(tx, "THARBOR", "run:1")
    assert [entry.what for entry in entries] == [
        "run.prepared", "run.started", "section.opened", "item.done", "item.assigned", "run.held",
    ]  # fmt: skip
    assert [entry.previous for entry in entries] == [START, *(entry.hash for entry in entries[:-1])]
    assert [entry.hash for entry in entries] == [digest(entry) for entry in entries]


async def told(folder: Path, side: Side) -> None:
    async with World.built(folder, side) as world, world.remembered() as database:
        await six_lives(world, database)
        await what_people_see(world.page)
        await what_the_record_says(database)


async def test_a_bot_that_is_killed_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    """Both sides at once: a life after one that was cut short looks for three seconds what became of it."""
    async with asyncio.TaskGroup() as sides:
        for side in get_args(Side):
            folder = tmp_path / side
            folder.mkdir()
            (folder / "small.md").write_text(SHORT)
            sides.create_task(told(folder, side), name=side)
