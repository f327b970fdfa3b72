"""What items do beyond the bot's own host: probes, webhooks, workflows of GitHub's."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.bot.servers import answering
from tests.stories.acting import CHECKLIST, bind, runs, started
from tests.stories.scene import ANA, BEN, Scene, Stage, labels, words


class Service:
    """Answers with these statuses in turn, then with the last of them; remembers what it was asked."""

    def __init__(self, *statuses: int, **answer: Any) -> None:
        self._statuses: Iterator[int] = iter(statuses)
        self._last = 200
        self._answer = answer
        self.asked: list[tuple[web.BaseRequest, bytes]] = []

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.asked.append((request, await request.read()))
        self._last = next(self._statuses, self._last)
        if self._last == 0:
            assert request.transport is not None
            request.transport.close()
        return web.json_response(self._answer or {"at": len(self.asked)}, status=self._last or 200)


@asynccontextmanager
async def running(stage: Stage, checklist: str = CHECKLIST, **bound: Any) -> AsyncIterator[Scene]:
    bind(stage.runbooks, checklist, **bound)
    async with stage.running() as scene:
        await scene.starts()
        yield scene


def probe(url: str, **how: Any) -> dict[str, Any]:
    return {"verify-health-endpoint": {"http": url, "own_host": True, "timeout": "1m"} | how}


# Probes. ----------------------------------------------------------------------------------------------------


async def test_a_probe_that_is_well_three_times_in_a_row_ticks_its_item(stage: Stage) -> None:
    service = Service(200, 503, 200, 200, 200)
    async with answering(service) as url, running(stage, probes=probe(f"{url}/healthz")) as scene:
        await scene.presses(BEN, "Run probe", scene.card("Before"))
        assert "1 of 3 good answers in a row, last: HTTP 200" in words(started(scene))
        await scene.passes(seconds=10)
        assert "0 of 3 good answers in a row, last: HTTP 503" in words(started(scene))
        for _ in range(3):
            await scene.passes(seconds=10)
        assert "✅ *Done* · 3 of 3 good answers in a row" in words(started(scene))
        assert "Done · Ben Okafor" in words(scene.card("Before"))
        await scene.passes(minutes=5)
        assert len(service.asked) == 5, "it has stopped asking"
        assert [request.path for request, _ in service.asked] == ["/healthz"] * 5


async def test_a_probe_that_is_never_well_is_given_up(stage: Stage) -> None:
    async with answering(Service(500)) as url, running(stage, probes=probe(url)) as scene:
        await scene.presses(ANA, "Run probe", scene.card("Before"))
        for _ in range(6):
            await scene.passes(seconds=10)
        assert "❌ *Failed* · not well within 1 min: 0 of 3 good answers" in words(started(scene))
        assert "stays open" in scene.thread(scene.card("Before"))[-1]
        assert "Run probe" in labels(scene.card("Before"))


async def test_a_probe_goes_on_after_a_restart(stage: Stage) -> None:
    service = Service(200)
    async with answering(service) as url:
        async with running(stage, probes=probe(url)) as scene:
            await scene.presses(ANA, "Run probe", scene.card("Before"))
        async with stage.running() as after:
            await after.passes(seconds=10)
            await after.passes(seconds=10)
            assert "✅ *Done*" in words(started(after))
    assert len(service.asked) == 3


async def test_a_probe_of_the_bots_own_host_is_refused_unless_it_is_meant(stage: Stage) -> None:
    async with running(stage, probes=probe("http://localhost:8000/healthz", own_host=False)) as scene:
        assert "asks the host that Runsheet runs on" in words(scene.card("Before"))
        assert "Run probe" not in labels(scene.card("Before"))


# Webhooks. --------------------------------------------------------------------------------------------------


def webhook(url: str) -> dict[str, Any]:
    return {"run-smoke-tests": {"webhook": {"url": url + "/${SMOKE_PATH}", "secret": "${SMOKE_SECRET}"}}}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMOKE_PATH", "hidden-path")
    monkeypatch.setenv("SMOKE_SECRET", "shared-secret")
    monkeypatch.setenv("GITHUB_TOKEN", "token-of-github")


async def test_a_webhook_is_called_signed_and_its_answer_is_kept(stage: Stage) -> None:
    service = Service(200, deployed="yes", by="shared-secret")
    async with answering(service) as url, running(stage, commands=webhook(url)) as scene:
        card = await runs(scene)
        assert "HTTP 200" in words(card)
        assert '"deployed": "yes"' in words(card)
        seen = str(scene.stage.sandbox.state())
        assert "hidden-path" not in seen
        assert "shared-secret" not in seen
        assert "Done · Ana Ruiz" in words(scene.card("Before"))
    ((request, body),) = service.asked
    assert request.path == "/hidden-path"
    said = json.loads(body)
    assert (said["command"], said["version"], said["by"]) == ("run-smoke-tests", "v2.4.0", ANA)
    signed = f"v1:{request.headers['X-Runsheet-Timestamp']}:".encode() + body
    made = "v1=" + hmac.new(b"shared-secret", signed, hashlib.sha256).hexdigest()
    assert request.headers["X-Runsheet-Signature"] == made


async def test_a_webhook_that_refuses_has_failed(stage: Stage) -> None:
    async with answering(Service(409)) as url, running(stage, commands=webhook(url)) as scene:
        assert "❌ *Failed* · HTTP 409" in words(await runs(scene))


async def test_a_webhook_that_does_not_answer_is_not_called_twice_and_a_person_is_asked(stage: Stage) -> None:
    service = Service(0, 200)
    async with answering(service) as url, running(stage, commands=webhook(url)) as scene:
        card = await runs(scene)
        assert "❓ *It may have run: did it?* · it was called and did not answer" in words(card)
        assert "may have run, and nobody knows how it ended" in scene.thread(scene.card("Before"))[-1]
        assert len(service.asked) == 1
        assert "Run…" not in labels(scene.card("Before"))
        assert "Look, and say on its card in the thread how it ended." in words(scene.card("Before"))
        await scene.presses(BEN, "It failed", card)
        assert "❌ *Failed* · somebody has looked: it failed\n" in words(started(scene))
        assert "· Ben Okafor said so" in words(started(scene))
        assert "Run…" in labels(scene.card("Before"))
        assert "command.settled" in await scene.deeds()


async def test_what_may_have_run_can_be_run_again_or_be_said_to_be_done(stage: Stage) -> None:
    service = Service(0, 0)
    async with answering(service) as url, running(stage, commands=webhook(url)) as scene:
        first = await runs(scene)
        await scene.presses(BEN, "Run again…", first)
        second = started(scene)
        assert second["ts"] != first["ts"]
        assert len(service.asked) == 2
        await scene.presses(ANA, "It was done", first, stale=True)
        assert "How this ended is known: it was run again" in scene.told(ANA)
        await scene.presses(ANA, "It was done", second)
        assert "Done · Ana Ruiz" in words(scene.card("Before"))


async def test_where_nothing_listens_it_has_failed_and_nothing_was_done(stage: Stage) -> None:
    async with answering(Service()) as url:
        gone = url
    async with running(stage, commands=webhook(gone)) as scene:
        assert "❌ *Failed* · nothing listens at its address" in words(await runs(scene))


# GitHub. ----------------------------------------------------------------------------------------------------


class Hub:
    """As much of GitHub as is asked: it starts a workflow, and says how that is doing."""

    def __init__(self, *told: tuple[str, str | None], knows_details: bool = True) -> None:
        self._told = iter(told)
        self._knows_details = knows_details
        self.given: list[Any] = []
        self.paths: list[str] = []

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        assert request.headers["Authorization"] == "Bearer token-of-github"
        self.paths.append(f"{request.method} {request.path}")
        link = "https://github.example/runs/7"
        if request.method == "POST":
            self.given.append(await request.json())
            if "return_run_details" not in self.given[-1]:
                return web.Response(status=204)
            if not self._knows_details:
                return web.json_response({"message": '"return_run_details" is not permitted'}, status=422)
            return web.json_response({"workflow_run_id": 7, "html_url": link})
        status, conclusion = next(self._told)
        return web.json_response({"status": status, "conclusion": conclusion, "html_url": link})


def workflow(url: str) -> dict[str, Any]:
    flow = {"repository": "harbour/parcels", "workflow": "smoke.yml", "token": "${GITHUB_TOKEN}", "api": url}
    return {"run-smoke-tests": {"github": {**flow, "inputs": {"version": "{version}"}}, "timeout": "1m"}}


async def test_a_workflow_is_started_and_watched_to_its_end(stage: Stage) -> None:
    hub = Hub(("queued", None), ("in_progress", None), ("completed", "success"))
    async with answering(hub) as url, running(stage, commands=workflow(url)) as scene:
        assert "workflow smoke.yml of harbour/parcels at main (version=v2.4.0)" in words(scene.card("Before"))
        card = await runs(scene)
        assert "GitHub: started" in words(card)
        assert "Open on GitHub" in labels(card)
        await scene.passes(seconds=10)
        assert "GitHub: queued" in words(started(scene))
        await scene.passes(seconds=10)
        await scene.passes(seconds=10)
        assert "✅ *Done* · GitHub: success · 30 s" in words(started(scene))
        assert "Done · Ana Ruiz" in words(scene.card("Before"))
        assert "token-of-github" not in str(scene.stage.sandbox.state())
    assert hub.given == [{"ref": "main", "inputs": {"version": "v2.4.0"}, "return_run_details": True}]
    base = "/repos/harbour/parcels/actions"
    assert hub.paths == [f"POST {base}/workflows/smoke.yml/dispatches", *[f"GET {base}/runs/7"] * 3]


async def test_a_workflow_that_fails_or_never_ends_has_failed(stage: Stage) -> None:
    hub = Hub(("completed", "failure"), *[("in_progress", None)] * 9)
    async with answering(hub) as url, running(stage, commands=workflow(url)) as scene:
        await runs(scene)
        await scene.passes(seconds=10)
        assert "❌ *Failed* · GitHub: failure" in words(started(scene))
        await runs(scene)
        for _ in range(6):
            await scene.passes(seconds=10)
        assert "GitHub: in progress after 1 min, and no longer watched" in words(started(scene))


async def test_a_github_that_does_not_say_which_run_it_started_leaves_it_to_a_person(stage: Stage) -> None:
    hub = Hub(knows_details=False)
    async with answering(hub) as url, running(stage, commands=workflow(url)) as scene:
        card = await runs(scene)
        assert "GitHub has started a workflow and does not say which run of it" in words(card)
        await scene.presses(ANA, "It was done", card)
        assert "Done · Ana Ruiz" in words(scene.card("Before"))
    assert [DETAILS in given for given in hub.given] == [True, False]


DETAILS = "return_run_details"
