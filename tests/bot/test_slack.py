"""The Web API as it really answers: whatever comes back becomes one of four errors, or the answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import METHODS, Slack, SlackBug, SlackError, SlackForbidden, SlackGone, SlackLater
from sandbox import scopes
from tests.bot.clocks import HandClock
from tests.bot.servers import Answer, answering


@dataclass
class Heard:
    """A caller, and what its server heard of it."""

    slack: Slack
    requests: list[web.BaseRequest] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)


@asynccontextmanager
async def calling(answer: Answer, clock: HandClock | None = None) -> AsyncIterator[Heard]:
    async def listen(request: web.BaseRequest) -> web.StreamResponse:
        heard.requests.append(request)
        heard.bodies.append(await request.json() if request.method == "POST" else dict(request.query))
        return await answer(request)

    async with answering(listen) as url, aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-1", base_url=f"{url}/", session=session, retry_handlers=[])
        heard = Heard(Slack(client, clock or HandClock()))
        yield heard


def says(**body: Any) -> Answer:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response(body)

    return answer


def raw(status: int, text: str, content_type: str = "text/plain", **headers: str) -> Answer:
    async def answer(_request: web.BaseRequest) -> web.StreamResponse:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=text, content_type=content_type, headers=given)

    return answer


async def cut(request: web.BaseRequest) -> web.StreamResponse:
    """The connection goes before anything is answered."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def half(request: web.BaseRequest) -> web.StreamResponse:
    """The connection goes in the middle of the answer."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok": true')
    assert request.transport is not None
    request.transport.close()
    return response


async def refused(answer: Answer, timeout: float = 5, **args: Any) -> SlackError:
    async with calling(answer) as heard:
        with pytest.raises(SlackError) as error:
            await heard.slack.call("chat.postMessage", timeout=timeout, channel="C1", **args)
        assert len(heard.requests) == 1, "a call is made once"
    return error.value


LATER: list[tuple[str, Answer, str, float | None, bool]] = [
    ("429", raw(429, '{"ok": false, "error": "ratelimited"}', "application/json", Retry_After="7"),
     "ratelimited", 7.0, False),
    ("429 without a word", raw(429, "", Retry_After="30"), "ratelimited", 30.0, False),
    ("429 without a time", raw(429, "slow down"), "ratelimited", None, False),
    ("rate_limited", says(ok=False, error="rate_limited"), "rate_limited", None, False),
    ("503 plain", raw(503, "upstream connect error"), "http_503", None, True),
    ("502 html", raw(502, "<html><h1>Bad gateway</h1></html>", "text/html"), "http_502", None, True),
    ("500 empty", raw(500, ""), "http_500", None, True),
    ("500 json", raw(500, '{"ok": false, "error": "fatal_error"}', "application/json"),
     "fatal_error", None, True),
    ("200 no json", raw(200, "<html>Sign in to the Wi-Fi</html>", "text/html"), "http_200", None, True),
    ("200 broken json", raw(200, '{"ok": tr', "application/json"), "http_200", None, True),
    ("internal_error", says(ok=False, error="internal_error"), "internal_error", None, True),
    ("no code", says(ok=False), "http_200", None, True),
    ("cut", cut, "connection", None, True),
    ("half", half, "connection", None, True),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "code", "wait", "maybe_done"), [case[1:] for case in LATER],
                         ids=[case[0] for case in LATER])  # fmt: skip
async def test_not_now(answer: Answer, code: str, wait: float | None, *, maybe_done: bool) -> None:
    error = await refused(answer)
    assert isinstance(error, SlackLater)
    assert (error.code, error.retry_after, error.maybe_done) == (code, wait, maybe_done)


async def test_no_answer_in_time_may_have_been_done() -> None:
    async def never(_request: web.BaseRequest) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    error = await refused(never, timeout=0.05)
    assert isinstance(error, SlackLater)
    assert (error.code, error.maybe_done) == ("timeout", True)


async def test_nobody_listening_has_done_nothing(unused_tcp_port: int) -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            base_url=f"http://127.0.0.1:{unused_tcp_port}/", session=session, retry_handlers=[]
        )
        with pytest.raises(SlackLater) as error:
            await Slack(client, HandClock()).call("auth.test")
    assert (error.value.code, error.value.maybe_done) == ("connection", False)


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "message_not_found", "user_disabled",
                                  "expired_trigger_id"])  # fmt: skip
async def test_what_is_not_there(code: str) -> None:
    error = await refused(says(ok=False, error=code))
    assert isinstance(error, SlackGone)
    assert error.code == code


@pytest.mark.parametrize("code", ["not_in_channel", "invalid_auth", "token_revoked", "restricted_action"])
async def test_what_the_workspace_does_not_allow(code: str) -> None:
    error = await refused(says(ok=False, error=code))
    assert isinstance(error, SlackForbidden)
    assert error.code == code


async def test_a_missing_scope_is_named() -> None:
    error = await refused(says(ok=False, error="missing_scope", needed="pins:write", provided="chat:write"))
    assert isinstance(error, SlackForbidden)
    assert str(error) == "missing_scope pins:write"


async def test_what_is_wrong_with_blocks_is_told() -> None:
    hint = {"messages": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text]"]}
    error = await refused(says(ok=False, error="invalid_blocks", response_metadata=hint))
    assert isinstance(error, SlackBug)
    assert "must be less than 3001 characters" in str(error)


async def test_an_error_of_tomorrow_is_a_bug() -> None:
    assert isinstance(await refused(says(ok=False, error="brand_new_error")), SlackBug)


async def test_only_declared_methods_are_called() -> None:
    async with calling(says(ok=True)) as heard:
        with pytest.raises(SlackBug, match=r"undeclared_method admin\.users\.remove"):
            await heard.slack.call("admin.users.remove")
        assert heard.requests == []


async def test_the_answer_is_what_slack_said() -> None:
    async with calling(says(ok=True, ts="1.2", channel="C1")) as heard:
        assert await heard.slack.call("chat.postMessage", channel="C1", text="hello", thread_ts=None) == {
            "ok": True, "ts": "1.2", "channel": "C1",
        }  # fmt: skip
        [request] = heard.requests
        assert request.path == "/chat.postMessage"
        assert request.headers["Authorization"] == "Bearer xoxb-1"
        assert heard.bodies == [{"channel": "C1", "text": "hello"}]


async def test_reads_are_asked_in_the_query() -> None:
    async with calling(says(ok=True, messages=[])) as heard:
        await heard.slack.call(
            "conversations.history", channel="C1", include_all_metadata=True, oldest="1.5", ts=None
        )
        [request] = heard.requests
        assert (request.method, heard.bodies) == (
            "GET", [{"channel": "C1", "include_all_metadata": "1", "oldest": "1.5"}],
        )  # fmt: skip


async def test_a_post_over_a_connection_that_went_is_not_sent_again() -> None:
    """A connection kept open is cut as the second call arrives: HTTP clients like to try again then."""
    first = True

    async def once_then_cut(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal first
        if first:
            first = False
            return web.json_response({"ok": True})
        return await cut(request)

    async with calling(once_then_cut) as heard:
        await heard.slack.call("chat.postMessage", channel="C1", text="one")
        with pytest.raises(SlackLater):
            await heard.slack.call("chat.postMessage", channel="C1", text="two")
        assert [body["text"] for body in heard.bodies] == ["one", "two"]


@pytest.mark.parametrize("make", [lambda: SlackLater("a", maybe_done=True), lambda: SlackGone("a"),
                                  lambda: SlackForbidden("a"), lambda: SlackBug("a")])  # fmt: skip
def test_every_error_is_a_slack_error_with_its_code(make: Callable[[], SlackError]) -> None:
    assert isinstance(make(), SlackError)
    assert (make().code, str(make())) == ("a", "a")


async def test_a_limit_holds_for_the_method_until_it_is_over() -> None:
    clock = HandClock()
    async with calling(raw(429, "", Retry_After="30"), clock) as heard:
        for seconds in (0, 29, 1):
            clock.pass_by(seconds)
            with pytest.raises(SlackLater) as limited:
                await heard.slack.call("chat.update", channel="C1", ts="1.0", text="x")
            assert limited.value.retry_after == pytest.approx(30 - seconds if seconds != 1 else 30)
            assert not limited.value.maybe_done
        assert len(heard.requests) == 2, "in between it was not asked at all"
        assert heard.slack.pause("chat.update") == 30
        assert heard.slack.pause("chat.postMessage") == 0


# What is declared. ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_a_method_is_declared_with_scopes_that_open_it(method: str) -> None:
    """The sandbox's table was written from Slack's reference, by itself."""
    fixed = [scopes.FIXED[method]] if method in scopes.FIXED else []
    by_kind = [scope for each in scopes.KINDED.get(method, {}).values() for scope in each]
    assert set((METHODS[method] or "").split()) <= {*fixed, *by_kind}
    assert bool(METHODS[method]) == bool(fixed or by_kind)
