"""A cell of a matrix: a life that ends at a fault point, and the next, which ends the story."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from signal import SIGKILL
from typing import Any

from bot.points import Point
from tests.kill.cells import Cell, Trouble
from tests.kill.dying import Death, Died, Life
from tests.kill.plot import Plot
from tests.kill.story import Story
from tests.kill.world import World
from tests.page import PATIENCE, Json

LOST = {"method": "chat.postMessage", "kind": "reset_after", "count": 1}
"""Makes the bot look for a message in its first life."""

DEAD = timedelta(minutes=2)
"""From one life to the next: long enough for the next to say that nobody was there."""


async def lived(world: World, cell: Cell, plot: Plot) -> None:
    """Raises where something is lost, said twice, or not true."""
    acknowledged = await _first_life(world, cell, plot)
    world.stored, world.interrupted = await world.recorded(), await world.begun()
    assert acknowledged <= set(world.stored), "what was acknowledged is stored"
    world.lies_still(DEAD)
    await world.slack.trouble({"clear": True, "calls": cell.trouble.rules(plot.calls)})
    await _second_life(world, plot)
    if cell.trouble is not Trouble.NOTHING:
        struck = [rule.method for rule in world.slack.faults.calls if rule.dice.struck]
        assert "chat.update" in struck, "there was trouble"
    assert await world.problems() == []
    await plot.is_true(world)


def told_to(world: World, bot: Life, plot: Plot) -> Story:
    async def until(seen: Callable[[Json], Any]) -> Any:
        return await bot.unless_over(world.until(bot, seen))

    return plot.story(world.page, bot, until, world.folder)


async def _first_life(world: World, cell: Cell, plot: Plot) -> set[str]:
    """Told until the bot dies; what was acknowledged by then."""
    if cell.point is Point.MESSAGE_LOOKED_FOR:
        await world.slack.trouble({"calls": [LOST]})
    async with world.life(Death(cell.point, cell.nth)) as bot:
        story = told_to(world, bot, plot)
        with suppress(Died):
            await world.tell(bot, story)
        async with asyncio.timeout(PATIENCE):
            assert await bot.over() == -SIGKILL
    return story.acknowledged


async def _second_life(world: World, plot: Plot) -> None:
    async with world.life() as bot:
        await world.tell(bot, told_to(world, bot, plot))
        async with asyncio.timeout(PATIENCE):
            await world.drained()
            bot.stop()
            assert await bot.over() == 0
    logged = [json.loads(line) for line in bot.said.read_text().splitlines()]
    assert not [line for line in logged if line["level"] in ("error", "critical")]
