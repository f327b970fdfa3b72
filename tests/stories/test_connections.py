"""The app's connections: a dead address is replaced, and one that is not ours is said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.census import COUNT_AGAIN
from bot.socket import GRACE
from tests.stories.scene import BEN, OPERATIONS, Scene, Stage, words

pytestmark = pytest.mark.over_sockets

OPEN = "apps.connections.open"
WITHIN = 30.0


async def ready(scene: Scene) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.get(f"{scene.bot.address}/ready") as response:
        said: dict[str, Any] = await response.json()
    return said


def opened(scene: Scene) -> int:
    """How often an address was asked for."""
    return len([call for call in scene.stage.sandbox.calls if call.method == OPEN])


async def test_a_dead_address_is_replaced_and_clicks_come_again(stage: Stage) -> None:
    stage.ping_every = 0.5
    async with stage.running() as scene:
        await dead_address(scene)


async def dead_address(scene: Scene) -> None:
    """Slack hands out addresses that nobody answers at; then it is well, and so are we."""
    sandbox = scene.stage.sandbox
    await scene.starts()

    async def use(method: str, _args: dict[str, Any]) -> None:
        if method == OPEN:
            url = sandbox.calls[-1].answer["url"]
            assert sandbox.links.redeem(parse_qs(urlsplit(url).query)["ticket"][0])

    sandbox.after_call = use
    before = opened(scene)
    sandbox.drop_sockets()
    async with asyncio.timeout(WITHIN):
        while opened(scene) < before + 2:  # noqa: ASYNC110 - the SDK's own doing
            await asyncio.sleep(0.01)
        assert (await ready(scene))["socket"] is False
        sandbox.after_call = None
        while sandbox.links.connected < 2:  # looks every few seconds; the grace is over each time
            scene.stage.clock.push(GRACE)
            await asyncio.sleep(0.01)
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "1 of 6 done" in words(scene.card("→"))
    assert (await ready(scene))["socket"] is True


@asynccontextmanager
async def somebody_elses(stage: Stage) -> AsyncIterator[None]:
    """A process on a laptop, started with the same token; its SDK asks for an address by itself."""
    client = SocketModeClient("xapp-story", web_client=AsyncWebClient(base_url=f"{stage.url}/api/"))
    await client.connect()  # type: ignore[no-untyped-call]
    await stage.sandbox.connected()
    try:
        yield
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def warned(scene: Scene) -> dict[str, Any]:
    """What /ready says once the connections were counted again, after a while."""
    before = opened(scene)
    scene.stage.clock.push(COUNT_AGAIN)
    async with asyncio.timeout(WITHIN):
        while opened(scene) == before or scene.stage.sandbox.links.connected < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        said = await ready(scene)
        while "connections" not in said and scene.stage.sandbox.links.connected > 2:
            said = await ready(scene)
    return said


async def test_a_connection_that_is_not_ours_is_said(stage: Stage) -> None:
    async with somebody_elses(stage), stage.running() as scene:
        assert "connections" not in await ready(scene), "one that has just died is counted for a while"
        said = await warned(scene)
        assert said["ok"] is True
        assert said["connections"].startswith("Slack counts 3 connections of this app, 2 are expected.")
        async with asyncio.timeout(WITHIN):
            while not scene.messages(OPERATIONS):  # noqa: ASYNC110 - the census writes it beside everything else
                await asyncio.sleep(0.01)
        [warning] = [message["text"] for message in scene.messages(OPERATIONS)]
        assert "stop it, or set RUNSHEET_REPLICAS" in warning


async def test_connections_of_our_replicas_are_expected(stage: Stage) -> None:
    async with somebody_elses(stage), stage.running(replicas=2) as scene:
        scene.stage.clock.push(COUNT_AGAIN)
        await scene.settled()
        assert "connections" not in await ready(scene)
        assert scene.messages(OPERATIONS) == []


async def test_one_that_has_gone_when_they_are_counted_again_is_not_said(stage: Stage) -> None:
    async with somebody_elses(stage):
        running = stage.running()
        scene = await running.__aenter__()
    await warned(scene)
    for _ in range(2):  # over each of our sockets, after its greeting
        await scene.types(BEN, "/deploy list")
    assert "connections" not in await ready(scene)
    assert scene.messages(OPERATIONS) == []
    await running.__aexit__(None, None, None)
