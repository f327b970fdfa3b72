"""Slack, the network or the database in trouble: nothing acknowledged is lost, nothing is said twice."""

import asyncio
from collections import Counter

import pytest

from tests.stories.scene import ANA, BEN, CHI, Scene, words

CALLS_FAIL = [
    "ratelimited", "http_500", "http_500_after", "http_503_text", "non_json", "non_json_after",
    "reset_before", "reset_after",
]  # fmt: skip


def keys_said(scene: Scene) -> Counter[str]:
    """How often each of our messages stands in the channel."""
    said = (message.get("metadata") or {} for message in scene.messages())
    return Counter(metadata["event_payload"]["key"] for metadata in said if metadata)


@pytest.mark.parametrize("kind", CALLS_FAIL)
async def test_each_card_is_posted_once_however_a_call_fails(scene: Scene, kind: str) -> None:
    rule = {"method": "chat.postMessage", "kind": kind, "count": 1, "retry_after": 1}
    await scene.stage.sandbox.trouble({"calls": [rule]})
    await scene.starts()
    assert set(keys_said(scene).values()) == {1}
    assert "0 of 6 done" in words(scene.card("→"))
    assert scene.card("Before")


async def test_a_message_is_posted_once_where_looking_for_it_comes_too_often(scene: Scene) -> None:
    lost = {"method": "chat.postMessage", "kind": "reset_after", "count": 1}
    limited = {"method": "conversations.history", "kind": "ratelimited", "count": 1, "retry_after": 1}
    await scene.stage.sandbox.trouble({"calls": [lost, limited]})
    await scene.starts()
    assert set(keys_said(scene).values()) == {1}


@pytest.mark.parametrize("kind", CALLS_FAIL)
async def test_each_card_ends_true_however_a_call_fails(scene: Scene, kind: str) -> None:
    await scene.starts()
    rule = {"method": "chat.update", "kind": kind, "count": 2, "retry_after": 1}
    await scene.stage.sandbox.trouble({"calls": [rule]})
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "Done · Ben Okafor" in words(scene.card("Before"))
    assert "1 of 6 done" in words(scene.card("→"))


async def test_a_whole_story_delivered_twice_is_told_once(scene: Scene) -> None:
    await scene.stage.sandbox.trouble({"deliveries": [{"kind": "duplicate"}]})
    await scene.types(ANA, "/deploy start small v2.4.0")
    before = scene.card("Before")
    await scene.presses(BEN, "Attest 2 claims", before)
    await scene.presses(CHI, "Done", before, near="Team told")
    await scene.types(BEN, "/deploy hold not now")
    await scene.types(ANA, "/deploy resume")
    assert await scene.deeds() == [
        "run.prepared", "run.started", "section.opened", "item.attested", "item.attested", "item.done",
        "section.opened", "run.held", "run.resumed",
    ]  # fmt: skip
    assert set(keys_said(scene).values()) == {1}


async def test_two_presses_in_another_order_end_in_the_same_state(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    rule = {"of": "interactive", "kind": "reorder", "seconds": 0.2, "seed": 3}
    await scene.stage.sandbox.trouble({"deliveries": [rule]})
    await asyncio.gather(
        scene.presses(BEN, "Attest 2 claims", before),
        scene.presses(CHI, "Done", before, near="Team told"),
    )
    assert "3 of 6 done" in words(scene.card("→"))
    assert scene.card("During")


async def test_what_comes_due_while_slack_is_away_is_said_when_it_is_back(scene: Scene) -> None:
    await scene.starts()
    scene.stage.sandbox.go_away()
    due = await scene.bot.next_due()
    assert due is not None
    scene.stage.clock.jump_to(due)
    async with asyncio.timeout(10):
        while "run.planned_start_reached" not in await scene.deeds():  # noqa: ASYNC110 - a row, not an event
            await asyncio.sleep(0)
    scene.stage.sandbox.come_back()
    await scene.settled()
    assert "has come: 0 of 6 items done" in "\n".join(message["text"] for message in scene.messages())
