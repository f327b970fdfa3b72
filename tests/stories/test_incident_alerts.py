"""Incidents from other systems: Alertmanager's payload and a plain one, once each, never closed by them."""

import io
import json
from typing import Any

import aiohttp
import pytest

from tests.stories.incidents import GIA, HUGO, happened, paged, record, room, rooms, staff
from tests.stories.scene import ANA, BEN, OPERATIONS, Scene, Stage, words

TOKEN = "a-token-of-some-length"
Json = dict[str, Any]


def alert(fingerprint: str = "a1", status: str = "firing", severity: str = "critical", **more: str) -> Json:
    notes = {"summary": more.get("summary", "Checkout answers with 500")}
    return {
        "status": status, "labels": {"alertname": "Errors", "severity": severity}, "annotations": notes,
        "startsAt": "2026-03-09T07:59:00Z", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": fingerprint,
        "generatorURL": "https://prometheus.example/graph",
    }  # fmt: skip


def group(*alerts: Json, key: str = "{}:{alertname=Errors}") -> Json:
    return {"version": "4", "groupKey": key, "status": "firing", "receiver": "runsheet", "alerts": [*alerts]}


async def post(scene: Scene, body: Any, token: str = TOKEN) -> tuple[int, str]:
    url = f"{scene.bot.address}/webhooks/incidents"
    given = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    sent = io.BytesIO(json.dumps(body).encode())
    async with aiohttp.ClientSession() as http, http.post(url, data=sent, headers=given) as answer:
        told = await answer.json()
    await scene.settled()
    return answer.status, str(told.get("error") or told.get("said"))


async def test_an_alert_opens_an_incident_once(stage: Stage) -> None:
    async with stage.running(webhook_token=TOKEN) as scene:
        await staff(scene)
        assert await post(scene, group(alert())) == (200, "Incident 1.")
        assert "Severity 1: Checkout answers with 500" in words(scene.card("Severity 1", OPERATIONS))
        assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}
        again = group(alert()) | {"status": "still firing"}
        assert await post(scene, again) == (200, "Nothing new.")
        assert await post(scene, group(alert(), alert("b2", summary="Queue is full"))) == (200, "Incident 1.")
        assert len(rooms(scene)) == 1
        assert "Alert: Queue is full" in await happened(scene)


async def test_a_resolved_alert_is_noted_and_closes_nothing(stage: Stage) -> None:
    async with stage.running(webhook_token=TOKEN) as scene:
        await staff(scene)
        await post(scene, group(alert()))
        assert await post(scene, group(alert(status="resolved"))) == (200, "1 resolved.")
        assert await post(scene, group(alert("unknown", status="resolved"))) == (200, "Nothing new.")
        assert "alert.resolved" in await record(scene)
        told = [message["text"] for message in scene.messages(room(scene))]
        assert any("stays open until somebody resolves it" in text for text in told)
        await scene.passes(minutes=5)
        assert paged(scene)[ANA] == 1, "the tree is climbed on"


async def test_a_plain_one(stage: Stage) -> None:
    async with stage.running(webhook_token=TOKEN) as scene:
        body = {"title": "Disk full", "severity": "sev2", "key": "disk-7"}
        assert await post(scene, body) == (200, "Incident 1.")
        assert await post(scene, body | {"title": "Disk still full"}) == (200, "Nothing new.")
        assert await post(scene, body | {"status": "resolved"}) == (200, "1 resolved.")
        assert rooms(scene) == []


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"severity": "sev1"}, 422, "`title`: Field required"),
        ({"title": "x", "severity": "sev9"}, 422, "There is no severity `sev9`"),
        ({"alerts": []}, 422, "`alerts`:"),
        ({"alerts": "none"}, 422, "`alerts`:"),
        ([1, 2], 400, "not an object"),
        ({"title": "x" * 5_000_000}, 413, "larger than"),
    ],
)
async def test_what_cannot_be_understood_is_answered_with_what_to_do(
    stage: Stage, body: Any, status: int, told: str
) -> None:
    async with stage.running(webhook_token=TOKEN) as scene:
        answered, said = await post(scene, body)
        assert answered == status
        assert told in said
        assert rooms(scene) == []


async def test_nobody_comes_in_without_the_token(stage: Stage) -> None:
    async with stage.running(webhook_token=TOKEN) as scene:
        assert (await post(scene, group(alert()), token="a-wrong-token-of-length"))[0] == 401
        assert rooms(scene) == []
