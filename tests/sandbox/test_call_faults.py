"""Web API calls that go wrong on demand, as the app sees it and as the workspace does."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import BadAct, CallFault, Dice, Sandbox
from sandbox.methods import METHODS
from sandbox.wire import Json
from tests.sandbox.conftest import Pauses
from tests.sandbox.shapes import BOT_TOKEN

HELLO: Json = {"channel": "CDEPLOY", "text": "hello"}


@pytest.fixture
async def http(url: str) -> AsyncIterator[aiohttp.ClientSession]:
    bearer = {"Authorization": f"Bearer {BOT_TOKEN}"}
    async with aiohttp.ClientSession(url, headers=bearer) as session:
        yield session


async def post(http: aiohttp.ClientSession) -> tuple[int, str, str]:
    async with http.post("/api/chat.postMessage", json=HELLO) as answer:
        return answer.status, answer.content_type, await answer.text()


def said(sandbox: Sandbox) -> int:
    return len(sandbox.state()["messages"]["CDEPLOY"])


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "effect"),
    [
        ("ratelimited", 429, "application/json", 0),
        ("http_500", 500, "application/json", 0),
        ("http_500_after", 500, "application/json", 1),
        ("http_503_text", 503, "text/plain", 0),
        ("non_json", 200, "text/html", 0),
        ("non_json_after", 200, "text/html", 1),
    ],
)
async def test_answers_that_are_none(
    sandbox: Sandbox, http: aiohttp.ClientSession, kind: str, status: int, content_type: str, effect: int
) -> None:
    await sandbox.trouble({"calls": [{"method": "chat.postMessage", "kind": kind, "count": 1}]})
    assert (await post(http))[:2] == (status, content_type)
    assert said(sandbox) == effect
    assert (await post(http))[0] == 200, "only once"
    assert [call.fault for call in sandbox.calls] == [kind, None]


async def test_retry_after_is_as_it_was_asked_for(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    sandbox.faults.calls.append(CallFault("ratelimited", retry_after=7))
    async with http.post("/api/chat.postMessage", json=HELLO) as answer:
        assert answer.headers["Retry-After"] == "7"


@pytest.mark.parametrize(("kind", "effect"), [("reset_before", 0), ("reset_after", 1)])
async def test_a_connection_cut_around_the_effect(
    sandbox: Sandbox, http: aiohttp.ClientSession, kind: str, effect: int
) -> None:
    sandbox.faults.calls.append(CallFault(kind, dice=Dice(count=1)))
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(http)
    assert said(sandbox) == effect
    assert (await post(http))[0] == 200


async def test_latency(sandbox: Sandbox, http: aiohttp.ClientSession, pauses: Pauses) -> None:
    sandbox.faults.calls.append(CallFault("latency", "chat.postMessage", seconds=4))
    posting = asyncio.create_task(post(http))
    await pauses.waited_for(1)
    assert (pauses.asked, said(sandbox)) == ([4], 0)
    pauses.pass_by(4)
    assert (await posting)[0] == 200


async def test_only_the_method_that_is_named(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    sandbox.faults.calls.append(CallFault("http_500", "pins.add"))
    assert (await post(http))[0] == 200
    async with http.post("/api/pins.add") as answer:
        assert answer.status == 500


async def test_a_share_of_all_calls_is_the_same_each_time(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async def failures() -> list[int]:
        await sandbox.trouble({"clear": True, "calls": {"kind": "http_500", "share": 0.4, "seed": 7}})
        return [(await post(http))[0] for _ in range(40)]

    first = await failures()
    assert 5 < first.count(500) < 30
    assert await failures() == first


async def test_an_outage_refuses_everything_of_the_app_and_nothing_of_the_page(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async with http.post("/sandbox/faults", json={"outage": True}) as answer:
        assert (await answer.json())["outage"]
    for path in ("/api/auth.test", "/response/x", "/upload/x"):
        with pytest.raises(aiohttp.ClientConnectionError):
            await http.post(path)
    async with http.get("/sandbox/state") as page:
        assert page.status == 200
    async with http.post("/sandbox/faults", json={"outage": False}) as answer:
        assert not (await answer.json())["outage"]
    assert (await post(http))[0] == 200


async def test_all_that_is_in_force_can_be_read(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    rule = {"method": "chat.update", "kind": "ratelimited", "retry_after": 3, "count": 2}
    async with http.post("/sandbox/faults", json={"calls": [rule]}) as answer:
        changed = await answer.json()
    async with http.get("/sandbox/faults") as answer:
        read = await answer.json()
    assert changed == read
    (held,) = sandbox.faults.calls
    force = {
        "calls": [{"id": held.id, **rule, "seconds": 0, "share": 1, "seed": 0, "struck": 0}],
        "deliveries": [],
        "rate_limits": False,
        "outage": False,
        "sockets": 0,
    }
    assert sandbox.state()["faults"] == force
    assert read == {
        "ok": True,
        **force,
        "methods": sorted(METHODS),
        "policy": {
            "apps_create_channels": True,
            "everyone_edits_groups": False,
            "admins_only": [],
            "name_race": 0,
            "token_revoked": False,
        },
    }


async def test_policies_are_switched_there_too(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    await sandbox.trouble({"policy": {"admins_only": ["CDEPLOY"]}})
    assert "restricted_action" in (await post(http))[2]
    await sandbox.trouble({"policy": {"admins_only": []}})
    assert said(sandbox) == 0
    assert (await post(http))[0] == 200
    assert said(sandbox) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"storm": True}, "there is no storm"),
        ({"calls": [{"kind": "melted"}]}, "`kind` must be one of"),
        ({"calls": ["latency"]}, "a rule is an object"),
        ({"calls": [{"kind": "latency", "seconds": -1}]}, "`seconds` must be a number"),
        ({"calls": [{"kind": "latency", "seconds": "long"}]}, "`seconds` must be a number"),
        ({"calls": [{"kind": "latency", "share": 2}]}, "`share` is a part of 1"),
        ({"deliveries": [{"kind": "late", "of": "mail"}]}, "`of` must be one of"),
        ({"outage": "yes"}, "`outage` is true or false"),
        ({"disconnect": "tired"}, "`disconnect` must be one of"),
        ({"policy": {"name_race": "often"}}, "another of the same type"),
        ([], "send an object"),
    ],
)
async def test_what_makes_no_sense(http: aiohttp.ClientSession, given: object, says: str) -> None:
    async with http.post("/sandbox/faults", json=given) as answer:
        found = await answer.json()
    assert (answer.status, found["ok"]) == (400, False)
    assert says in found["error"]


async def test_pages_from_elsewhere_may_not_break_anything(http: aiohttp.ClientSession) -> None:
    origin = {"Origin": "https://example.org"}
    async with http.post("/sandbox/faults", json={"outage": True}, headers=origin) as answer:
        assert answer.status == 403


async def test_one_rule_is_forgotten_and_what_strikes_is_told_to_the_page(sandbox: Sandbox) -> None:
    answer = await sandbox.trouble(
        {"calls": [{"kind": "http_500"}, {"kind": "latency"}], "deliveries": {"kind": "late"}}
    )
    first, second, third = (rule["id"] for rule in (*answer["calls"], *answer["deliveries"]))
    before = sandbox.state()["version"]
    await sandbox.call("auth.test", {}, BOT_TOKEN)
    assert sandbox.state()["version"] > before
    left = await sandbox.trouble({"forget": [first, third]})
    assert ([rule["id"] for rule in left["calls"]], left["deliveries"]) == ([second], [])
    with pytest.raises(BadAct, match="no rule"):
        await sandbox.trouble({"forget": first})
