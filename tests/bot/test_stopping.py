"""SIGTERM: nothing more is taken, what was taken is answered, and it is over within ten seconds."""

import asyncio
import gc
from pathlib import Path
from signal import SIGTERM
from typing import Any
from weakref import ref

from store import journal
from store.db import Database
from tests.bot.clocks import START
from tests.bot.faults import Held
from tests.page import Page
from tests.processes import environment, local_slack, running
from tests.stories.scene import ANA, BEN, SHORT, Stage, find, words


async def test_a_click_under_way_is_answered_before_the_bot_stops(stage: Stage) -> None:
    held = Held("users.info", BEN)
    async with stage.running() as scene:
        await scene.starts()
        stage.sandbox.before_call = held
        card = scene.card("Before")
        at = {"channel": card["channel"], "ts": card["ts"], **find(card["blocks"], "Done", "Team told")}
        click = asyncio.create_task(stage.sandbox.act({"user": BEN, "do": "click", **at}))
        await held.reached.wait()
        asyncio.get_running_loop().call_soon(held.let_go)
    assert (await click)["acknowledged"]
    async with stage.running() as scene:
        assert "1 of 6 done" in words(scene.card("→"))


async def test_a_hanging_slack_does_not_keep_the_process(tmp_path: Path) -> None:
    slack = local_slack()
    (tmp_path / "small.md").write_text(SHORT)
    async with slack.serving() as url, Page.at(url) as page:
        settings = environment(url, tmp_path, RUNSHEET_RUNBOOKS=str(tmp_path))
        pin, post = Held("pins.add"), Held("chat.postMessage", "section:1/0")

        async def hang(method: str, args: dict[str, object]) -> None:
            await pin(method, args)
            await post(method, args)

        slack.before_call = hang
        async with running(settings, "serve") as bot:
            await slack.connected()
            await page.types(ANA, "/deploy start small v2.4.0")
            await pin.reached.wait()
            await post.reached.wait()
            bot.signal(SIGTERM)
            ended = await bot.ended(within=10)
        assert ended.code == 0
        assert "stopped with work under way; it goes on at the next start" in ended.said
        pin.let_go()
        post.let_go()
        async with running(settings, "serve") as bot:
            await slack.connected(1)
            await page.presses(BEN, "Done", await page.card("Before"), near="Team told")
            await page.card("Before", showing="Done · Ben Okafor")
            bot.signal(SIGTERM)
            assert (await bot.ended(within=10)).code == 0
        keys = [message["metadata"]["event_payload"]["key"] for message in await page.messages()]
        assert sorted(keys) == ["run:1", "section:1/0"], "nothing lost, nothing twice"
    database = Database(settings["RUNSHEET_DATABASE_URL"])
    async with database.reading(START) as tx:
        entries = await journal.read(tx, "THARBOR", "run:1")
    await database.close()
    assert [entry.what for entry in entries] == ["run.prepared", "run.started", "section.opened", "item.done"]


async def test_nothing_of_it_is_kept(database_url: str, tmp_path: Path) -> None:
    """Of a bot or a local Slack that has stopped: or many in one process would fill its memory."""

    async def lived() -> list[ref[Any]]:
        async with Stage.built(database_url, tmp_path) as stage, stage.running() as scene:
            await scene.starts()
            return [ref(scene.bot), ref(stage.sandbox)]

    gone = await lived()
    gc.collect()
    assert [each() for each in gone] == [None, None]
