"""Reaching somebody now: a page, its acknowledgement, a test, the pager, and what cannot be delivered."""

import json

import pytest
from aiohttp import web

from tests.bot.faults import limiting, refusing
from tests.bot.servers import answering
from tests.stories.oncall import put_on_call, recorded, said, written
from tests.stories.scene import ANA, BEN, CHI, Scene, Stage, labels, words


@pytest.mark.everywhere
async def test_a_page_arrives_is_acknowledged_and_whoever_sent_it_hears(scene: Scene) -> None:
    await scene.types(ANA, "/oncall page @ben payments are down")
    assert scene.told(ANA).startswith("📟 Paging Ben Okafor.")
    (page,) = scene.dm(BEN)
    assert page["text"] == "📟 *Page from Ana Ruiz:* payments are down · press Acknowledge"
    assert page["thread_ts"] is None
    assert labels(page) == ["Acknowledge"]
    await scene.passes(seconds=12)
    await scene.presses(BEN, "Acknowledge", page)
    (page,) = scene.dm(BEN)
    assert "✅ *Acknowledged.*" in words(page)
    assert "acknowledged 12.0 s after it was due" in words(page)
    assert labels(page) == []
    assert written(scene, ANA) == ["✅ Ben Okafor acknowledged your page after 12.0 s: payments are down"]
    assert await recorded(scene) == ["page.sent", "page.accepted", "page.acknowledged"]


async def test_a_page_is_acknowledged_once_and_only_by_whom_it_is_for(scene: Scene) -> None:
    await scene.types(ANA, "/oncall page @ben payments are down")
    (page,) = scene.dm(BEN)
    await scene.presses(BEN, "Acknowledge", page)
    await scene.forges(CHI)
    await scene.forges(BEN)
    assert (await recorded(scene)).count("page.acknowledged") == 1
    assert "You have acknowledged this page already." in scene.told(BEN, page["channel"])


async def test_a_level_is_paged_as_a_whole(scene: Scene) -> None:
    await put_on_call(scene, "2", "@ben", "@chi")
    await scene.types(ANA, "/oncall page team lead: nobody answers")
    for user in (BEN, CHI):
        assert written(scene, user)[-1] == ("📟 *Page from Ana Ruiz:* nobody answers · press Acknowledge")


async def test_the_form_asks_for_whom_and_why(scene: Scene) -> None:
    await scene.types(ANA, "/oncall page the database is full")
    await scene.submits(ANA, person="UIDA")
    assert "Ida Berg is a guest" in scene.errors(ANA)["person"]
    await scene.submits(ANA, person=BEN)
    assert "the database is full" in written(scene, BEN)[-1]


async def test_a_test_page_shows_how_long_it_took(scene: Scene) -> None:
    await scene.types(CHI, "/oncall test")
    assert "A test page is on its way to you" in scene.told(CHI)
    (page,) = scene.dm(CHI)
    assert "🔔 *Test page* to yourself" in words(page)
    assert "accepted by Slack 0.0 s later" in words(page)
    await scene.passes(seconds=3)
    await scene.presses(CHI, "Acknowledge", page)
    (page,) = scene.dm(CHI)
    assert "accepted by Slack 0.0 s later · acknowledged 3.0 s after it was due" in words(page)
    assert written(scene, CHI) == [page["text"]], "nobody is told of what they did themselves"


async def test_a_page_goes_ahead_of_what_waits(scene: Scene) -> None:
    scene.stage.sandbox.before_call = limiting("chat.postMessage", seconds=1, times=1)
    await scene.types(ANA, "/oncall set 1 @ben")
    await scene.types(ANA, "/oncall page @ben now")
    assert await recorded(scene) == ["oncall.set", "page.sent", "page.accepted"]


async def test_what_slack_does_not_deliver_is_said_at_once(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing("conversations.open", "user_disabled", times=1)
    await scene.types(ANA, "/oncall page @ben payments are down")
    text = (
        "⚠️ Slack does not deliver the page to Ben Okafor (`user_disabled`): payments are down. "
        "Reach them another way, or page somebody else: `/oncall` shows who is on call."
    )
    assert said(scene) == [text]
    assert written(scene, ANA)[-1] == text
    assert (await recorded(scene))[-1] == "page.undeliverable"


async def test_the_pager_rings_beside_the_message(stage: Stage) -> None:
    rung = []

    async def ring(request: web.BaseRequest) -> web.Response:
        rung.append(json.loads(await request.read()))
        return web.Response(status=404 if rung[-1]["message"] == "again" else 200)

    async with answering(ring) as url, stage.running(pager_url=url) as scene:
        await scene.types(ANA, "/oncall page @ben payments are down")
        assert rung == [
            {
                "kind": "page",
                "title": "Page from Ana Ruiz",
                "message": "payments are down",
                "person": BEN,
                "person_name": "Ben Okafor",
                "due_at": "2026-03-09T08:00:00+00:00",
            }
        ]
        assert sorted(await recorded(scene)) == ["page.accepted", "page.rung", "page.sent"]
        await scene.types(ANA, "/oncall page @ben again")
        assert said(scene) == [
            "⚠️ The pager did not take a page to Ben Okafor: `http_404`. Check `RUNSHEET_PAGER_URL`."
        ]


async def test_a_page_sent_twice_by_slack_is_one_page(scene: Scene) -> None:
    await scene.types(ANA, "/oncall page @ben payments are down")
    await scene.comes_again()
    assert len(scene.dm(BEN)) == 1
