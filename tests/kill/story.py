"""One deployment: what people do, as long as there is a bot to do it with, and what is true in the end."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from tests.kill.dying import Life
from tests.page import NotThere, Page, everything_said
from tests.stories.scene import ANA, BEN, words

Json = dict[str, Any]
Deed = Callable[[], Awaitable[None]]

TRIES = 5
"""How often people do as they are told when they are told to press again: the machine may be busy."""

RECORD = sorted([
    "run.prepared", "run.started", "section.opened", "item.done", "item.assigned", "run.held",
    "run.planned_start_reached", "run.resumed",
])  # fmt: skip
"""What the journal holds of this story in the end, each once."""


class Refused(AssertionError):
    """What the bot answered in place of doing it."""


@dataclass
class Story:
    """`acknowledged` are the deeds that people were told are done, by their names in the journal.

    `waits` lets the time pass until the planned start.
    """

    page: Page
    bot: Life
    waits: Callable[[], None]
    acknowledged: set[str] = field(default_factory=set)

    async def told(self, stored: Collection[str]) -> None:
        """What is not stored already. Raises Died or page.Unheard when the bot is gone."""
        deeds = {
            "run.started": self._starts,
            "item.done": self._ticks,
            "item.assigned": self._assigns,
            "run.held": self._holds,
            "run.planned_start_reached": self._waits,
            "run.resumed": self._resumes,
        }
        for name, deed in deeds.items():
            if name not in stored:
                await self._at_last(deed)
                self.acknowledged.add(name)
        await self.bot.unless_over(self.page.message("Resumed by "))

    async def _at_last(self, deed: Deed) -> None:
        for left in reversed(range(TRIES)):
            try:
                await deed()
                break
            except (NotThere, Refused):
                if not left:
                    raise

    async def _starts(self) -> None:
        _done(await self.page.types(ANA, "/deploy start small v2.4.0"))

    async def _ticks(self) -> None:
        before = await self.bot.unless_over(self.page.card("Before"))
        await self.page.presses(ANA, "Done", before, near="Team told")

    async def _assigns(self) -> None:
        before = await self.bot.unless_over(self.page.card("Before"))
        await self.page.presses(ANA, "Skip, assign…", before)
        await self.page.picks(ANA, "change", "assign")
        first, *_ = await self.page.offered(ANA, "item")
        _done(await self.page.submits(ANA, item=first, person=BEN))

    async def _holds(self) -> None:
        _done(await self.page.types(ANA, "/deploy hold too many errors"))

    async def _waits(self) -> None:
        self.waits()
        await self.bot.unless_over(self.page.message("has come: "))

    async def _resumes(self) -> None:
        _done(await self.page.types(ANA, "/deploy resume"))


def _done(said: Json | None) -> None:
    """Where a deed is done, nothing is said but that it was heard."""
    if said is not None:
        raise Refused(said)


async def is_seen(page: Page, keys: Collection[str]) -> None:
    """Every message stands in Slack once, in its place, and shows how the story ended."""
    state = await page.state()
    said = [message for message in everything_said(state) if message["metadata"]]
    posted = [str(message["metadata"]["event_payload"]["key"]) for message in said]
    assert sorted(posted) == sorted(keys), "each once, and no other"
    run, section, assignment, *notes = (
        message for part in PARTS for key, message in zip(posted, said, strict=True) if part in key
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
"""What each message of the story has in its key, and no other has."""
