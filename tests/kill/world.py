"""A Slack and a database that stay, and bots that come and go."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import col, select

from bot.effects import LEASE
from bot.settings import Settings, load
from commands.outside import KINDS
from sandbox import Sandbox
from sandbox.webapi import Recorded
from store import checkup, sending, timers
from store.db import Database
from store.effects import Effect, End
from store.journal import Entry
from store.messages import Message
from tests.kill.dying import Death, Life, living
from tests.kill.story import Story
from tests.page import PATIENCE, Json, Page, Unheard
from tests.processes import APP_TOKEN, BOT_TOKEN, OPERATIONS, local_slack
from tests.stories.scene import UNHURRIEDLY

Seen = TypeVar("Seen")

NEVER = datetime(9999, 1, 1, tzinfo=UTC)

LEASED = LEASE.total_seconds()
"""On PostgreSQL what the dead bot had under way is nobody else's for so long."""

ABOUT = ("to", "title", "percent", "shown")
"""What of an entry's detail says whom or what it was about."""


@dataclass
class World:
    """The bots' clock is `ahead` of the real one, and never ahead of Slack's.

    `stored` is what the journal held when the first of them died, `interrupted` the steps that it had begun.
    """

    folder: Path
    slack: Sandbox
    page: Page
    settings: Settings
    database: Database
    ahead: timedelta = timedelta()
    stored: list[str] = field(default_factory=list)
    interrupted: list[str] = field(default_factory=list)

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

    async def until(self, bot: Life, seen: Callable[[Json], Seen]) -> Seen:
        """What is seen in Slack; when nothing else is left to do, time goes on to what is due next."""
        async with asyncio.timeout(LEASED + PATIENCE):
            while True:
                due, is_idle = await self._next_due(), await self._is_idle()
                try:
                    return seen(await self.page.state())
                except AssertionError:
                    if is_idle and due:
                        self._jumps(bot, due - self.slack.clock.now())
                await asyncio.sleep(0.1)

    def _jumps(self, bot: Life, time: timedelta) -> None:
        """For everybody."""
        self.lies_still(time)
        bot.moves_clock(time)

    def lies_still(self, time: timedelta) -> None:
        """So much time goes by, and no bot sees it."""
        self.slack.clock.jump_to(self.slack.clock.now() + time)
        self.ahead += time

    async def drained(self) -> None:
        """Returns when nothing is left to do."""
        while not await self._is_idle():  # noqa: ASYNC110 - another process tells nobody what it writes
            await asyncio.sleep(0.1)

    async def _is_idle(self) -> bool:
        due = await self._next_due()
        is_due = due is not None and due <= self.slack.clock.now()
        async with self.database.reading(NEVER) as tx:
            undone = await tx.session.exec(select(Effect).where(col(Effect.ended_at).is_(None)))
            return not (is_due or undone.first() or await sending.ready(tx, NEVER))

    async def _next_due(self) -> datetime | None:
        async with self.database.reading(NEVER) as tx:
            return await timers.next_due(tx)

    # Looking. -----------------------------------------------------------------------------------------------

    async def rows(self, table: type[Any]) -> list[Any]:
        async with self.database.reading(NEVER) as tx:
            return list(await tx.session.exec(select(table)))

    async def recorded(self) -> list[str]:
        """The names of everything in the journal; and each once more with whom or what it was about."""
        entries = await self.rows(Entry)
        about = [
            f"{entry.what}:{entry.detail[name]}"
            for entry in entries
            for name in ABOUT
            if name in entry.detail
        ]
        return [*(entry.what for entry in entries), *about]

    async def begun(self) -> list[str]:
        """The steps outside of which nobody knows whether they were done: the keys of their effects."""
        open_ones = [each for each in await self.rows(Effect) if each.attempted_at and not each.ended_at]
        return [each.key for each in open_ones if KINDS[each.kind].step]

    async def keys(self) -> list[str]:
        """Of every message that was to be said, and not taken back before it was."""
        return [each.key for each in await self.rows(Message) if each.ts or not each.withdrawn]

    async def effects(self) -> list[str]:
        """The kinds of all that was done outside; all of it was, but for what the death interrupted."""
        effects = await self.rows(Effect)
        unknown = [each for each in effects if each.key in self.interrupted]
        assert {(each.end, each.problem) for each in unknown} <= {(End.UNKNOWN, "interrupted")}
        done = [each for each in effects if each not in unknown]
        assert {(each.end, each.problem) for each in done} <= {(End.DONE, None)}
        return sorted(each.kind for each in done)

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
