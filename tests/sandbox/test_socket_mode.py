"""Socket Mode as a raw client sees it: tickets, turns, disconnects and restarts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.wire import Json
from tests.sandbox.conftest import Pauses, Wall, built
from tests.sandbox.shapes import APP_TOKEN

DEPLOY: Json = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": ""}


async def ticket(url: str) -> str:
    slack = AsyncWebClient(base_url=f"{url}/api/", retry_handlers=[])
    return str((await slack.apps_connections_open(app_token=APP_TOKEN))["url"])


@asynccontextmanager
async def linked(url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with aiohttp.ClientSession() as http, http.ws_connect(await ticket(url)) as socket:
        yield socket


async def test_hello_counts_the_connections(url: str) -> None:
    async with linked(url) as first, linked(url) as second:
        assert (await first.receive_json())["num_connections"] == 1
        hello = await second.receive_json()
    assert (hello["type"], hello["num_connections"]) == ("hello", 2)
    assert hello["connection_info"] == {"app_id": "A0SANDBOX"}


async def test_a_ticket_opens_one_socket(url: str) -> None:
    once = await ticket(url)
    async with aiohttp.ClientSession() as http:
        async with http.ws_connect(once) as socket:
            await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(once)


async def test_each_payload_goes_to_one_socket_in_turn(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as first, linked(url) as second:
        for socket in (first, second):
            await socket.receive_json()
        acts = [asyncio.create_task(sandbox.act(DEPLOY)) for _ in range(2)]
        for socket in (first, second):
            envelope = await socket.receive_json()
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
            await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "ok"}})
        assert [answer["with"] for answer in await asyncio.gather(*acts)] == [{"text": "ok"}] * 2


async def test_events_take_no_payload(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        visit = asyncio.create_task(sandbox.act({"user": "UANA", "do": "home"}))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        assert (await visit)["acknowledged"]


async def test_a_late_acknowledgement_is_none(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        command = asyncio.create_task(sandbox.act(DEPLOY))
        envelope = await socket.receive_json()
        assert (await command)["error"] == "operation_timeout"
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "too late"}})
        await socket.send_str("no json")
        again = asyncio.create_task(sandbox.act(DEPLOY))
        await socket.send_json({"envelope_id": (await socket.receive_json())["envelope_id"]})
        assert (await again)["acknowledged"], "nonsense does not end the socket"
    assert "too late" not in [one["text"] for one in sandbox.state()["messages"]["CDEPLOY"]]


async def test_slack_says_goodbye(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        goodbye = asyncio.create_task(sandbox.links.disconnect("refresh_requested"))
        assert (await socket.receive_json())["reason"] == "refresh_requested"
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        await goodbye
    assert sandbox.links.connected == 0


async def test_a_socket_cut_before_the_acknowledgement(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        command = asyncio.create_task(sandbox.act(DEPLOY))
        await socket.receive_json()
        sandbox.drop_sockets()
        assert (await command)["error"] == "dispatch_failed"
    assert sandbox.links.connected == 0


async def test_down_and_up_again_on_the_same_port_with_the_same_world(sandbox: Sandbox) -> None:
    async with sandbox.serving() as before:
        await sandbox.act({"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "still here?"})
        port = urlsplit(before).port or 0
    with pytest.raises(aiohttp.ClientConnectorError):
        await ticket(before)
    async with sandbox.serving(port=port) as after:
        assert after == before
        async with linked(after) as socket:
            assert (await socket.receive_json())["num_connections"] == 1
    assert sandbox.state()["messages"]["CDEPLOY"][0]["text"] == "still here?"


async def test_a_ticket_gets_old(wall: Wall, pauses: Pauses) -> None:
    sandbox = built(wall, real=pauses.real, ticket_life=30)
    async with sandbox.serving() as url, aiohttp.ClientSession() as http:
        fresh, stale = await ticket(url), await ticket(url)
        pauses.pass_by(30)
        async with http.ws_connect(fresh) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        pauses.pass_by(1)
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await http.ws_connect(stale)
        assert caught.value.status == 403


async def test_a_warning_leaves_the_socket_open(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        await sandbox.trouble({"disconnect": "warning"})
        assert (await socket.receive_json())["reason"] == "warning"
        assert sandbox.links.connected == 1
        goodbye = asyncio.create_task(sandbox.trouble({"disconnect": "link_disabled"}))
        assert (await socket.receive_json())["reason"] == "link_disabled"
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        await goodbye


async def test_ten_sockets_and_no_more(sandbox: Sandbox, url: str) -> None:
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(linked(url)) for _ in range(11)]
        greetings = [await socket.receive_json() for socket in sockets]
    assert [one["num_connections"] for one in greetings[:10]] == list(range(1, 11))
    assert (greetings[10]["type"], greetings[10]["reason"]) == ("disconnect", "too_many_websockets")


async def test_an_outage_cuts_the_sockets_and_takes_none(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        waiting = await ticket(url)
        await sandbox.trouble({"outage": True})
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.ClientError):
            await http.ws_connect(waiting)
        await sandbox.trouble({"outage": False})
        async with http.ws_connect(waiting) as socket:
            assert (await socket.receive_json())["type"] == "hello"


async def test_sockets_dropped_on_demand(sandbox: Sandbox, url: str) -> None:
    async with linked(url) as socket:
        await socket.receive_json()
        assert (await sandbox.trouble({"drop_sockets": True}))["sockets"] == 0
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_the_page_hears_of_sockets_that_come_and_go(sandbox: Sandbox, url: str) -> None:
    changes: list[int] = []
    sandbox.world.watchers.add(lambda: changes.append(sandbox.links.connected))
    async with linked(url) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        assert sandbox.state()["faults"]["sockets"] == 1
        sandbox.drop_sockets()
    assert changes == [1, 0]
