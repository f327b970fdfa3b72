"""The share of the traffic is read back where it is bound: what differs stops the stages that follow."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.bot.servers import answering
from tests.stories.acting import bind, listed, script
from tests.stories.scene import ANA, BEN, Scene, Stage, labels, words
from tests.stories.test_traffic import MOVE, begun, checklist


class Balancer:
    """Says which share it sees, as JSON or as Prometheus does; None answers 503."""

    def __init__(self, share: float | None) -> None:
        self.share = share
        self.asked: list[web.BaseRequest] = []

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.asked.append(request)
        if self.share is None:
            return web.Response(status=503)
        if request.path == "/api/v1/query":
            sample = {"metric": {}, "value": [1, str(self.share)]}
            return web.json_response({"data": {"resultType": "vector", "result": [sample]}})
        return web.Response(text=json.dumps({"shares": [{"canary": self.share}]}))


@asynccontextmanager
async def routed(stage: Stage, balancer: Balancer, **traffic: Any) -> AsyncIterator[Scene]:
    """The first step of two, by its command."""
    async with answering(balancer) as url:
        where = {"readback": {"json": {"url": f"{url}/state", "path": "shares.0.canary"}}}
        bind(stage.runbooks, checklist(2), "steps", traffic=where | traffic)
        script(stage.runbooks, "traffic.sh", "exit 0")
        async with stage.running() as scene:
            await scene.presses(ANA, "Route 1 %", await begun(scene))
            yield scene


async def minutes(scene: Scene, count: int) -> None:
    for _ in range(count):
        await scene.passes(minutes=1)


async def test_what_fits_is_said_and_on_record(stage: Stage) -> None:
    balancer = Balancer(1.4)
    async with routed(stage, balancer, **listed(MOVE)) as scene:
        await minutes(scene, 1)
        assert "1 % is routed, and 1.4 % is read back." in words(scene.card("Step 1"))
        assert "traffic.read_back" in await scene.deeds()
        await minutes(scene, 5)
        assert len(balancer.asked) == 1, "it fits: nobody asks any more"
        await scene.presses(ANA, "Start stage", scene.card("Step 2"))


async def test_what_differs_for_five_minutes_stops_the_next_stage_until_it_fits(stage: Stage) -> None:
    balancer = Balancer(12)
    async with routed(stage, balancer, **listed(MOVE)) as scene:
        await minutes(scene, 4)
        assert "traffic.differs" not in await scene.deeds(), "a metric follows what it measures"
        await minutes(scene, 3)
        said = "1 % was routed, and 12 % is read."
        (warning,) = [m["text"] for m in scene.messages() if m["text"].startswith("⚠️ <@UANA>")]
        assert said in warning
        topics = [m["text"] for m in scene.messages() if "set the channel topic" in m["text"]]
        assert len(topics) == len(set(topics)), "Slack says every change aloud"
        assert said in words(scene.card("→"))
        assert said in words(scene.card("Step 2"))
        assert "Start stage" not in labels(scene.card("Step 2"))
        balancer.share = 0
        await minutes(scene, 1)
        assert said not in words(scene.card("→"))
        await scene.presses(ANA, "Start stage", scene.card("Step 2"))


async def test_what_cannot_be_read_is_not_taken_for_right_but_the_lead_may_say_so(stage: Stage) -> None:
    async with routed(stage, Balancer(None), **listed(MOVE)) as scene:
        await minutes(scene, 6)
        assert "1 % was routed, and nothing (HTTP 503) is read." in words(scene.card("Step 1"))
        await scene.presses(BEN, "It is right", scene.card("Step 1"))
        assert scene.told(BEN) == "Only the lead, Ana Ruiz, says that it is right."
        await scene.presses(ANA, "It is right", scene.card("Step 1"))
        assert "traffic.accepted" in await scene.deeds()
        await scene.presses(ANA, "Start stage", scene.card("Step 2"))


async def test_by_hand_it_is_read_back_too(stage: Stage) -> None:
    async with routed(stage, Balancer(1)) as scene:
        assert "1 % routed by hand" in words(scene.card("Step 1"))
        await minutes(scene, 1)
        assert "1 % is routed, and 1 % is read back." in words(scene.card("Step 1"))


async def test_prometheus_is_asked_where_it_is_set_up(stage: Stage) -> None:
    balancer = Balancer(1)
    traffic = {"readback": {"prometheus": "share"}, **listed(MOVE)}
    bind(stage.runbooks, checklist(2), "steps", traffic=traffic)
    script(stage.runbooks, "traffic.sh", "exit 0")
    async with answering(balancer) as url, stage.running(prometheus_url=url) as scene:
        await scene.presses(ANA, "Route 1 %", await begun(scene))
        await minutes(scene, 1)
        assert "1 % is read back" in words(scene.card("Step 1"))
    (asked,) = balancer.asked
    assert (asked.path, asked.query["query"]) == ("/api/v1/query", "share")


async def test_without_a_prometheus_that_is_said(stage: Stage) -> None:
    bind(stage.runbooks, checklist(2), "steps", traffic={"readback": {"prometheus": "share"}})
    async with stage.running() as scene:
        await scene.presses(ANA, "Route 1 %", await begun(scene))
        await minutes(scene, 6)
        assert "nothing (no Prometheus is set up: RUNSHEET_PROMETHEUS_URL) is read" in words(scene.card("→"))


async def test_a_step_that_is_reopened_is_not_held_against_the_run(stage: Stage) -> None:
    balancer = Balancer(50)
    async with routed(stage, balancer, **listed(MOVE)) as scene:
        await scene.presses(BEN, "Reopen…", scene.card("Step 1"))
        await scene.submits(BEN, reason="It was the other balancer")
        await minutes(scene, 7)
        assert "traffic.differs" not in await scene.deeds()
        balancer.share = 1
        await scene.presses(ANA, "Route 1 %", scene.card("Step 1"))
        await minutes(scene, 1)
        assert "1 % is read back" in words(scene.card("Step 1"))
