"""What goes to Slack first when not everything can: pages, then clicks, then the rest."""

import asyncio
from typing import Any

from bot.pace import BETWEEN, Pace
from commands import kit
from store import messages
from store.db import Wake
from store.messages import NOTE, Urgency
from tests.bot.faults import Awaited, Held, limiting
from tests.stories.scene import BEN, DEPLOYMENTS, GENERAL, Scene, Stage

POST, UPDATE = "chat.postMessage", "chat.update"


async def says(scene: Scene, *keys: str, urgency: Urgency = Urgency.USUAL, place: str = DEPLOYMENTS) -> None:
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        for key in keys:
            await messages.note(tx, scene.bot.team_id, key, place, kit.body(key))
        await messages.redraw(tx, scene.bot.team_id, NOTE, *keys, urgency=urgency)
    scene.bot.wake(Wake.MESSAGES)


def posted(scene: Scene) -> list[str]:
    """What stands in the channels, in the order in which it came there."""
    calls = [call for call in scene.stage.sandbox.calls if call.method == POST and call.answer.get("ok")]
    return [call.args["metadata"]["event_payload"]["key"] for call in calls]


async def test_a_page_goes_ahead_of_what_waits_for_its_channel(stage: Stage) -> None:
    stage.pace = Pace()
    async with stage.running() as scene:
        usual = [f"note {number}" for number in range(5)]
        third = Awaited(POST, usual[2])
        stage.sandbox.after_call = third
        await says(scene, *usual)
        await third.reached.wait()  # the burst is spent: from here on it is one a second
        await says(scene, "page", urgency=Urgency.PAGE)
        await scene.settled()
        assert posted(scene) == [*usual[:3], "page", *usual[3:]]


async def test_a_page_does_not_wait_for_a_slow_redraw_in_its_channel(scene: Scene) -> None:
    await scene.starts()
    slow, page = Held(UPDATE), Awaited(POST, "page")
    scene.stage.sandbox.before_call, scene.stage.sandbox.after_call = slow, page
    async with asyncio.TaskGroup() as people, asyncio.timeout(5):
        people.create_task(scene.presses(BEN, "Done", scene.card("Before"), near="Team told"))
        await slow.reached.wait()
        await says(scene, "page", urgency=Urgency.PAGE)
        await page.reached.wait()
        slow.let_go()


async def test_a_page_waits_as_long_as_slack_says(scene: Scene) -> None:
    refused = Awaited(POST)
    limit = limiting(POST, seconds=1)

    async def limited(method: str, args: dict[str, Any]) -> None:
        try:
            await limit(method, args)
        finally:
            await refused(method, args)

    scene.stage.sandbox.before_call = limited
    await says(scene, "usual")
    await refused.reached.wait()
    began = asyncio.get_running_loop().time()
    await says(scene, "page", urgency=Urgency.PAGE, place=GENERAL)
    await scene.settled()
    assert asyncio.get_running_loop().time() - began > 0.9
    assert len([call for call in scene.stage.sandbox.calls if call.method == POST]) == 2, "asked no sooner"
    assert posted(scene)[0] == "page"


async def test_a_limit_on_one_redraw_holds_for_all(scene: Scene) -> None:
    """Two cards are to be redrawn: after the first 429 Slack is not asked for the other one either."""
    await scene.starts()
    asked: list[float] = []
    limit = limiting(UPDATE, seconds=1)

    async def count(method: str, args: dict[str, Any]) -> None:
        if method == UPDATE:
            asked.append(asyncio.get_running_loop().time())
        await limit(method, args)

    scene.stage.sandbox.before_call = count
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert len(asked) == 3
    assert asked[1] - asked[0] > 0.9


async def test_the_clicked_card_goes_first(stage: Stage) -> None:
    """One place, several cards: the run's was made before, the clicked one is drawn before it."""
    async with stage.running() as scene:
        run = await scene.starts()
        section = scene.card("Before")
        await scene.presses(BEN, "Done", section, near="Team told")
        redrawn = [call.args["ts"] for call in stage.sandbox.calls if call.method == UPDATE]
        assert redrawn[-2:] == [section["ts"], run["ts"]]


async def test_a_card_rests_between_its_redraws(stage: Stage) -> None:
    stage.pace = Pace()
    at: list[float] = []

    async with stage.running() as scene:
        await scene.starts()
        section = scene.card("Before")

        async def note(method: str, args: dict[str, Any]) -> None:
            if method == UPDATE and args["ts"] == section["ts"]:
                at.append(asyncio.get_running_loop().time())

        stage.sandbox.before_call = note
        await scene.presses(BEN, "Done", section, near="Team told")
        await scene.presses(BEN, "Attest 2 claims", section)
        assert at[1] - at[0] >= BETWEEN
