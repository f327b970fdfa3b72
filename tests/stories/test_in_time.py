"""Slack's three seconds, in real time: whatever is slow, a person is answered, and nothing is half done."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.engine import make_url

from bot.edge import FORM_TIMEOUT
from bot.pace import BETWEEN, Pace
from bot.turn import BUDGET
from tests.bot.faults import Held
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, Scene, Stage, words

NOT_SAVED = "Not saved: the database did not answer in time. Press again."
HURRIED = 0.6
"""Real seconds for a turn: less than in production, as these stories wait for its end."""
IN_TIME = HURRIED + 3.0 - BUDGET
"""Slack's three seconds, as much shorter."""


@asynccontextmanager
async def locked(stage: Stage) -> AsyncIterator[None]:
    """Another process writes, and does not come to an end.

    It waits for its turn in a thread: the bot, which may be writing, must go on for that to come.
    """
    file = str(make_url(stage.database_url).database)
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=60)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def now() -> float:
    return asyncio.get_running_loop().time()


@pytest.mark.on_sqlite
async def test_a_stranger_and_a_locked_database_together_are_in_time(stage: Stage) -> None:
    """Who it is takes most of a second, then nobody can be written down."""
    stage.budget = HURRIED
    async with stage.running() as scene:
        await scene.starts()
        rule = {"method": "users.info", "kind": "latency", "seconds": 0.4}
        await stage.sandbox.trouble({"calls": [rule]})
        async with locked(stage):
            began = now()
            typed = {"user": BEN, "do": "command", "channel": DEPLOYMENTS, "command": "/deploy"}
            answer = await stage.sandbox.act({**typed, "text": "hold look"})
            assert answer["with"] == {"text": NOT_SAVED}
            assert now() - began < IN_TIME
        await scene.settled()
        assert "run.held" not in await scene.deeds()


@pytest.mark.on_sqlite
async def test_clicks_that_wait_for_each_other_are_in_time(stage: Stage) -> None:
    """The second one waits behind the first before it can wait for the database."""
    stage.budget = HURRIED
    async with stage.running() as scene:
        await scene.starts()
        await scene.types(BEN, "/deploy status")
        await scene.types(CHI, "/deploy status")
        async with locked(stage):
            first = asyncio.create_task(timed(scene, BEN))
            second = asyncio.create_task(timed(scene, CHI, after=0.2))
            assert max(await first, await second) < IN_TIME
        await scene.settled()
        assert [scene.told(BEN), scene.told(CHI)] == [NOT_SAVED] * 2
        assert "run.held" not in await scene.deeds()


async def timed(scene: Scene, user: str, after: float = 0) -> float:
    """How long a command takes to be answered."""
    await asyncio.sleep(after)
    began = now()
    typed = {"user": user, "do": "command", "channel": DEPLOYMENTS, "command": "/deploy"}
    assert (await scene.stage.sandbox.act({**typed, "text": "hold look"}))["acknowledged"]
    return now() - began


@pytest.mark.on_sqlite
async def test_a_form_is_opened_in_what_the_turn_left(stage: Stage) -> None:
    """The turn waits for a second, Slack does not open the form: there is a button for it in time."""
    stage.budget = 1.5
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy list")
        for _ in range(3):  # as machines that test are busy
            took = await until_offered(scene, locked_for=1.0)
            if took < stage.budget + FORM_TIMEOUT - 0.5:
                return
        raise AssertionError(f"{took:.2f} s")


async def until_offered(scene: Scene, locked_for: float) -> float:
    slow = Held("views.open")
    scene.stage.sandbox.before_call = slow
    began = now()
    typed = {"user": ANA, "do": "command", "channel": DEPLOYMENTS, "command": "/deploy", "text": "start"}
    async with locked(scene.stage):
        answer = asyncio.create_task(scene.stage.sandbox.act(typed))
        await asyncio.sleep(locked_for)
    said = (await answer)["with"]["text"]
    slow.let_go()
    assert said in ("Slack did not open the form in time.", NOT_SAVED)
    return now() - began if said != NOT_SAVED else 99.0


THREE = "# Three Items\n\n## Parcel Tracking v2.4.0\n\n### Before\n\n- [ ] One\n- [ ] Two\n- [ ] Three\n"


async def test_a_tick_is_on_every_screen_within_a_second(stage: Stage) -> None:
    """With nothing else going on, at production's pace; one of three, as machines that test are busy."""
    stage.pace = Pace()
    (stage.runbooks / "three.md").write_text(THREE)
    async with stage.running() as scene:
        await scene.starts(what="three v2.4.0")
        await scene.opens_home(CHI)
        for item in ("One", "Two", "Three"):
            took = await until_shown(scene, item)
            if took < 1:
                return
            await asyncio.sleep(BETWEEN)  # the cards rest
        raise AssertionError(f"{took:.2f} s")


async def until_shown(scene: Scene, item: str) -> float:
    """Seconds from a press until the section's card, the run's and somebody's Home tab have changed."""
    world, before, changed = scene.stage.sandbox.world, screens(scene), asyncio.Event()
    world.watchers.add(changed.set)
    began = now()
    async with asyncio.TaskGroup() as people:
        people.create_task(scene.presses(BEN, "Done", scene.card("Before"), near=item))
        while any(old == new for old, new in zip(before, screens(scene), strict=True)):
            changed.clear()
            await changed.wait()
        took = now() - began
    world.watchers.discard(changed.set)
    return took


def screens(scene: Scene) -> list[str]:
    return [words(shown) for shown in (scene.card("Before"), scene.card("→"), scene.home(CHI))]
