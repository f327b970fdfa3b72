"""What the page lives on: state, act, stream, and its own files."""

import asyncio
from datetime import UTC, datetime

import aiohttp
import pytest

from sandbox import BadAct, Sandbox
from sandbox.wire import Json
from tests.sandbox.conftest import Wall


async def get(url: str) -> Json:
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        assert response.headers["Cache-Control"] == "no-store"
        found: Json = await response.json()
        return found


async def post(url: str, **sent: object) -> tuple[int, Json]:
    async with aiohttp.ClientSession() as http, http.post(f"{url}/sandbox/act", **sent) as response:  # type: ignore[arg-type]
        return response.status, await response.json()


async def test_the_state_of_the_example(sandbox: Sandbox, url: str) -> None:
    state = await get(f"{url}/sandbox/state")
    assert state == sandbox.state()
    assert (state["now"], state["speed"], state["due"]) == ("2026-03-02T09:00:00.000Z", 1.0, None)
    assert state["team"] == {"id": "THARBOR", "name": "Harbor", "domain": "harbor"}
    assert state["app"]["commands"][0] == {
        "command": "/deploy",
        "description": "Deployments",
        "usage_hint": "start",
    }
    assert state["app"]["shortcuts"][1]["type"] == "message"
    assert state["users"][0] == {
        "id": "UANA",
        "name": "ana",
        "real_name": "Ana Ruiz",
        "title": "Deployment Lead",
        "tz": "Europe/Madrid",
        "is_admin": True,
        "is_restricted": False,
        "deleted": False,
        "is_bot": False,
        "is_stranger": False,
        "team_id": None,
        "team_name": None,
        "quiet": None,
    }
    ben = state["users"][1]
    assert ben["quiet"] == {"from": "2026-03-02T21:00:00.000Z", "until": "2026-03-03T06:00:00.000Z"}
    assert state["users"][-1]["team_name"] == "Lighthouse"
    members = {one["name"]: one["members"] for one in state["channels"]}
    assert members["general"] == [
        f"U{name}" for name in ("ANA", "BEN", "CHI", "DEV", "EMI", "FIN", "GIA", "HUG")
    ]
    assert {"UIDA", "UBOT"} < set(members["deployments"])
    assert set(state) == {
        *("now", "speed", "due", "version", "team", "app", "users", "channels", "messages", "views", "home"),
        *("groups", "files", "faults"),
    }


async def test_an_act_over_http(url: str) -> None:
    said = {"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "hi"}
    status, answer = await post(url, json=said)
    assert (status, answer["ok"], answer["acknowledged"]) == (200, True, False)
    wrong: list[Json] = [{"json": {"do": "dance"}}, {"data": b"{"}, {"json": []}]
    for sent in wrong:
        status, answer = await post(url, **sent)
        assert (status, answer["ok"]) == (400, False)
        assert answer["error"]


async def test_pages_from_elsewhere_may_not_act(url: str) -> None:
    said = {"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "hi"}
    async with aiohttp.ClientSession() as http:
        for origin, status in ((url, 200), ("https://example.org", 403), ("null", 403)):
            headers = {"Origin": origin}
            async with http.post(f"{url}/sandbox/act", json=said, headers=headers) as answer:
                assert answer.status == status


async def test_the_stream_tells_of_changes(sandbox: Sandbox, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{url}/sandbox/stream") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == b'data: {"version":0}\n\n'
        await sandbox.act({"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "one"})
        assert await stream.content.readuntil(b"\n\n") == b'data: {"version":1}\n\n'


async def test_many_changes_are_few_lines(sandbox: Sandbox, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{url}/sandbox/stream") as stream:
        await stream.content.readuntil(b"\n\n")
        for _ in range(50):
            await sandbox.act({"user": "UANA", "do": "say", "channel": "CDEPLOY", "text": "x"})
        lines = [await stream.content.readuntil(b"\n\n")]
        while lines[-1] != b'data: {"version":50}\n\n':
            lines.append(await stream.content.readuntil(b"\n\n"))
    assert len(lines) < 10


async def test_the_stream_ends_with_the_serving(sandbox: Sandbox) -> None:
    async with sandbox.serving() as url, aiohttp.ClientSession() as http:
        stream = await http.get(f"{url}/sandbox/stream")
        await stream.content.readuntil(b"\n\n")
        sandbox.closing.set()
        assert await stream.content.read() != b""
    assert sandbox.world.watchers == set()


async def test_the_clock_runs_fast_and_jumps(sandbox: Sandbox, url: str, wall: Wall) -> None:
    await sandbox.act({"do": "clock", "speed": 60})
    wall.pass_by(minutes=1)
    assert (sandbox.state()["now"], sandbox.state()["speed"]) == ("2026-03-02T10:00:00.000Z", 60.0)
    nowhere = await sandbox.act({"do": "clock", "jump": True})
    assert (nowhere["error"], nowhere["jumped_to"]) == ("nothing_due", None)
    wall.due = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
    assert (await get(f"{url}/sandbox/state"))["due"] == "2026-03-02T12:30:00.000Z"
    jumped = await sandbox.act({"do": "clock", "jump": True})
    assert jumped["jumped_to"] == sandbox.state()["now"] == "2026-03-02T12:30:00.000Z"


@pytest.mark.parametrize("wrong", [{}, {"speed": 0}, {"speed": "fast"}, {"speed": True}, {"speed": 1e9}])
async def test_clock_settings_that_make_no_sense(sandbox: Sandbox, wrong: Json) -> None:
    with pytest.raises(BadAct):
        await sandbox.act({"do": "clock", **wrong})


async def test_the_clock_never_runs_backwards(sandbox: Sandbox) -> None:
    now = sandbox.clock.now()
    sandbox.clock.jump_to(datetime(2020, 1, 1, tzinfo=UTC))
    assert sandbox.clock.now() == now


async def test_a_due_time_that_takes_too_long_leaves_the_last(sandbox: Sandbox, wall: Wall) -> None:
    wall.due = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
    await sandbox.learn_due()
    wall.answers = asyncio.Event()
    await sandbox.learn_due()
    assert sandbox.state()["due"] == "2026-03-02T12:30:00.000Z"


async def test_the_page_is_served_and_nothing_beside_it(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{url}/") as page:
            assert (page.status, page.content_type) == (200, "text/html")
            assert page.headers["Cache-Control"] == "no-store"
        for path in ("/page/%2e%2e/world.py", "/page/..%2fworld.py", "/page/nothing.js"):
            async with http.get(f"{url}{path}") as missing:
                assert missing.status == 404
        async with http.get(f"{url}/archives/CDEPLOY/p1772442000000001", allow_redirects=False) as link:
            assert link.headers["Location"] == "/?channel=CDEPLOY&ts=1772442000.000001"
