"""A cell of the matrix: a life that ends at a fault point, and the next, which ends the story."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from signal import SIGKILL

from sqlmodel import col, select

from bot.points import Point
from bot.settings import Settings, load
from commands.preparing.rules import MARGIN
from sandbox import Sandbox
from store import checkup, sending, timers
from store.db import Database
from store.effects import Effect
from store.journal import Entry
from store.messages import Message
from tests.kill.cells import Cell, Trouble
from tests.kill.dying import Death, Died, Life, living
from tests.kill.story import RECORD, Story, is_seen
from tests.page import PATIENCE, Page, Unheard
from tests.processes import APP_TOKEN, BOT_TOKEN, OPERATIONS, local_slack
from tests.stories.scene import UNHURRIEDLY

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
LOST = {"method": "chat.postMessage", "kind": "reset_after", "count": 1}
"""Makes the bot look for a message in its first life."""


@dataclass
class World:
    """A Slack and a database that stay, and bots that come and go."""

    folder: Path
    slack: Sandbox
    page: Page
    settings: Settings
    database: Database
    ahead: timedelta = timedelta()

    @classmethod
    @asynccontextmanager
    async def built(cls, folder: Path, database_url: str) -> AsyncIterator["World"]:
        slack, database = local_slack(patience=UNHURRIEDLY), Database(database_url)
        async with slack.serving() as url, Page.at(url) as page:
            settings = load(
                bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=f"{url}/api/", channel=OPERATIONS,
                database_url=database_url, runbooks=folder / "small.md", port=0, log_format="json",
            )  # fmt: skip
            try:
                yield cls(folder, slack, page, settings, database)
            finally:
                await database.close()

    @asynccontextmanager
    async def life(self, death: Death | None = None) -> AsyncIterator[Life]:
        async with living(self.settings, self.folder / "log", self.ahead, death) as bot:
            async with asyncio.timeout(PATIENCE):
                await bot.unless_over(self.slack.connected())
            yield bot
        self.slack.drop_sockets()

    async def tell(self, bot: Life, story: Story) -> None:
        """What was not acknowledged is done again, unless it is done. Raises Died."""
        while True:
            try:
                return await story.told(await self.recorded())
            except Unheard:
                await bot.unless_over(self.slack.connected())

    def waits(self, bot: Life) -> None:
        """Until the planned start has come, for everybody; Slack's clock is never behind the bot's."""
        self.slack.clock.jump_to(self.slack.clock.now() + MARGIN)
        self.ahead += MARGIN
        bot.moves_clock()

    def story_so_far(self) -> str:
        """For the report of a failure: what the bots asked of Slack, and what the last one logged."""
        asked = (
            f"{call.at:%T.%f} {call.method} {call.args.get('metadata', call.args.get('ts', ''))} "
            f"-> {call.fault or call.answer.get('error') or call.answer.get('ts', 'ok')}"
            for call in self.slack.calls
        )
        return "\n".join([*asked, (self.folder / "log").read_text()])

    async def recorded(self) -> list[str]:
        """The names of everything in the journal."""
        async with self.database.reading(NEVER) as tx:
            return [entry.what for entry in await tx.session.exec(select(Entry))]

    async def drained(self) -> None:
        """Returns when nothing is left to do."""
        while not await self._is_idle():  # noqa: ASYNC110 - another process tells nobody what it writes
            await asyncio.sleep(0.1)

    async def _is_idle(self) -> bool:
        async with self.database.reading(NEVER) as tx:
            undone = await tx.session.exec(select(Effect).where(col(Effect.ended_at).is_(None)))
            due = await timers.next_due(tx)
            is_due = due is not None and due <= self.slack.clock.now()
            return not (is_due or undone.first() or await sending.ready(tx, NEVER))


async def lived(world: World, cell: Cell) -> None:
    """Raises where something is lost, said twice, or not true."""
    acknowledged = await _first_life(world, cell)
    assert acknowledged <= set(await world.recorded()), "what was acknowledged is stored"
    await world.slack.trouble({"clear": True, "calls": cell.trouble.rules})
    await _second_life(world)
    if cell.trouble is not Trouble.NOTHING:
        struck = [rule.method for rule in world.slack.faults.calls if rule.dice.struck]
        assert "chat.update" in struck, "there was trouble"
    await _is_whole(world)


async def _first_life(world: World, cell: Cell) -> set[str]:
    """Told until the bot dies; what was acknowledged by then."""
    if cell.point is Point.MESSAGE_LOOKED_FOR:
        await world.slack.trouble({"calls": [LOST]})
    async with world.life(Death(cell.point, cell.nth)) as bot:
        story = Story(world.page, bot, partial(world.waits, bot))
        with suppress(Died):
            await world.tell(bot, story)
        async with asyncio.timeout(PATIENCE):
            assert await bot.over() == -SIGKILL
    return story.acknowledged


async def _second_life(world: World) -> None:
    async with world.life() as bot:
        await world.tell(bot, Story(world.page, bot, partial(world.waits, bot)))
        async with asyncio.timeout(PATIENCE):
            await world.drained()
            bot.stop()
            assert await bot.over() == 0
    logged = [json.loads(line) for line in bot.said.read_text().splitlines()]
    assert not [line for line in logged if line["level"] in ("error", "critical")]


async def _is_whole(world: World) -> None:
    """The record, and Slack beside it."""
    assert sorted(what for what in await world.recorded() if what in RECORD) == RECORD
    assert await world.database.inspect(lambda connection: list(checkup.problems(connection))) == []
    async with world.database.reading(NEVER) as tx:
        keys = [message.key for message in await tx.session.exec(select(Message))]
        ended = [(effect.kind, effect.problem) for effect in await tx.session.exec(select(Effect))]
    await is_seen(world.page, keys)
    assert ended == [("pin", None)]
    pinned = [call for call in world.slack.calls if call.method == "pins.add" and call.answer.get("ok")]
    assert len(pinned) == 1, "done once, however often it was asked for"
