"""How calls travel: forms, JSON, queries, tokens, and what a test can see and hold of them."""

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.wire import Json
from tests.sandbox.shapes import APP_TOKEN, BOT_TOKEN

BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def answer(url: str, method: str, **sent: object) -> Json:
    async with aiohttp.ClientSession() as http, http.post(f"{url}/api/{method}", **sent) as response:  # type: ignore[arg-type]
        assert response.status == 200
        found: Json = await response.json()
        return found


async def test_one_call_three_ways(url: str) -> None:
    wanted = {"channel_id": "CDEPLOY"}
    as_json = await answer(url, "bookmarks.list", json=wanted, headers=BEARER)
    as_form = await answer(url, "bookmarks.list", data={**wanted, "token": BOT_TOKEN})
    as_query = await answer(url, "bookmarks.list", params=wanted, headers=BEARER)
    assert as_json == as_form == as_query == {"ok": True, "bookmarks": []}


async def test_reading_methods_do_not_look_at_json(url: str) -> None:
    wanted = {"user": "UANA"}
    assert (await answer(url, "users.info", params=wanted, headers=BEARER))["user"]["name"] == "ana"
    assert (await answer(url, "users.info", json=wanted, headers=BEARER))["error"] == "user_not_found"


async def test_blocks_inside_a_form_are_json(sandbox: Sandbox, url: str) -> None:
    said = {"token": BOT_TOKEN, "channel": "CDEPLOY", "text": "x", "blocks": '[{"type":"divider"}]'}
    assert (await answer(url, "chat.postMessage", data=said))["ok"]
    assert sandbox.state()["messages"]["CDEPLOY"][0]["blocks"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("token", "method", "expected"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        (APP_TOKEN, "auth.test", "not_allowed_token_type"),
        (BOT_TOKEN, "apps.connections.open", "not_allowed_token_type"),
        (BOT_TOKEN, "nothing.here", "unknown_method"),
    ],
)
async def test_refused_before_anything_happens(url: str, token: str, method: str, expected: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    refusal = await answer(url, method, headers=headers)
    assert (refusal["ok"], refusal["error"]) == (False, expected)


async def test_a_body_that_is_no_json(url: str) -> None:
    headers = {**BEARER, "Content-Type": "application/json"}
    assert (await answer(url, "auth.test", data=b"{", headers=headers))["error"] == "invalid_json"
    assert (await answer(url, "auth.test", data=b"[]", headers=headers))["error"] == "json_not_object"


async def test_every_call_is_recorded(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    await slack.chat_postMessage(channel="CDEPLOY", text="x")
    (call,) = sandbox.calls
    assert (call.method, call.args["text"], call.answer["ok"]) == ("chat.postMessage", "x", True)
    assert call.at == sandbox.clock.now()


async def test_a_call_can_be_held_before_and_after_its_effect(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def hold(method: str, args: Json) -> None:
        arrived.set()
        await go_on.wait()

    sandbox.before_call = hold
    posting = asyncio.create_task(slack.chat_postMessage(channel="CDEPLOY", text="x"))
    await arrived.wait()
    assert sandbox.state()["messages"]["CDEPLOY"] == []
    arrived.clear()
    sandbox.before_call, sandbox.after_call = None, hold
    go_on.set()
    await posting
    assert arrived.is_set()


async def test_stopped_between_effect_and_answer(sandbox: Sandbox) -> None:
    done = asyncio.Event()

    async def never_answer(method: str, args: Json) -> None:
        done.set()
        await asyncio.Event().wait()

    sandbox.after_call = never_answer
    async with sandbox.serving() as url:
        slack = AsyncWebClient(token=BOT_TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        posting = asyncio.create_task(slack.chat_postMessage(channel="CDEPLOY", text="x"))
        await done.wait()
    with pytest.raises(aiohttp.ClientError):
        await posting
    assert len(sandbox.state()["messages"]["CDEPLOY"]) == 1
