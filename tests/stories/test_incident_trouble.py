"""Pages while something is wrong: none is lost, none doubled, and what is late says so."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from tests.bot.faults import Held, about, breaking, limiting, refusing
from tests.stories.incidents import (
    GIA,
    HUGO,
    declared,
    is_page,
    page_rows,
    paged,
    pages_to,
    record,
    room,
    room_card,
    rooms,
    said,
    staff,
)
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, OPERATIONS, Scene, Stage, words

POST, HISTORY = "chat.postMessage", "conversations.history"
OPEN = {
    "user": CHI, "do": "command", "channel": DEPLOYMENTS, "command": "/incident", "text": "open sev1 errors",
}  # fmt: skip


@pytest.mark.everywhere
async def test_a_stop_of_twenty_minutes_across_two_levels(stage: Stage) -> None:
    async with stage.running() as scene:
        await staff(scene)
        await declared(scene)
        await scene.passes(minutes=2)
    stage.clock.jump_to(stage.clock.now() + timedelta(minutes=20))
    async with stage.running() as scene:
        assert paged(scene) == {BEN: 1, ANA: 1, GIA: 1, HUGO: 0}
        assert "This page is late" in words(pages_to(scene, ANA)[-1])
        away = [text for text in said(scene) if text.startswith("⚠️ I was away from")]
        assert len(away) == 1
        assert "(20 min). What was due meanwhile comes now, late." in away[0]
        assert "accepted 17 min later" in words(room_card(scene))
        await scene.passes(minutes=8)
        assert paged(scene) == {BEN: 1, ANA: 1, GIA: 1, HUGO: 1}
    async with stage.running() as scene:
        assert len([text for text in said(scene) if text.startswith("⚠️ I was away from")]) == 1
        assert len(rooms(scene)) == 1


async def test_slack_takes_nothing_for_a_while(scene: Scene) -> None:
    """As long as it says, and then once."""
    await staff(scene)
    scene.stage.sandbox.before_call = limiting(POST, seconds=1)
    started = asyncio.get_running_loop().time()
    await declared(scene)
    assert asyncio.get_running_loop().time() - started >= 1
    assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}
    assert (await page_rows(scene))[0].state == "accepted"


async def test_slack_wants_forty_seconds_of_rest(scene: Scene) -> None:
    """It is not asked before; the page then arrives once, and says by how much it was late."""
    await staff(scene)
    sandbox, clock = scene.stage.sandbox, scene.stage.clock
    sandbox.before_call = about("incident.page:1", limiting(POST, seconds=40))
    await sandbox.act(OPEN)
    async with asyncio.timeout(20):
        while (await page_rows(scene))[0].state != "attempted":  # noqa: ASYNC110 - a row, not an event
            await asyncio.sleep(0)
    for _ in range(4):
        clock.jump_to(clock.now() + timedelta(seconds=9))
        clock.push(9)
        assert [row.state for row in await page_rows(scene)] == ["attempted"]
    assert paged(scene)[BEN] == 0, "Slack would have taken it, but asked for rest"
    clock.jump_to(clock.now() + timedelta(seconds=4))
    clock.push(5)
    await scene.settled()
    assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}
    await scene.passes(seconds=20)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.types(CHI, "/incident status 1")
    shown = words(scene.messages(DEPLOYMENTS)[-1])
    assert "accepted 40.0 s later, acknowledged after 60 s" in shown
    (page,) = await page_rows(scene)
    assert page.claimed_at == page.due_at, "it was sent at once, and refused"


async def test_an_acknowledgement_that_slack_delivers_late(scene: Scene) -> None:
    """Pressed before the next level was due, heard of after it: whoever was paged meanwhile is told."""
    await staff(scene)
    await declared(scene)
    await scene.stage.sandbox.trouble({"deliveries": [{"kind": "late", "seconds": 3}]})
    async with asyncio.TaskGroup() as acts:
        acts.create_task(scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1]))
        await scene.passes(minutes=5)
        assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    assert "Ben Okafor has it" in words(pages_to(scene, ANA)[-1])
    assert [row.state for row in await page_rows(scene)] == ["acknowledged", "superseded"]
    await scene.passes(minutes=25)
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}


async def test_a_page_arrives_once_though_its_answer_is_lost(scene: Scene) -> None:
    await staff(scene)
    rule = {"method": POST, "kind": "http_500_after", "count": 3}
    await scene.stage.sandbox.trouble({"calls": [rule]})
    await declared(scene)
    keys = Counter(
        message["metadata"]["event_payload"]["key"]
        for place in (room(scene), OPERATIONS)
        for message in scene.messages(place)
        if message.get("metadata")
    )
    assert set(keys.values()) == {1}
    assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}


async def test_a_page_that_cannot_be_looked_for_is_sent_again_and_says_so(scene: Scene) -> None:
    await staff(scene)
    sandbox = scene.stage.sandbox
    sandbox.after_call = about("incident.page:1", breaking(POST))
    sandbox.before_call = refusing(HISTORY, "not_in_channel")
    await declared(scene)
    first, second = pages_to(scene, BEN)
    assert "Possibly repeated" not in words(first)
    assert "Possibly repeated: whether this reached you before could not be found out." in words(second)


async def test_an_acknowledgement_overtakes_a_page_that_waits(scene: Scene) -> None:
    """Ana's page is held back by Slack; meanwhile Ben acknowledges: hers is not sent."""
    await staff(scene)
    await declared(scene)
    page = pages_to(scene, BEN)[-1]
    scene.stage.sandbox.before_call = about("incident.page:2", limiting(POST, seconds=60))
    scene.stage.clock.jump_to(scene.stage.clock.now() + timedelta(minutes=5))
    while (await page_rows(scene))[-1].state != "attempted":  # noqa: ASYNC110 - a row, not an event
        await asyncio.sleep(0)
    async with asyncio.TaskGroup() as acts:
        acts.create_task(scene.presses(BEN, "Acknowledge", page))
        while "incident.acknowledged" not in await record(scene):  # noqa: ASYNC110 - a row, not an event
            await asyncio.sleep(0)
        scene.stage.clock.push(61)
    assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}
    assert [row.state for row in await page_rows(scene)] == ["acknowledged", "stopped"]
    assert any("*Ben Okafor has it*" in text for text in said(scene))


