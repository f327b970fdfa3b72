"""A release on the clock: signed, traffic moved by a command, live, checked; and what is true in the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.points import Point
from store.checkins import CheckIn
from store.executions import Execution
from store.gates import Gate
from store.journal import Entry
from store.runs import Run
from tests.kill.cells import Cell, Trouble
from tests.kill.plot import Plot
from tests.kill.story import Deed, Story, done, stands_once
from tests.kill.world import World
from tests.page import Json, a_card, a_message, everything_said
from tests.stories.acting import bind, listed, script
from tests.stories.scene import ANA, CHI, DEPLOYMENTS, labels, words

CHECKLIST = """# Small Deployment

## Parcel Tracking v2.4.0

**Deployment Date:** {date}
**Deployment Time:** 08:58 UTC

## Release Day

### 09:00 - First Traffic

- [ ] Route 10% traffic to v2.4.0

### 09:15 - All Traffic

- [ ] Route 100% traffic to v2.4.0

## Post-Deployment Monitoring

### Hour 1

- [ ] Monitor the release every 15 minutes

## Sign-Off

### Approval to Deploy

- [ ] QA Lead: ____ Date: ____
"""

GATE, WINDOW = "Approval to Deploy", "Hour 1"
FIRST, ALL = "09:00 - First Traffic", "09:15 - All Traffic"
STEPS = {10: FIRST, 100: ALL}
"""Where each percentage is moved."""

MOVES = "routed"
"""The file in which the command leaves a line each time that it is run."""

EARLY = timedelta(minutes=10)
"""So long before its first stage the run is made, at the same time of day whenever the test is run."""

TIMES = {
    Point.TURN_BEGUN: 7,
    Point.TURN_HANDLED: 7,
    Point.TURN_COMMITTED: 7,
    Point.ANSWER_READY: 7,
    Point.ANSWER_SENT: 7,
    Point.MESSAGE_CLAIMED: 6,
    Point.MESSAGE_POSTING: 8,
    Point.MESSAGE_POSTED: 8,
    Point.MESSAGE_LOOKED_FOR: 1,
    Point.MESSAGE_REDRAWING: 6,
    Point.MESSAGE_REDRAWN: 6,
    Point.MESSAGE_SETTLING: 6,
    Point.MESSAGE_SETTLED: 6,
    Point.EFFECT_CLAIMED: 9,
    Point.EFFECT_DONE: 9,
    Point.EFFECT_ENDING: 9,
    Point.EFFECT_ENDED: 9,
    Point.TIMER_TAKEN: 9,
    Point.TIMER_HANDLED: 9,
    Point.TIMER_COMMITTED: 9,
}
"""It opens no form."""

CALLS = (
    "chat.postMessage", "chat.update", "conversations.history", "conversations.info", "conversations.open",
    "conversations.replies", "conversations.setTopic", "pins.add",
)  # fmt: skip

RECORD = sorted([
    "run.prepared", "gate.opened", "signoff.go", "gate.passed", "section.opened", "run.planned_start_reached",
    "stage.begun", "run.started", "traffic.moved", "item.proven",
    "section.opened", "stage.begun", "traffic.moved", "run.live", "item.proven",
    "section.opened", "checkin.done", "checkin.answered",
])  # fmt: skip
"""What the journal holds in the end, besides the commands."""


SAID = {
    "run": 1, "gate": 1, "gate.passed": 1, "section": 3, "stage.ahead": 2, "stage.begun": 2,
    "traffic.moved": 2, "checkin": 2,
}  # fmt: skip
"""How many messages of a kind there are: of a check-in one in its thread, and one to the lead."""

PINNED = ("the run's card", "the gate's card")

SAMPLE = (
    Cell(Point.EFFECT_DONE, 8, "sqlite", Trouble.NOTHING),
    Cell(Point.TIMER_HANDLED, 7, "sqlite", Trouble.RESET),
    Cell(Point.TURN_COMMITTED, 6, "postgresql", Trouble.LIMITED),
)
"""As the command of 10 % has run, as its end moves the traffic, as the command of 100 % is wanted."""


class Release(Story):
    """Chi signs, Ana leads."""

    @property
    def deeds(self) -> Mapping[str, Deed]:
        return {
            "run.prepared": self._prepares,
            "gate.passed": self._signs,
            **{name: deed for step in STEPS.items() for name, deed in self._step(*step).items()},
            "checkin.answered": self._answers,
        }

    def _step(self, percent: int, title: str) -> dict[str, Deed]:
        return {
            f"stage.begun:{title}": partial(self._presses, "Start stage", title),
            f"command.started:./traffic.sh {percent}": partial(self._presses, f"Route {percent} %", title),
            f"traffic.moved:{percent}": partial(self._sees_moved, percent),
        }

    async def ends(self) -> None:
        await self.bot.unless_over(self.page.card(WINDOW, showing="last answer: all well"))

    async def _prepares(self) -> None:
        done(await self.page.types(ANA, "/deploy start small v2.4.0"))

    async def _signs(self) -> None:
        await self.page.presses(CHI, "Go", await self.bot.unless_over(self.page.card(GATE, showing="Go")))

    async def _presses(self, label: str, title: str) -> None:
        await self.page.presses(ANA, label, await self.until(a_card(title, label)))

    async def _sees_moved(self, percent: int) -> None:
        """Whoever is asked whether it was done looks, and says so."""
        asked: Json | None = await self.bot.unless_over(self.page.sees(partial(moved_or_asked, percent)))
        if asked:
            was_done = str(percent) in moves(self.folder)
            await self.page.presses(ANA, "It was done" if was_done else "Run again…", asked)
            await self.bot.unless_over(self.page.sees(a_message(said_of(percent))))

    async def _answers(self) -> None:
        await self.page.presses(ANA, "All well", await self.until(question))


def moves(folder: Path) -> list[str]:
    """What the command was run with, each time that it was."""
    file = folder / MOVES
    return file.read_text().split() if file.exists() else []


def said_of(percent: int) -> str:
    return f"🚦 *{percent} %* of the traffic"


def moved_or_asked(percent: int, state: Json) -> Json | None:
    """Nothing once it is moved; the card with the question, where somebody is asked whether it was."""
    said = everything_said(state)
    if any(said_of(percent) in each["text"] for each in said):
        return None
    asked = [each for each in said if each["blocks"] and "It was done" in labels(each)]
    assert asked, f"neither moved to {percent} % nor asked"
    return asked[-1]


def question(state: Json) -> Json:
    """In the thread, whether all is well."""
    said = [each for each in everything_said(state) if each["channel"] == DEPLOYMENTS and each["blocks"]]
    asked = [each for each in said if "All well" in labels(each)]
    assert asked, "nobody is asked whether all is well"
    return asked[0]


async def before(world: World) -> None:
    """It is ten minutes before the first stage, tomorrow; a command is bound that leaves a trace."""
    now = world.slack.clock.now()
    start = datetime(now.year, now.month, now.day, 9, tzinfo=now.tzinfo) + timedelta(days=1)
    world.lies_still(start - EARLY - now)
    text = CHECKLIST.format(date=f"{start:%B} {start.day}, {start.year}")
    command = listed(["./traffic.sh", "{percent}"], timeout="1s")
    bind(world.folder, text, roles={"QA Lead": CHI}, traffic=command)
    script(world.folder, "traffic.sh", f"echo $1 >> {MOVES}")
    await world.database.open()


async def is_true(world: World) -> None:
    recorded = [what for what in await world.recorded() if ":" not in what]
    assert sorted(what for what in recorded if not what.startswith("command.")) == RECORD
    await is_moved_once(world, recorded)
    await is_live(world)
    posted = await stands_once(world.page, await world.keys())
    assert not [each for each in posted.values() if "Possibly repeated" in words(each)]
    kinds = [key.partition(":")[0] for key in posted]
    assert {kind: kinds.count(kind) for kind in SAID} == SAID
    await is_seen(world)


async def is_moved_once(world: World, recorded: list[str]) -> None:
    """And wherever the death left open whether it was, a person was asked."""
    assert moves(world.folder) == ["10", "100"]
    asked = len(world.interrupted)
    assert recorded.count("command.unsure") == recorded.count("command.settled") == asked
    states = [each.state for each in await world.rows(Execution)]
    assert states.count("done") == len(STEPS)
    assert states.count("replaced") == len(states) - len(STEPS) <= asked
    effects = await world.effects()
    assert effects.count("run_command") == len(states) - asked


async def is_live(world: World) -> None:
    """All of the traffic, since the moment at which the journal says so."""
    (run,) = await world.rows(Run)
    (live,) = [entry for entry in await world.rows(Entry) if entry.what == "run.live"]
    assert (run.state, run.percent, run.live_at) == ("live", 100, live.at)
    (gate,) = await world.rows(Gate)
    assert gate.passed_at < run.started_at < run.live_at
    first, *later = sorted(await world.rows(CheckIn), key=lambda each: each.number)
    assert run.live_at < first.due_at <= first.done_at <= first.answered_at
    assert not [each for each in later if each.done_at]


async def is_seen(world: World) -> None:
    page = world.page
    run, gate, window = [words(await page.card(title)) for title in ("→", GATE, WINDOW)]
    assert "Live" in run
    assert "100 %" in run
    assert "*Passed*" in gate
    assert "Check-in 1 of 4" in window
    for percent, title in STEPS.items():
        stage = words(await page.card(title))
        assert "▶️ Began" in stage
        assert f"{percent} % is routed" in stage
    state = await page.state()
    (channel,) = [each for each in state["channels"] if each["id"] == DEPLOYMENTS]
    assert channel["topic"] == "v2.4.0 · 100 % · @Ana Ruiz"
    assert len(channel["pins"]) == len(world.took("pins.add")) == len(PINNED)
    topics = [
        each["text"] for each in state["messages"][DEPLOYMENTS] if "set the channel topic" in each["text"]
    ]
    assert len(topics) == len(set(topics))


CLOCKED = Plot(Release, TIMES, SAMPLE, CALLS, is_true, before)
