"""Messages out: posted once, kept true, in order, whatever Slack answers."""

import asyncio
from collections import Counter
from typing import Any

from sqlmodel import select

from store.effects import Effect
from tests.bot.faults import Awaited, Held, breaking, limiting, refusing
from tests.stories import aside
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, OPERATIONS, Scene, Stage, words

Json = dict[str, Any]
POST, UPDATE = "chat.postMessage", "chat.update"


def granted(scene: Scene, method: str) -> list[Json]:
    """What was asked of Slack by this method, and done."""
    calls = scene.stage.sandbox.calls
    return [call.args for call in calls if call.method == method and call.answer["ok"]]


def key(said: Json) -> str:
    return str(said["metadata"]["event_payload"]["key"])


def posted(scene: Scene) -> Counter[str]:
    """How often each message of ours stands in a channel."""
    return Counter(key(said) for said in [*scene.messages(), *scene.messages(OPERATIONS)] if said["metadata"])


# Once. ------------------------------------------------------------------------------------------------------


async def test_a_post_whose_answer_is_lost_is_looked_for_and_not_repeated(scene: Scene) -> None:
    scene.stage.sandbox.after_call = breaking(POST)
    await scene.types(ANA, "/deploy start small v2.4.0")
    assert posted(scene) == {"run:1": 1, "section:1/0": 1}
    assert len(granted(scene, "conversations.history")) == 1
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "1 of 6 done" in words(scene.card("Parcel Tracking")), "the one that was found is kept true"


async def test_a_look_that_has_to_wait_is_made_all_the_same(scene: Scene) -> None:
    scene.stage.sandbox.after_call = breaking(POST)
    scene.stage.sandbox.before_call = limiting("conversations.history", seconds=1)
    await scene.types(ANA, "/deploy start small v2.4.0")
    assert posted(scene) == {"run:1": 1, "section:1/0": 1}
    assert len(granted(scene, "conversations.history")) == 1


