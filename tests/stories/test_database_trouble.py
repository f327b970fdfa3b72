"""The database locked, full or gone for a while: what was acknowledged is kept, and all catches up."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from bot.turn import BUDGET
from tests import databases
from tests.bot.faults import Held
from tests.conftest import LONG
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, find, words
from tests.stories.test_in_time import THREE

UPDATE = "chat.update"
NOT_SAVED = "Not saved: the database did not answer in time. Press again."
READY_WITHIN = 5.0
LOCKED_FOR = 5.0 if LONG else 2.5
"""Real seconds; longer than anybody waits for a lock."""


def now() -> float:
    return asyncio.get_running_loop().time()


async def ready(scene: Scene) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.get(f"{scene.bot.address}/ready") as response:
        said: dict[str, Any] = await response.json()
    return said


async def until_ready(scene: Scene, *, is_: bool) -> None:
    """Until /ready says so of the database, within bounds."""
    async with asyncio.timeout(READY_WITHIN):
        while (await ready(scene))["database"] is not is_:
            pass


async def clicks(scene: Scene, user: str, card: Json, item: str) -> Json:
    """A press; nobody waits until the bot has nothing left to do."""
    at = {"channel": card["channel"], "ts": card["ts"], **find(card["blocks"], "Done", item)}
    return await scene.stage.sandbox.act({"user": user, "do": "click", **at})


async def trouble(stage: Stage, begin: Any, end: Any) -> None:
    """One tick is on its way to Slack, one comes too late, something comes due; then all is well again."""
    stage.budget = BUDGET
    (stage.runbooks / "three.md").write_text(THREE)
    async with stage.running() as scene:
        await scene.starts(what="three v2.4.0")
        await scene.types(CHI, "/deploy list")
        card = scene.card("Before")
        under_way = Held(UPDATE)
        stage.sandbox.before_call = under_way
        assert (await clicks(scene, BEN, card, "One"))["acknowledged"]
        await under_way.reached.wait()

        due = await scene.bot.next_due()
        assert due is not None

        await begin()
        under_way.let_go()
        stage.clock.jump_to(due)
        await until_ready(scene, is_=False)
        assert (await clicks(scene, CHI, card, "Two"))["acknowledged"], "in time"
        await end()

        await until_ready(scene, is_=True)
        async with asyncio.timeout(15):
            await scene.settled()
        assert scene.told(CHI) == NOT_SAVED
        assert (await scene.deeds())[-2:] == ["item.done", "run.planned_start_reached"]
        assert "Done · Ben Okafor" in words(scene.card("Before"))
        assert "1 of 3 done" in words(scene.card("→"))
        assert "The planned start" in scene.thread(scene.card("→"))[0]
        assert all((await ready(scene)).values())
        await scene.presses(CHI, "Done", scene.card("Before"), near="Two")
        assert "2 of 3 done" in words(scene.card("→"))


@pytest.mark.on_sqlite
async def test_locked_by_another_process(stage: Stage) -> None:
    other = sqlite3.connect(str(make_url(stage.database_url).database), isolation_level=None)
    since = 0.0

    async def lock() -> None:
        nonlocal since
        other.execute("BEGIN IMMEDIATE")
        since = now()

    async def unlock() -> None:
        await asyncio.sleep(max(0.0, since + LOCKED_FOR - now()))
        other.execute("ROLLBACK")

    await trouble(stage, lock, unlock)
    other.close()


async def test_postgresql_restarted(tmp_path: Path) -> None:
    if databases.given():
        pytest.skip("RUNSHEET_TEST_POSTGRES names a server of somebody else's: it is not restarted")
    with databases.our_own() as server:
        url = await databases.postgresql(server.get_uri())
        async with Stage.built(url, tmp_path) as stage:

            async def stop() -> None:
                await asyncio.to_thread(server.stop)

            async def start() -> None:
                await asyncio.to_thread(server.start)

            await trouble(stage, stop, start)


# Full. ------------------------------------------------------------------------------------------------------


LONG_TEXTS = "# Long Texts\n\n## Invoices v9.9.9\n\n### Before\n\n" + f"- [ ] {'Very long ' * 50}\n" * 40
"""More than fits into what room is left in a file."""


class Disk:
    """As much room as there is a file by now, or all that it wants."""

    def __init__(self, scene: Scene) -> None:
        self.is_full = False
        event.listen(scene.bot.database._engine.sync_engine, "checkout", self._limit)

    def _limit(self, connection: Any, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count={1 if self.is_full else 1_000_000}")
        cursor.close()


@pytest.mark.on_sqlite
async def test_a_full_disk(stage: Stage) -> None:
    (stage.runbooks / "long.md").write_text(LONG_TEXTS)
    async with stage.running() as scene:
        await scene.starts()
        disk = Disk(scene)
        disk.is_full = True
        assert (await ready(scene))["database"] is False
        answer = await scene.types(ANA, "/deploy start long v9.9.9")
        assert answer["with"]["text"] == NOT_SAVED
        acknowledged = await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        assert acknowledged["acknowledged"]
        kept = "item.done" in await scene.deeds()
        assert kept or scene.told(BEN) == NOT_SAVED
        assert await scene.journal(2) == []

        disk.is_full = False
        assert (await ready(scene))["database"] is True
        if not kept:
            await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        assert "1 of 6 done" in words(scene.card("→"))
        await scene.types(ANA, "/deploy start long v9.9.9")
        assert len(await scene.journal(2)) == 3
