"""A Slack and a database that stay, and bots that come and go."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from bot.settings import Settings, load
from commands.preparing.rules import MARGIN
from sandbox import Sandbox
from sandbox.webapi import Recorded
from store import checkup, sending, timers
from store.db import Database
from store.effects import Effect, End
from store.journal import Entry
from store.messages import Message
from tests.kill.dying import Death, Life, living
from tests.kill.story import Story
from tests.page import PATIENCE, Page, Unheard
from tests.processes import APP_TOKEN, BOT_TOKEN, OPERATIONS, local_slack
from tests.stories.scene import UNHURRIEDLY

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """The bots' clock is `ahead` of the real one, and never ahead of Slack's."""

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

    # Living. ------------------------------------------------------------------------------------------------

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
        """Until what the clock has to do has come, for everybody."""
        self.lies_still(MARGIN)
        bot.moves_clock()

    def lies_still(self, time: timedelta) -> None:
        """So much time goes by, and no bot sees it."""
        self.slack.clock.jump_to(self.slack.clock.now() + time)
        self.ahead += time

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

    # Looking. -----------------------------------------------------------------------------------------------

    async def rows(self, table: type[Any]) -> list[Any]:
        async with self.database.reading(NEVER) as tx:
            return list(await tx.session.exec(select(table)))

    async def recorded(self) -> list[str]:
        """The names of everything in the journal; where it was done to somebody, once more with them."""
        entries = await self.rows(Entry)
        aimed = [f"{entry.what}:{entry.detail['to']}" for entry in entries if "to" in entry.detail]
        return [*(entry.what for entry in entries), *aimed]

    async def keys(self) -> list[str]:
        """Of every message that was to be said, and not taken back before it was."""
        return [each.key for each in await self.rows(Message) if each.ts or not each.withdrawn]

    async def effects(self) -> list[str]:
        """The kinds of all that was done outside; all of it was."""
        effects = await self.rows(Effect)
        assert {(each.end, each.problem) for each in effects} <= {(End.DONE, None)}
        return sorted(each.kind for each in effects)

    async def problems(self) -> list[str]:
        """What is not whole in the record."""
        return await self.database.inspect(lambda connection: list(checkup.problems(connection)))

    def took(self, method: str) -> list[Recorded]:
        """The calls of a method that Slack has said yes to."""
        return [call for call in self.slack.calls if call.method == method and call.answer.get("ok")]

    def story_so_far(self) -> str:
        """For the report of a failure: what the bots asked of Slack, and what the last one logged."""
        return "\n".join([*self._asked(), (self.folder / "log").read_text()])

    def _asked(self) -> Iterator[str]:
        for call in self.slack.calls:
            about = call.args.get("metadata", call.args.get("ts", ""))
            said = call.fault or call.answer.get("error") or call.answer.get("ts", "ok")
            yield f"{call.at:%T.%f} {call.method} {about} -> {said}"