async def test_a_reply_whose_answer_is_lost_is_looked_for_in_its_thread(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start small v2.4.0")
    scene.stage.sandbox.after_call = breaking(POST)
    await scene.types(ANA, "/deploy hold too many errors")
    assert scene.thread(scene.card("Parcel Tracking")) == ["⏸️ Held by Ana Ruiz: too many errors"]
    assert len(granted(scene, "conversations.replies")) == 1


async def test_too_many_posts_wait_as_long_as_slack_says(scene: Scene) -> None:
    scene.stage.sandbox.before_call = limiting(POST, seconds=1)
    started = asyncio.get_running_loop().time()
    await scene.types(ANA, "/deploy start small v2.4.0")
    assert asyncio.get_running_loop().time() - started >= 1
    assert posted(scene) == {"run:1": 1, "section:1/0": 1}
    assert granted(scene, "conversations.history") == [], "what was refused was not done: nobody looks for it"


async def test_order_holds_where_the_first_has_to_wait(scene: Scene) -> None:
    scene.stage.sandbox.before_call = limiting(POST, seconds=1)
    await scene.types(ANA, "/deploy start small v2.4.0")
    assert [key(said) for said in granted(scene, POST)] == ["run:1", "section:1/0"]


# True. ------------------------------------------------------------------------------------------------------

TEN = "# Ten Items\n\n## Parcel Tracking v2.4.0\n\n### Before\n\n" + "".join(
    f"- [ ] Item {n}\n" for n in range(10)
)


async def test_a_burst_of_changes_becomes_one_redraw_more(stage: Stage) -> None:
    (stage.runbooks / "ten.md").write_text(TEN)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start ten v2.4.0")
        card = scene.card("Before")
        held = Held(UPDATE, card["ts"])
        stage.sandbox.before_call = held
        async with asyncio.TaskGroup() as people:
            people.create_task(scene.presses(BEN, "Done", card, near="Item 0"))
            await held.reached.wait()  # the first is on its way to Slack before there is a second
            for number in range(1, 10):
                people.create_task(scene.presses(BEN, "Done", card, near=f"Item {number}"))
            while (await scene.deeds()).count("item.done") < 10:  # noqa: ASYNC110 - all but Slack goes on
                await asyncio.sleep(0)
            held.let_go()
        assert "10 of 10 done" in words(scene.card("Before"))
        assert len([args for args in granted(scene, UPDATE) if args["ts"] == card["ts"]]) == 2


async def test_a_slow_place_keeps_no_other_waiting(scene: Scene) -> None:
    await scene.starts()
    slow, quick = Held(POST, "assignment:"), Awaited(UPDATE, "Done · Ben Okafor")
    scene.stage.sandbox.before_call, scene.stage.sandbox.after_call = slow, quick
    async with asyncio.TaskGroup() as people, asyncio.timeout(5):
        people.create_task(aside.assign(scene, ANA, "Tests green", to=CHI))
        await slow.reached.wait()
        people.create_task(scene.presses(BEN, "Done", scene.card("Before"), near="Team told"))
        await quick.reached.wait()
        assert scene.dm(CHI) == []
        slow.let_go()
    assert len(scene.dm(CHI)) == 1


async def test_a_deleted_card_is_posted_and_pinned_afresh(scene: Scene) -> None:
    first = await scene.starts()
    scene.stage.sandbox.world.channels[DEPLOYMENTS].remove(first["ts"])
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    second = scene.card("→")
    assert second["ts"] != first["ts"]
    assert "1 of 6 done" in words(second)
    assert pins(scene) == [second["ts"]]
    assert posted(scene)["run:1"] == 1


# Refused. ---------------------------------------------------------------------------------------------------


def complaints(scene: Scene) -> list[str]:
    return [message["text"] for message in scene.messages(OPERATIONS)]


async def test_what_slack_refuses_is_told_to_operations_once(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing(POST, "ekm_access_denied", times=1)
    await scene.types(ANA, "/deploy start small v2.4.0")
    [complaint] = complaints(scene)
    assert complaint.startswith("⚠️ I could not post in <#CDEPLOY>: `ekm_access_denied`.")
    assert posted(scene) == {"section:1/0": 1, "notice:undeliverable:run:1:2": 1}


async def test_what_was_refused_is_tried_again_at_the_next_change(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing(POST, "ekm_access_denied", times=1)
    await scene.types(ANA, "/deploy start small v2.4.0")
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "1 of 6 done" in words(scene.card("→"))
    assert len(complaints(scene)) == 1


async def test_a_place_that_takes_messages_again_gets_what_it_refused(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing(POST, "restricted_action", times=1)
    await scene.types(ANA, "/deploy start small v2.4.0")
    assert posted(scene) == {"section:1/0": 1, "run:1": 1, "notice:undeliverable:run:1:2": 1}


async def test_a_refusal_in_operations_itself_goes_round_in_no_circle(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing(POST, "restricted_action")
    await scene.types(ANA, "/deploy start small v2.4.0", channel=OPERATIONS)
    assert complaints(scene) == []
    assert scene.stage.sandbox.calls[-1].method != POST


async def test_a_person_who_cannot_be_written_to_is_named_to_operations(scene: Scene) -> None:
    await scene.starts()
    scene.stage.sandbox.before_call = refusing("conversations.open", "user_disabled")
    await aside.assign(scene, ANA, "Tests green", to=BEN)
    [complaint] = complaints(scene)
    assert complaint.startswith("⚠️ I could not post in <@UBEN>: `user_disabled`.")
    assert "For Ben Okafor" in words(scene.card("Before")), "the item is his all the same"


async def test_what_slack_does_not_understand_stops_nothing_else(scene: Scene) -> None:
    await scene.starts()
    scene.stage.sandbox.before_call = refusing(UPDATE, "invalid_blocks", times=1)
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    [complaint] = complaints(scene)
    assert "`invalid_blocks`" in complaint
    assert "1 of 6 done" in words(scene.card("→"))
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    assert "3 of 3 done" in words(scene.card("Before")), "the next change is shown"


# Pins. ------------------------------------------------------------------------------------------------------


def pins(scene: Scene) -> list[str]:
    channels = scene.stage.sandbox.state()["channels"]
    pinned: list[str] = next(one["pins"] for one in channels if one["id"] == DEPLOYMENTS)
    return pinned


async def test_a_pin_whose_answer_is_lost_is_pinned_once(scene: Scene) -> None:
    scene.stage.sandbox.after_call = breaking("pins.add")
    card = await scene.starts()
    assert pins(scene) == [card["ts"]]
    assert await left_undone(scene) == []


async def test_a_pin_that_has_to_wait_is_pinned_later(scene: Scene) -> None:
    scene.stage.sandbox.before_call = limiting("pins.add", seconds=1)
    card = await scene.starts()
    assert pins(scene) == [card["ts"]]


async def test_a_channel_with_too_many_pins_stops_nothing(scene: Scene) -> None:
    scene.stage.sandbox.before_call = refusing("pins.add", "too_many_pins")
    await scene.starts()
    assert pins(scene) == []
    assert await left_undone(scene) == ["too_many_pins"]
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "1 of 6 done" in words(scene.card("→"))


async def left_undone(scene: Scene) -> list[str]:
    """Why effects were not done, of those that are not."""
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        all_of_them = await tx.session.exec(select(Effect))
        return [str(effect.problem) for effect in all_of_them if effect.problem or not effect.ended_at]
