"""Points at which the bot can be killed: around a call to Slack, before or after it has its effect."""

import asyncio
import json
from typing import Any, Literal, NamedTuple

from sandbox import Sandbox

Json = dict[str, Any]
Side = Literal["before", "after"]


class Call(NamedTuple):
    """A call by its method, and by words that stand in its arguments."""

    method: str
    words: str = ""

    def is_(self, method: str, args: Json) -> bool:
        return method == self.method and self.words in json.dumps(args, ensure_ascii=False)


class Points:
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
