"""The watched socket: opened within bounds, and brought back when the address it has is dead."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import Slack, SlackForbidden, SlackLater
from bot.socket import GRACE, Socket
from sandbox import Sandbox
from tests.bot.clocks import HandClock
from tests.processes import APP_TOKEN, BOT_TOKEN, local_slack

OPEN = "apps.connections.open"


@asynccontextmanager
async def built(url: str, clock: HandClock, token: str = APP_TOKEN) -> AsyncIterator[Socket]:
    """A socket that has not been connected yet; its SDK looks after it twenty times a second."""
    async with aiohttp.ClientSession() as session:
        api = f"{url}/api/"
        app = AsyncApp(client=AsyncWebClient(token=BOT_TOKEN, base_url=api), signing_secret="unused")
        client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        slack = Slack(client, clock)
        socket = Socket(app, token, slack, clock, ping_every=0.05)
        try:
            yield socket
        finally:
            await socket.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def slack() -> Sandbox:
    return local_slack()


@pytest.fixture
async def url(slack: Sandbox) -> AsyncIterator[str]:
    async with slack.serving() as address:
        yield address


@pytest.fixture
async def socket(slack: Sandbox, url: str, clock: HandClock) -> AsyncIterator[Socket]:
    async with built(url, clock) as made, asyncio.timeout(10):
        await made.connect()
        await slack.connected()
        yield made


def hands_out_dead_addresses(slack: Sandbox) -> None:
    """Each address has been used by the time it is handed out."""

    async def use(method: str, _args: dict[str, Any]) -> None:
        if method == OPEN:
            ticket = parse_qs(urlsplit(slack.calls[-1].answer["url"]).query)["ticket"][0]
            assert slack.links.redeem(ticket)

    slack.after_call = use


def address(socket: Socket) -> str | None:
    """The one that the SDK has and keeps trying."""
    held: str | None = socket._handler.client.wss_uri
    return held


async def until_connected(socket: Socket, *, is_: bool = True) -> None:
    while await socket.connected() is not is_:  # noqa: ASYNC110 - it happens inside the SDK
        await asyncio.sleep(0)


def asked(slack: Sandbox) -> int:
    """How often an address was asked for."""
    return len([call for call in slack.calls if call.method == OPEN])


async def test_a_socket_connects(socket: Socket) -> None:
    assert await socket.connected()


async def test_a_wrong_token_is_refused_at_once(url: str, clock: HandClock) -> None:
    async with built(url, clock, token="xapp-wrong") as socket:
        with pytest.raises(SlackForbidden, match="invalid_auth"):
            await socket.connect()
        assert not await socket.connected()


async def test_an_unreachable_slack_is_not_waited_for(clock: HandClock, unused_tcp_port: int) -> None:
    async with built(f"http://127.0.0.1:{unused_tcp_port}", clock) as socket:
        with pytest.raises(SlackLater, match="connection"):
            await socket.connect()


async def test_a_dead_address_is_not_tried_for_ever_at_start(
    slack: Sandbox, url: str, clock: HandClock
) -> None:
    hands_out_dead_addresses(slack)
    async with built(url, clock) as socket:
        with pytest.raises(TimeoutError):
            await socket.connect(within=0.2)


async def test_a_socket_that_is_cut_comes_back_by_itself(socket: Socket, slack: Sandbox) -> None:
    slack.drop_sockets()
    await slack.connected()
    assert asked(slack) == 2


async def test_a_dead_address_is_replaced_after_the_grace(
    socket: Socket, slack: Sandbox, clock: HandClock
) -> None:
    hands_out_dead_addresses(slack)
    good = address(socket)
    slack.drop_sockets()
    while address(socket) == good:  # noqa: ASYNC110
        await asyncio.sleep(0)
    slack.after_call = None

    await socket.watch()
    clock.pass_by(GRACE - 1)
    await socket.watch()
    assert address(socket) is not None, "the SDK may still manage, and asking for an address is rationed"
    clock.pass_by(1)
    await socket.watch()
    await slack.connected()
    assert asked(slack) == 3


async def test_a_short_loss_is_forgotten(socket: Socket, slack: Sandbox, clock: HandClock) -> None:
    slack.drop_sockets()
    await until_connected(socket, is_=False)
    await socket.watch()
    await until_connected(socket)
    clock.pass_by(GRACE)
    await socket.watch()
    slack.drop_sockets()
    await until_connected(socket, is_=False)
    await socket.watch()
    assert address(socket) is not None, "this loss has only begun"


async def test_a_slack_that_was_down_is_found_again(slack: Sandbox, clock: HandClock) -> None:
    async with AsyncExitStack() as stack:
        async with slack.serving() as url:
            socket = await stack.enter_async_context(built(url, clock))
            await socket.connect()
            await slack.connected()
        await until_connected(socket, is_=False)
        await stack.enter_async_context(slack.serving(port=urlsplit(url).port or 0))
        async with asyncio.timeout(5):
            await slack.connected()