async def test_a_page_on_its_way_when_somebody_acknowledges_says_who(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    page = pages_to(scene, BEN)[-1]
    held = Held(POST, "incident.page:2")
    scene.stage.sandbox.before_call = held
    scene.stage.clock.jump_to(scene.stage.clock.now() + timedelta(minutes=5))
    async with asyncio.TaskGroup() as acts, asyncio.timeout(10):
        await held.reached.wait()
        acts.create_task(scene.presses(BEN, "Acknowledge", page))
        while "incident.acknowledged" not in await record(scene):  # noqa: ASYNC110 - a row, not an event
            await asyncio.sleep(0)
        held.let_go()
    await scene.settled()
    (hers,) = pages_to(scene, ANA)
    assert "Ben Okafor has it" in words(hers)
    assert [row.state for row in await page_rows(scene)] == ["acknowledged", "superseded"]


async def test_slack_away_for_ten_minutes(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    scene.stage.sandbox.go_away()
    scene.stage.clock.jump_to(scene.stage.clock.now() + timedelta(minutes=10))
    while (await record(scene)).count("page.planned") < 2:  # noqa: ASYNC110 - a row, not an event
        await asyncio.sleep(0)
    scene.stage.sandbox.come_back()
    await scene.settled()
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    assert "This page is late" in words(pages_to(scene, ANA)[-1])


async def test_every_delivery_twice(scene: Scene) -> None:
    await staff(scene)
    await scene.stage.sandbox.trouble({"deliveries": [{"kind": "duplicate"}]})
    await declared(scene)
    await scene.passes(minutes=5)
    await scene.presses(ANA, "Acknowledge", pages_to(scene, ANA)[-1])
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    assert len(rooms(scene)) == 1
    assert (await record(scene)).count("incident.declared") == 1
    assert (await record(scene)).count("incident.acknowledged") == 1


async def test_an_archived_channel_keeps_nobody_from_being_paged(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.act(user=CHI, do="archive", channel=room(scene))
    await scene.passes(minutes=5)
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    assert is_page(pages_to(scene, ANA)[-1])
    assert (await page_rows(scene))[-1].state == "accepted"
