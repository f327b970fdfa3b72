"""A cell of the matrix: a life that ends at a fault point, and the next, which must bring the story to its end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL

from sqlmodel import select

from bot.points import Point
from sandbox import Sandbox
from store import checkup, messages, timers
from store.db import Database
from store.effects import Effect
from store.journal import Entry
from store.messages import Message
from tests.kill.cells import Cell, Json, Trouble
from tests.kill.dying import Death, Life, living
from tests.kill.story import RECORD, Died, Story, is_seen
from tests.page import PATIENCE, Page, Unheard
from tests.processes import environment, local_slack
from tests.stories.scene import SHORT

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
LOST = {"method": "chat.postMessage", "kind": "reset_after", "count": 1}
"""Makes the bot look for a message, which is the only way to the point where it has."""


@dataclass
class World:
    """A Slack and a database that stay, and bots that come and go."""

    folder: Path
    slack: Sandbox
    page: Page
    settings: dict[str, str]
    database: Database

    @classmethod
    @asynccontextmanager
    async def built(cls, folder: Path, database_url: str) -> AsyncIterator["World"]:
        (folder / "small.md").write_text(SHORT)
        slack, database = local_slack(), Database(database_url)
        async with slack.serving() as url, Page.at(url) as page:
            settings = environment(
                url, folder, RUNSHEET_RUNBOOKS=str(folder / "small.md"), RUNSHEET_DATABASE_URL=database_url
            )
            yield cls(folder, slack, page, settings, database)
        await database.close()

    @asynccontextmanager
    async def life(self, death: Death | None = None) -> AsyncIterator[Life]:
        async with living(self.settings, self.folder / "log", death) as bot:
            async with asyncio.timeout(PATIENCE):
                await self.slack.connected()
            yield bot


async def lived(world: World, cell: Cell) -> None:
    """Raises where something is lost, said twice, or not true."""
    acknowledged = await _first_life(world, cell)
    stored = await _recorded(world)
    assert set(acknowledged) <= set(stored), "what was acknowledged is stored"
    await world.slack.trouble({"clear": True, "calls": cell.trouble.rules})
    await _second_life(world, stored)
    if cell.trouble is not Trouble.NOTHING:
        struck = [rule.method for rule in world.slack.faults.calls if rule.dice.struck]
        assert "chat.update" in struck, "the trouble came"
    await _is_whole(world)


async def _first_life(world: World, cell: Cell) -> list[str]:
    """Told until the bot dies; what was acknowledged by then."""
    if cell.point is Point.MESSAGE_LOOKED_FOR:
        await world.slack.trouble({"calls": [LOST]})
    async with world.life(Death(cell.point, cell.nth)) as bot:
        story = Story(world.page, bot)
        with suppress(Died, Unheard):
            await story.told()
        async with asyncio.timeout(PATIENCE):
            assert await bot.over() == -SIGKILL
    world.slack.drop_sockets()
    return story.acknowledged


async def _second_life(world: World, stored: list[str]) -> None:
    async with world.life() as bot:
        await Story(world.page, bot).told(stored)
        async with asyncio.timeout(PATIENCE):
            await _drained(world.database)
            bot.stop()
            assert await bot.over() == 0
    logged = [json.loads(line) for line in bot.log.read_text().splitlines()]
    assert not [line for line in logged if line["level"] in ("error", "critical")]


async def _drained(database: Database) -> None:
    """Returns when there is nothing left to do."""
    while True:
        async with database.reading(NEVER) as tx:
            undone = await tx.session.exec(select(Effect).where(Effect.ended_at == None))  # noqa: E711
            if not (await messages.ready(tx, NEVER) or undone.first() or await timers.next_due(tx)):
                return
        await asyncio.sleep(0.1)  # the database of another process tells nobody of its changes


async def _recorded(world: World) -> list[str]:
    async with world.database.reading(NEVER) as tx:
        return [entry.what for entry in await tx.session.exec(select(Entry))]


async def _is_whole(world: World) -> None:
    """The record, and Slack beside it."""
    assert sorted(await _recorded(world)) == RECORD
    assert await world.database.inspect(lambda connection: list(checkup.problems(connection))) == []
    async with world.database.reading(NEVER) as tx:
        keys = [message.key for message in await tx.session.exec(select(Message))]
        ended = [(effect.kind, effect.problem) for effect in await tx.session.exec(select(Effect))]
    await is_seen(world.page, keys)
    assert ended == [("pin", None)]
    assert len(_pinned(world.slack)) == 1, "done once, however often it was asked for"


def _pinned(slack: Sandbox) -> list[Json]:
    return [call.answer for call in slack.calls if call.method == "pins.add" and call.answer.get("ok")]
