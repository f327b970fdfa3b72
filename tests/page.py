"""What the page in the browser does, without the browser: people at a bot that is another process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp

from tests.stories.scene import DEPLOYMENTS, find

Json = dict[str, Any]
Seen = TypeVar("Seen")

PATIENCE = 60.0
"""Real seconds that something may take to be seen; it is waited for, never slept for."""


class Unheard(AssertionError):
    """The bot did not acknowledge what somebody did."""


class NotThere(AssertionError):
    """Nobody can fill in what is not on the screen."""


@dataclass
class Page:
    address: str
    http: aiohttp.ClientSession

    @classmethod
    @asynccontextmanager
    async def at(cls, address: str) -> AsyncIterator["Page"]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as http:
            yield cls(address, http)

    # Doing: each is acknowledged by the bot, with the words that come back. ---------------------------------

    async def types(self, user: str, line: str) -> Json | None:
        command, _, text = line.partition(" ")
        return await self._act(user=user, do="command", channel=DEPLOYMENTS, command=command, text=text)

    async def presses(self, user: str, label: str, on: Json, near: str = "") -> None:
        at = find(on["blocks"], label, near)
        await self._act(user=user, do="click", channel=on["channel"], ts=on["ts"], **at)

    async def picks(self, user: str, field: str, value: str) -> None:
        form, block = await self._input(user, field)
        at = {"action_id": block["element"]["action_id"], "block_id": block["block_id"], "selected": value}
        await self._act(user=user, do="click", view=form["id"], **at)

    async def submits(self, user: str, **values: Any) -> Json | None:
        filled = {}
        for field, value in values.items():
            _, block = await self._input(user, field)
            filled[block["block_id"]] = {block["element"]["action_id"]: value}
        form = await self._form(user)
        return await self._act(user=user, do="submit", view=form["id"], values=filled)

    async def _act(self, **deed: Any) -> Json | None:
        async with self.http.post(f"{self.address}/sandbox/act", json=deed) as answer:
            said: Json = await answer.json()
        if not said.get("acknowledged"):
            raise Unheard(said)
        back: Json | None = said["with"]
        return back

    async def offered(self, user: str, field: str) -> list[str]:
        """The values that a menu of the open form offers."""
        _, block = await self._input(user, field)
        return [option["value"] for option in block["element"]["options"]]

    async def _input(self, user: str, field: str) -> tuple[Json, Json]:
        """The form on top, and its block with this field."""
        form = await self._form(user)
        for block in form["blocks"]:
            if block["block_id"].partition("~")[0] == field:
                return form, block
        raise NotThere(f"no {field} in {[block['block_id'] for block in form['blocks']]}")

    async def _form(self, user: str) -> Json:
        for form in (await self.state())["views"].get(user, [])[-1:]:
            found: Json = form
            return found
        raise NotThere(f"{user} has no form open")

    # Seeing: what is not there yet is waited for. -----------------------------------------------------------

    async def state(self) -> Json:
        async with self.http.get(f"{self.address}/sandbox/state") as answer:
            state: Json = await answer.json()
        return state

    async def messages(self) -> list[Json]:
        return everything_said(await self.state())

    async def card(self, title: str, showing: str = "") -> Json:
        """The newest message whose header has this title, once it shows these words."""
        return await self.sees(a_card(title, showing))

    async def message(self, text: str) -> Json:
        """The first message with these words in it."""
        return await self.sees(a_message(text))

    async def sees(self, what: Callable[[Json], Seen]) -> Seen:
        """Looks again after every change, until `what` raises no AssertionError."""
        problem = AssertionError("nothing was seen")
        try:
            async with asyncio.timeout(PATIENCE), self.http.get(f"{self.address}/sandbox/stream") as changes:
                async for line in changes.content:
                    if line.startswith(b"data:"):
                        try:
                            return what(await self.state())
                        except AssertionError as not_yet:
                            problem = not_yet
        except TimeoutError:
            raise problem from None
        raise problem


def a_card(title: str, showing: str = "") -> Callable[[Json], Json]:
    """The newest message whose header has this title, where it shows these words."""

    def shown(state: Json) -> Json:
        for message in reversed(everything_said(state)):
            if has_title(message, title) and showing in str(message["blocks"]):
                return message
        said = [message["text"] for message in everything_said(state)]
        raise AssertionError(f"no {title!r} showing {showing!r}: {said}")

    return shown


def a_message(text: str) -> Callable[[Json], Json]:
    """The first message with these words in it."""

    def shown(state: Json) -> Json:
        found = [message for message in everything_said(state) if text in message["text"]]
        assert found, text
        return found[0]

    return shown


def everything_said(state: Json) -> list[Json]:
    """Every message of every channel, with its channel."""
    return [
        {"channel": channel, **message} for channel, said in state["messages"].items() for message in said
    ]


def has_title(message: Json, title: str) -> bool:
    return any(
        block["type"] == "header" and title in block["text"]["text"] for block in message["blocks"] or []
    )
