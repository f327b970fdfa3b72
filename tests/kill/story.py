"""One deployment, told by whoever is there to hear it: what people do, and what must be true when it is over."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeVar

from bot.clock import Clock
from tests.kill.dying import Life
from tests.page import Page, everything_said
from tests.stories.scene import ANA, BEN, words

Json = dict[str, Any]
Seen = TypeVar("Seen")

AHEAD = 3
"""Real seconds from pressing Start to the planned start: the clock's own deed in the story."""

CLOCKS_DEED = "run.planned_start_reached"
RECORD = sorted(
    ["run.prepared", "run.started", "section.opened", "item.done", "item.assigned", "run.held", "run.resumed",
     CLOCKS_DEED]
)  # fmt: skip
"""What the journal holds in the end, each once; when the clock's deed comes depends on how long people take."""


class Died(Exception):
    """The bot did, while something was waited for that only it could do."""


@dataclass
class Story:
    """`acknowledged` are the deeds that Slack was told are done, by their name in the journal."""

    page: Page
    bot: Life
    acknowledged: list[str] = field(default_factory=list)

    async def told(self, stored: Collection[str] = ()) -> None:
        """What people do, without what is stored already. Raises Died or page.Unheard when the bot is gone."""
        deeds: dict[str, Callable[[], Awaitable[None]]] = {
            "run.started": self._starts,
            "item.done": self._ticks,
            "item.assigned": self._assigns,
            "run.held": self._holds,
            "run.resumed": self._resumes,
        }
        for name, deed in deeds.items():
            if name not in stored:
                await deed()
                self.acknowledged.append(name)
        await self._unless_it_dies(self.page.message("has come: "))

    async def _starts(self) -> None:
        await self.page.types(ANA, "/deploy start small")
        await self.page.submits(ANA, start=ceil(Clock().now().timestamp()) + AHEAD)

    async def _ticks(self) -> None:
        before = await self._unless_it_dies(self.page.card("Before"))
        await self.page.presses(ANA, "Done", before, near="Team told")

    async def _assigns(self) -> None:
        before = await self._unless_it_dies(self.page.card("Before"))
        await self.page.presses(ANA, "Skip, assign…", before)
        await self.page.picks(ANA, "change", "assign")
        first, *_ = await self.page.offered(ANA, "item")
        await self.page.submits(ANA, item=first, person=BEN)

    async def _holds(self) -> None:
        await self.page.types(ANA, "/deploy hold too many errors")

    async def _resumes(self) -> None:
        await self.page.types(ANA, "/deploy resume")

    async def _unless_it_dies(self, sight: Awaitable[Seen]) -> Seen:
        seen, dead = asyncio.ensure_future(sight), asyncio.create_task(self.bot.over())
        await asyncio.wait({seen, dead}, return_when=asyncio.FIRST_COMPLETED)
        dead.cancel()
        if not seen.done():
            seen.cancel()
            raise Died
        return await seen


async def is_seen(page: Page, keys: Collection[str]) -> None:
    """Every message stands in Slack once, in its place, and shows how the story ended."""
    state = await page.state()
    said = {_key(message): message for message in everything_said(state) if message["metadata"]}
    posted = [_key(message) for message in everything_said(state) if message["metadata"]]
    assert sorted(posted) == sorted(keys), "each once, and no other"
    run, section, assignment, *notes = (
        next(message for key, message in said.items() if part in key) for part in PARTS
    )
    assert "1 of 6 done" in words(run)
    assert "Running" in words(run)
    assert "too many errors" not in words(run)
    assert "Done · Ana Ruiz" in words(section)
    assert "For Ben Okafor" in words(section)
    assert "Tests green" in words(assignment)
    planned, held, resumed = notes
    assert "has come: " in words(planned)
    assert "Held by Ana Ruiz: too many errors" in words(held)
    assert "Resumed by Ana Ruiz" in words(resumed)
    assert {(note["channel"], note["thread_ts"]) for note in notes} == {(run["channel"], run["ts"])}
    assert [channel["pins"] for channel in state["channels"] if channel["pins"]] == [[run["ts"]]]


PARTS = ("run:", "section:", "assignment:", "deploy.planned_start", "run.held", "run.resumed")
"""What each of the story's messages has in its key."""


def _key(message: Json) -> str:
    return str(message["metadata"]["event_payload"]["key"])
