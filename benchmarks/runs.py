"""Runs to press on: checklists in a folder, started by a command, their items read from the database."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from commands.checklist.inputs import Tick
from sandbox import Sandbox
from sandbox.wire import Json

SECTIONS, ITEMS = 12, 10
"""Of each run: about what a production checklist has."""
SETTLES_WITHIN = 300.0
"""Two cards a run, and Slack takes one post a second into a channel."""

LEAD, WHERE = "UANA", "CDEPLOY"


@dataclass
class Runs:
    """The runs of a bot, whose database is the SQLite file in this folder."""

    sandbox: Sandbox
    folder: Path

    def write(self, count: int) -> None:
        """One checklist a run, since a service has one open run at a time."""
        runbooks = self.folder / "runbooks"
        runbooks.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            (runbooks / f"service-{number}.md").write_text(checklist(number))

    async def start(self, number: int) -> None:
        text = f"start service-{number} v1.0.0"
        deed: Json = {"user": LEAD, "do": "command", "channel": WHERE, "command": "/deploy", "text": text}
        answer = await self.sandbox.act(deed)
        if not answer["acknowledged"] or answer["with"]:
            raise RuntimeError(f"run {number} was not started: {answer}")

    async def press(self, number: int) -> Json:
        """A first press on a card of this run, as people press; its payload is the template of all others."""
        channel = self.sandbox.world.channels[WHERE]
        for message in reversed(channel.messages.values()):
            for block in message.blocks:
                element = block.get("accessory") or {}
                if element.get("action_id") == Tick.action:
                    at = {"ts": message.ts, "block_id": block["block_id"], "action_id": Tick.action}
                    await self.sandbox.act({"user": LEAD, "do": "click", "channel": WHERE, **at})
                    ((_, payload),) = self.sandbox.deliveries.latest(1)
                    return payload
        raise RuntimeError(f"run {number} has no card with an item to tick")

    def open_items(self) -> list[str]:
        """The value of the button of every open item, section by section over all runs."""
        query = """SELECT items.id, items.rev FROM items JOIN sections ON sections.id = items.section_id
            WHERE items.closed_at IS NULL ORDER BY sections.ordinal, items.ordinal, items.run_id"""
        return [Tick(item=item, rev=rev).pack() for item, rev in self._read(query)]

    def done(self) -> int:
        """Ticks in the journal."""
        ((count,),) = self._read("SELECT count(*) FROM journal WHERE what = 'item.done'")
        return int(count)

    async def settled(self) -> None:
        """Returns once every message shows what it should, and no effect is outstanding."""
        async with asyncio.timeout(SETTLES_WITHIN):
            while self._read("SELECT id FROM messages WHERE wanted > shown AND NOT retired LIMIT 1"):  # noqa: ASYNC110
                await asyncio.sleep(0.02)  # the database of another process tells nobody of its changes

    def _read(self, query: str) -> list[tuple[int, ...]]:
        with closing(sqlite3.connect(f"file:{self.folder / 'runsheet.db'}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()


def checklist(number: int) -> str:
    sections = (
        "\n".join(
            [f"### Section {section}", "", *(f"- [ ] Check {item} of `{section}`" for item in range(ITEMS))]
        )
        for section in range(SECTIONS)
    )
    return "\n\n".join([f"# Service {number}", f"## Service {number} v1.0.0", *sections]) + "\n"


def values(of: list[str]) -> Iterator[str]:
    """Those, in order; asking for more ends the benchmark."""
    yield from of
    raise RuntimeError("the benchmark ran out of items to tick")
