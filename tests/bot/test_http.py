"""What the process says about itself over HTTP."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot import http
from tests.stories.scene import Scene


async def asked(address: str, path: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(f"{address}{path}") as response:
        return response.status, await response.json()


async def ready(scene: Scene) -> tuple[int, Any]:
    return await asked(scene.bot.address, "/ready")


async def test_a_running_bot_is_healthy_and_ready(scene: Scene) -> None:
    assert await asked(scene.bot.address, "/health") == (200, {"ok": True})
    status, said = await ready(scene)
    assert status == 200
    assert said == {
        "ok": True, "database": True, "socket": True, "delivery": True, "effects": True, "timers": True,
        "courier": True, "retention": True, "runbooks": True, "heart": True,
    }  # fmt: skip


async def test_a_bot_without_its_socket_is_healthy_but_not_ready(scene: Scene) -> None:
    scene.stage.sandbox.drop_sockets()
    async with asyncio.timeout(5):
        while (said := await ready(scene))[0] == 200:
            pass
    assert said[0] == 503
    assert said[1]["socket"] is False
    assert said[1]["ok"] is False
    assert said[1]["database"] is True
    assert await asked(scene.bot.address, "/health") == (200, {"ok": True})


@pytest.mark.parametrize("failing", ["database", "socket", "delivery"])
async def test_each_part_that_fails_is_named(failing: str) -> None:
    async def checks() -> dict[str, bool]:
        return {"database": True, "socket": True, "delivery": True} | {failing: False}

    runner = web.AppRunner(http.app(checks))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    status, said = await asked("http://{}:{}".format(*runner.addresses[0][:2]), "/ready")
    await runner.cleanup()
    assert status == 503
    assert [name for name, well in said.items() if not well] == ["ok", failing]
