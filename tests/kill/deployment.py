"""A deployment: started, ticked, assigned, held, its start comes, resumed; and what is true in the end."""

from collections.abc import Mapping

from bot.points import Point
from tests.kill.cells import sample
from tests.kill.plot import Plot
from tests.kill.story import Deed, Story, done, stands_once
from tests.kill.world import World
from tests.page import a_message
from tests.stories.scene import ANA, BEN, words

TIMES = {
    Point.TURN_BEGUN: 7,
    Point.TURN_HANDLED: 7,
    Point.TURN_COMMITTED: 7,
    Point.ANSWER_READY: 7,
    Point.ANSWER_SHOWN: 2,
    Point.ANSWER_SENT: 7,
    Point.MESSAGE_CLAIMED: 6,
    Point.MESSAGE_POSTING: 6,
    Point.MESSAGE_POSTED: 6,
    Point.MESSAGE_LOOKED_FOR: 1,
    Point.MESSAGE_REDRAWING: 2,
    Point.MESSAGE_REDRAWN: 2,
    Point.MESSAGE_SETTLING: 6,
    Point.MESSAGE_SETTLED: 6,
    Point.EFFECT_CLAIMED: 1,
    Point.EFFECT_DONE: 1,
    Point.EFFECT_ENDING: 1,
    Point.EFFECT_ENDED: 1,
    Point.TIMER_TAKEN: 1,
    Point.TIMER_HANDLED: 1,
    Point.TIMER_COMMITTED: 1,
}

CALLS = (
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.open",
    "conversations.replies",
    "pins.add",
)
"""What the bot asks of Slack in the story; trouble strikes the first of each."""


RECORD = sorted([
    "run.prepared", "run.started", "section.opened", "item.done", "item.assigned", "run.held",
    "run.planned_start_reached", "run.resumed",
])  # fmt: skip
"""What the journal holds of this story in the end, each once."""


class Deployment(Story):
    @property
    def deeds(self) -> Mapping[str, Deed]:
        return {
            "run.started": self._starts,
            "item.done": self._ticks,
            "item.assigned": self._assigns,
            "run.held": self._holds,
            "run.planned_start_reached": self._waits,
            "run.resumed": self._resumes,
        }

    async def ends(self) -> None:
        await self.bot.unless_over(self.page.message("Resumed by "))

    async def _starts(self) -> None:
        done(await self.page.types(ANA, "/deploy start small v2.4.0"))

    async def _ticks(self) -> None:
        before = await self.bot.unless_over(self.page.card("Before"))
        await self.page.presses(ANA, "Done", before, near="Team told")

    async def _assigns(self) -> None:
        before = await self.bot.unless_over(self.page.card("Before"))
        await self.page.presses(ANA, "Skip, assign…", before)
        await self.page.picks(ANA, "change", "assign")
        first, *_ = await self.page.offered(ANA, "item")
        done(await self.page.submits(ANA, item=first, person=BEN))

    async def _holds(self) -> None:
        done(await self.page.types(ANA, "/deploy hold too many errors"))

    async def _waits(self) -> None:
        await self.until(a_message("has come: "))

    async def _resumes(self) -> None:
        done(await self.page.types(ANA, "/deploy resume"))


async def is_true(world: World) -> None:
    """Every message stands in Slack once, in its place, and shows how the story ended."""
    assert sorted(what for what in await world.recorded() if what in RECORD) == RECORD
    posted = await stands_once(world.page, await world.keys())
    run, section, assignment, *notes = (
        message for part in PARTS for key, message in posted.items() if part in key
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
    state = await world.page.state()
    assert [channel["pins"] for channel in state["channels"] if channel["pins"]] == [[run["ts"]]]
    assert await world.effects() == ["pin"]
    assert len(world.took("pins.add")) == 1, "done once, however often it was asked for"


PARTS = ("run:", "section:", "assignment:", "deploy.planned_start", "run.held", "run.resumed")
"""What each message of the story has in its key, and no other has."""

DEPLOYMENT = Plot(Deployment, TIMES, sample(TIMES), CALLS, is_true)
