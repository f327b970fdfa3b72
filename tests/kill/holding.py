"""A world in which the bot is killed when certain calls are on their way, before or after their effect.

Beside the matrix, which dies at a point of the code: here it is which call that matters.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sandbox import Sandbox
from store import sending
from store.db import Database
from tests.page import Page
from tests.processes import Running, environment, local_slack, running

Json = dict[str, Any]
Side = Literal["before", "after"]


class Call(NamedTuple):
    """A call by its method, and by words that stand in its arguments."""

    method: str
    words: str = ""

    def is_(self, method: str, args: Json) -> bool:
        return method == self.method and self.words in json.dumps(args, ensure_ascii=False)


class Held:
    """Calls that are held until the bot is dead.

    Held before its effect, a call never has one: to the next bot, a request that was lost on the way, or that
    was never sent. Held after it, Slack did what was asked, and the bot dies before it learns so.
    """

    def __init__(self, slack: Sandbox, side: Side) -> None:
        self._held: dict[Call, asyncio.Event] = {}
        self._dead = asyncio.Event()
        self._side = side
        if side == "before":
            slack.before_call = self._hold
        else:
            slack.after_call = self._hold

    def hold(self, *calls: Call) -> None:
        self._held = {call: asyncio.Event() for call in calls}
        self._dead = asyncio.Event()

    async def reached(self) -> None:
        """Returns when every one of them is being held."""
        for arrived in self._held.values():
            await arrived.wait()

    def release(self) -> None:
        """The bot is dead: nobody hears the answers any more."""
        self._held = {}
        self._dead.set()

    async def _hold(self, method: str, args: Json) -> None:
        for call, arrived in self._held.items():
            if call.is_(method, args):
                dead = self._dead
                arrived.set()
                await dead.wait()
                if self._side == "before":
                    raise ConnectionResetError("the bot died before Slack heard this")
                return


PATIENCE = 40.0
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """A Slack and a database that stay, and bots that come and go."""

    slack: Sandbox
    held: Held
    page: Page
    settings: dict[str, str]

    @classmethod
    @asynccontextmanager
    async def built(cls, folder: Path, side: Side) -> AsyncIterator["World"]:
        slack = local_slack()
        async with slack.serving() as url, Page.at(url) as page:
            settings = environment(url, folder, RUNSHEET_RUNBOOKS=str(folder / "small.md"))
            yield cls(slack, Held(slack, side), page, settings)

    @asynccontextmanager
    async def life(self) -> AsyncIterator[Running]:
        async with running(self.settings, "serve") as bot, asyncio.timeout(PATIENCE):
            await self.slack.connected()
            yield bot

    @asynccontextmanager
    async def life_until(self, *calls: Call) -> AsyncIterator[None]:
        """What happens in a life that is cut short when these calls are on their way."""
        self.held.hold(*calls)
        async with self.life() as bot:
            yield
            await self.held.reached()
            bot.process.kill()  # as a machine that loses its power
            await bot.process.wait()
        self.slack.drop_sockets()
        self.held.release()

    @asynccontextmanager
    async def remembered(self) -> AsyncIterator[Database]:
        database = Database(self.settings["RUNSHEET_DATABASE_URL"])
        yield database
        await database.close()


async def all_is_shown(database: Database) -> None:
    """Returns when Slack shows everything that it is to show."""
    while True:
        async with database.reading(NEVER) as tx:
            if not await sending.ready(tx, NEVER):
                return
        await asyncio.sleep(0.05)  # the database of another process tells nobody of its changes
