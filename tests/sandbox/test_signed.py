"""Signed HTTP: a real app behind an address, without any socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.signed import signature
from sandbox.wire import Json
from tests.sandbox.conftest import Pauses, Wall, built
from tests.sandbox.shapes import entry, form, line

SECRET = "a-signing-secret"
DEPLOY: Json = {"user": "UANA", "do": "command", "channel": "CDEPLOY", "command": "/deploy", "text": "a & b"}
VISIT: Json = {"user": "UANA", "do": "home"}
Answering: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


def listening(handler: Answering) -> AbstractAsyncContextManager[str]:
    """An address where `handler` answers every POST."""
    app = web.Application()
    app.router.add_post("/slack/events", handler)
    return served(app)


@pytest.fixture
def app(slack: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=slack, signing_secret=SECRET, process_before_response=True)


@pytest.fixture
async def address(app: AsyncApp) -> AsyncIterator[str]:
    async with served(app.web_app(path="/slack/events")) as address:
        yield address


@pytest.fixture
def bolt(sandbox: Sandbox, app: AsyncApp, address: str) -> AsyncApp:
    """A Bolt app that Slack knows by its address."""
    sandbox.deliver_over_http(address, SECRET)
    return app


async def test_the_address_gives_back_the_challenge(sandbox: Sandbox, bolt: AsyncApp) -> None:
    assert await sandbox.verify_request_url()
    sandbox.deliver_over_http("http://127.0.0.1:1/slack/events", SECRET)
    assert not await sandbox.verify_request_url()
    sandbox.deliver_over_sockets()
    assert not await sandbox.verify_request_url()


async def test_a_command(sandbox: Sandbox, bolt: AsyncApp) -> None:
    bodies: list[Json] = []

    @bolt.command("/deploy")
    async def deploy(ack: AsyncAck, body: Json) -> None:
        bodies.append(body)
        await ack("Which version?")

    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["with"]) == (True, {"text": "Which version?"})
    assert (bodies[0]["text"], bodies[0]["user_id"]) == ("a &amp; b", "UANA")
    assert sandbox.state()["messages"]["CDEPLOY"][0]["text"] == "Which version?"


async def test_a_form(sandbox: Sandbox, bolt: AsyncApp, slack: AsyncWebClient) -> None:
    @bolt.view("form")
    async def save(ack: AsyncAck, body: Json) -> None:
        typed = body["view"]["state"]["values"]["name"]["v"]["value"]
        await ack(response_action="errors", errors={"name": f"{typed}?"})

    trigger = sandbox.workspace.trigger("UANA")
    view = (await slack.views_open(trigger_id=trigger, view=form(entry("name", line("v")))))["view"]
    typed = {"name": {"v": "api"}}
    await sandbox.act({"user": "UANA", "do": "submit", "view": view["id"], "values": typed})
    assert sandbox.state()["views"]["UANA"][0]["errors"] == {"name": "api?"}


async def test_an_event(sandbox: Sandbox, bolt: AsyncApp) -> None:
    tabs: list[str] = []

    @bolt.event("app_home_opened")
    async def opened(event: Json) -> None:
        tabs.append(event["tab"])

    answer = await sandbox.act(VISIT)
    assert (answer["acknowledged"], answer["with"], tabs) == (True, None, ["home"])


async def test_a_wrong_secret(sandbox: Sandbox, bolt: AsyncApp, address: str) -> None:
    sandbox.deliver_over_http(address, "another")
    answer = await sandbox.act(DEPLOY)
    assert (answer["acknowledged"], answer["error"]) == (False, "dispatch_failed")


def test_the_signature_is_the_one_the_sdk_checks() -> None:
    body = b"payload=%7B%7D"
    headers = signature(SECRET, "1772442000", body)
    expected = SignatureVerifier(SECRET).generate_signature(timestamp="1772442000", body=body)
    assert headers == {"X-Slack-Request-Timestamp": "1772442000", "X-Slack-Signature": expected}


async def test_what_travels_how(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    seen: list[tuple[str, set[str]]] = []

    async def note(request: web.Request) -> web.Response:
        fields = await request.json() if request.content_type == "application/json" else await request.post()
        seen.append((request.content_type, set(fields)))
        return web.Response()

    async with listening(note) as address:
        sandbox.deliver_over_http(address, SECRET)
        await sandbox.act(DEPLOY)
        await sandbox.act({"user": "UANA", "do": "shortcut", "callback_id": "declare"})
        await sandbox.act(VISIT)
    (command, command_fields), (shortcut, shortcut_fields), (event, event_fields) = seen
    assert command == shortcut == "application/x-www-form-urlencoded"
    assert {"command", "text", "trigger_id", "response_url"} < command_fields
    assert shortcut_fields == {"payload"}
    assert event == "application/json"
    assert {"event", "event_id", "type"} < event_fields


@pytest.mark.parametrize("status", [404, 500])
async def test_a_failing_app(sandbox: Sandbox, status: int) -> None:
    async def fail(request: web.Request) -> web.Response:
        return web.Response(status=status)

    async with listening(fail) as address:
        receipt = await sandbox.deliver_over_http(address, SECRET).deliver("events_api", {})
    assert (receipt.acknowledged, receipt.error, receipt.reason) == (False, "dispatch_failed", "http_error")


async def test_an_app_that_takes_too_long(sandbox: Sandbox, url: str) -> None:
    for_ever = asyncio.Event()

    async def hang(request: web.Request) -> web.Response:
        await for_ever.wait()
        return web.Response()

    async with listening(hang) as address:
        receipt = await sandbox.deliver_over_http(address, SECRET).deliver("events_api", {})
        for_ever.set()
    assert (receipt.error, receipt.reason) == ("operation_timeout", "http_timeout")


async def test_an_app_that_sends_elsewhere_without_end(sandbox: Sandbox, url: str) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect("/slack/events")

    async with listening(elsewhere) as address:
        receipt = await sandbox.deliver_over_http(address, SECRET).deliver("events_api", {})
    assert receipt.reason == "too_many_redirects"


async def test_an_app_that_is_not_there(sandbox: Sandbox, url: str, unused_tcp_port: int) -> None:
    away = sandbox.deliver_over_http(f"http://127.0.0.1:{unused_tcp_port}/", SECRET)
    assert (await away.deliver("events_api", {})).reason == "connection_failed"


async def test_retries_carry_their_headers(sandbox: Sandbox, url: str, pauses: Pauses) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def fail(request: web.Request) -> web.Response:
        seen.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        return web.Response(status=500)

    async with listening(fail) as address:
        sandbox.deliver_over_http(address, SECRET)
        await sandbox.act(VISIT)
        for number, pause in enumerate((0, 60, 300), start=1):
            await pauses.waited_for(number)
            pauses.pass_by(pause)
        await sandbox.deliveries.settled()
    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


async def test_an_app_may_ask_for_no_more(sandbox: Sandbox, url: str, pauses: Pauses) -> None:
    async def enough(request: web.Request) -> web.Response:
        return web.Response(status=500, headers={"x-slack-no-retry": "1"})

    async with listening(enough) as address:
        sandbox.deliver_over_http(address, SECRET)
        await sandbox.act(VISIT)
        await sandbox.deliveries.settled()
    assert pauses.asked == []


async def test_an_address_from_the_start(wall: Wall, app: AsyncApp, address: str) -> None:
    @app.command("/deploy")
    async def deploy(ack: AsyncAck) -> None:
        await ack("over HTTP")

    other = built(wall, request_url=address, signing_secret=SECRET)
    assert (await other.act(DEPLOY))["with"] == {"text": "over HTTP"}
