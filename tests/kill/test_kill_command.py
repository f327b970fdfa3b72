"""The bot is killed, or stopped, while a command runs: it is not run twice, and a person is asked."""

import os
from collections.abc import Callable
from pathlib import Path
from signal import SIGTERM
from typing import Any

from store import journal
from tests.kill.holding import NEVER, World, all_is_shown
from tests.page import Page, everything_said
from tests.stories.acting import CHECKLIST, SMOKE, bind, listed, script
from tests.stories.scene import ANA, BEN, words

Json = dict[str, Any]


def cards(state: Json) -> list[Json]:
    """Those of executions, the oldest first."""
    said = everything_said(state)
    return [each for each in said if any(b["block_id"] == "state" for b in each["blocks"] or [])]


def showing(text: str, of: int) -> Callable[[Json], Json]:
    """The card of that execution, once it shows these words."""

    def seen(state: Json) -> Json:
        assert len(cards(state)) > of
        assert text in words(cards(state)[of])
        return cards(state)[of]

    return seen


async def is_started(page: Page) -> None:
    await page.types(ANA, "/deploy start small v2.4.0")
    await page.presses(ANA, "Run…", await page.card("Before", showing="./smoke.sh"), near="smoke")
    await page.submits(ANA)
    await page.sees(showing("half way", of=0))


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_command_under_way_is_not_run_twice(tmp_path: Path) -> None:
    bind(tmp_path, CHECKLIST, commands={"run-smoke-tests": listed(SMOKE)})
    waits = "n=$(wc -l < ran); until [ -e gate.$n ]; do sleep 0.05; done"
    script(tmp_path, "smoke.sh", f"echo $$ >> ran; echo half way; {waits}; echo through")
    async with World.built(tmp_path, "after") as world, world.remembered() as database:
        page = world.page
        async with world.life() as bot:
            await is_started(page)
            bot.process.kill()  # as a machine that loses its power
            await bot.process.wait()
        world.slack.drop_sockets()
        (tmp_path / "gate.1").touch()  # what the dead bot has started ends by itself
        async with world.life() as bot:
            card = await page.sees(showing("It may have run: did it?", of=0))
            assert "half way" in words(card), "what it had written is not lost"
            assert len((tmp_path / "ran").read_text().splitlines()) == 1
            await page.presses(BEN, "Run again…", card)
            await page.sees(showing("half way", of=1))
            bot.signal(SIGTERM)
            assert (await bot.ended(within=30)).code == 0
        world.slack.drop_sockets()
        first, second = (tmp_path / "ran").read_text().splitlines()
        assert is_gone(int(second)), "a bot that is stopped leaves nothing behind"
        async with world.life() as bot:
            await page.presses(BEN, "It was done", await page.sees(showing("may have run", of=1)))
            await page.card("Before", showing="Done · Ben Okafor")
            await all_is_shown(database)
        assert (tmp_path / "ran").read_text().splitlines() == [first, second]
        assert len(cards(await page.state())) == 2, "a card each"
        async with database.reading(NEVER) as tx:
            deeds = [entry.what for entry in await journal.read(tx, "THARBOR", "run:1")]
        attempt = ["command.started", "command.unsure", "command.settled"]
        assert [d for d in deeds if d.startswith(("command.", "item."))] == [
            *attempt,
            *attempt,
            "item.proven",
        ]
