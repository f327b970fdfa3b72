"""What the messages of a run are like: complete in words, within Slack's limits, said once, kept true."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import shipped
from tests.stories.aside import assign
from tests.stories.scene import ANA, BEN, DEPLOYMENTS, OPERATIONS, Json, Scene, Stage, words


def buttons(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("type") == "button":
                yield element


def keys(scene: Scene) -> Counter[str]:
    """How often each message of ours was posted, by the key in its metadata."""
    channels = [channel["id"] for channel in scene.stage.sandbox.state()["channels"]]
    posted = [m for channel in channels for m in scene.messages(channel) if m["metadata"]]
    return Counter(message["metadata"]["event_payload"]["key"] for message in posted)


async def lived(scene: Scene) -> None:
    """A run through most of what can happen, up to its last section."""
    await scene.opens_home(BEN)
    card = await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    await scene.types(BEN, "/deploy hold not now")
    await scene.presses(ANA, "Resume", scene.card("→"))
    await scene.presses(BEN, "Done", scene.dm(BEN)[0])
    await scene.presses(ANA, "Next section ▸", scene.card("During"))
    await scene.types(BEN, "/deploy abort wrong build")
    await scene.presses(ANA, "Withdraw", scene.card("→"))
    assert card["ts"] == scene.card("→")["ts"], "one card, kept true"


async def test_every_text_says_it_all(scene: Scene) -> None:
    await lived(scene)
    assert scene.card("→")["text"] == (
        "Parcel Tracking v2.4.0 to production, run 1: running. 3 of 6 items done. Lead: Ana Ruiz. "
        "Now: After · 1 open."
    )
    assert scene.card("During")["text"] == "During: 0 of 2 done.\nOpen: Traffic moved\nOpen: Errors watched"
    assert scene.card("Before")["text"] == (
        "Before: 3 of 3 done.\nDone: Tests green\nDone: Backup taken\nDone: Team told"
    )
    await scene.types(BEN, "/deploy hold not now")
    assert "held. 3 of 6 items done. Lead: Ana Ruiz. Held by Ben Okafor: not now" in scene.card("→")["text"]


async def test_every_button_says_aloud_what_it_is_about(scene: Scene) -> None:
    await lived(scene)
    drawn = [call.args["blocks"] for call in scene.stage.sandbox.calls if call.args.get("blocks")]
    drawn.append(scene.home(BEN)["blocks"])
    found = [button for blocks in drawn for button in buttons(blocks)]
    assert len(found) > 50
    for button in found:
        assert 0 < len(button["accessibility_label"]) <= 75
        assert len(button["accessibility_label"]) >= len(button["text"]["text"])
    for blocks in drawn:
        labels = [button["accessibility_label"] for button in buttons(blocks)]
        assert len(labels) == len(set(labels)), "a screen reader tells the buttons of a card apart"


async def test_the_largest_card_stays_within_fifty_blocks(stage: Stage) -> None:
    """Twenty items, each too long to be shown whole, every other one claimed."""
    long = "Verify & compare " * 40
    rows = [f"- [{' x'[at % 2]}] {at}. {long}" for at in range(20)]
    text = "\n".join(
        ["# Release\n\n## Parcel Tracking v2.4.0\n\n### Full\n", *rows, "\n### Last\n\n- [ ] End"]
    )
    (stage.runbooks / "small.md").write_text(text)
    async with stage.running() as scene:
        await scene.starts()
        card = scene.card("Full")
        assert 40 < len(card["blocks"]) <= 50
        assert len(card["text"]) <= 4000
        await scene.presses(BEN, "Attest 10 claims", card)
        assert "10 of 20 done" in words(scene.card("Full"))


async def test_the_run_card_is_pinned_while_the_run_is_open(scene: Scene) -> None:
    card = await scene.starts()
    assert pins(scene) == [card["ts"]]
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    assert pins(scene) == []


def pins(scene: Scene) -> list[str]:
    channels = scene.stage.sandbox.state()["channels"]
    return [ts for channel in channels if channel["id"] == DEPLOYMENTS for ts in channel["pins"]]


async def test_a_tick_posts_nothing(scene: Scene) -> None:
    await scene.starts()
    before = len(scene.messages())
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    assert len(scene.messages()) == before


async def test_after_a_restart_cards_are_true_and_nothing_is_posted_twice(stage: Stage) -> None:
    async with stage.running() as scene:
        await lived(scene)
        posted, cards = keys(scene), [words(message) for message in scene.messages()]
    async with stage.running() as scene:
        assert [words(message) for message in scene.messages()] == cards
        assert keys(scene) == posted
        assert set(posted.values()) == {1}
        await scene.presses(BEN, "Done", scene.card("During"), near="Traffic moved")
        assert "1 of 2 done" in words(scene.card("During"))
        assert "4 of 6 done" in words(scene.card("→"))


async def test_the_file_may_change_or_go_while_a_run_is_under_way(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.starts()
    (stage.runbooks / "small.md").unlink()
    async with stage.running() as scene:
        await scene.presses(ANA, "Next section ▸", scene.card("Before"))
        assert "Traffic moved" in words(scene.card("During"))
        await scene.types(BEN, "/deploy start small v2.4.1")
        assert scene.told(BEN).startswith("No runbook was found."), "it is not offered any more"


async def test_open_cards_come_back_in_a_slack_that_forgot_everything(stage: Stage) -> None:
    """As at the second start of the demo, whose Slack begins empty."""
    async with stage.running() as scene:
        await scene.starts()
    stage.sandbox.world.channels[DEPLOYMENTS].messages.clear()
    async with stage.running() as scene:
        assert "0 of 6 done" in words(scene.card("→"))
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        assert "1 of 6 done" in words(scene.card("→"))


async def test_a_card_somebody_deleted_comes_back(scene: Scene) -> None:
    await scene.starts()
    channel = scene.stage.sandbox.world.channels[DEPLOYMENTS]
    channel.remove(scene.card("Before")["ts"])
    await scene.presses(ANA, "Next section ▸", scene.card("→"))
    assert "0 of 3 done" in words(scene.card("Before"))
    assert keys(scene)["section:1/0"] == 1


async def test_a_channel_the_bot_cannot_reach_is_told_to_the_operators(scene: Scene) -> None:
    world = scene.stage.sandbox.world
    world.channels["CGENERAL"].is_private = True
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, channel="CGENERAL")
    warnings = [message["text"] for message in scene.messages(OPERATIONS)]
    assert "⚠️ I could not post in <#CGENERAL>: `channel_not_found`." in warnings[0]


@pytest.mark.parametrize("path", sorted(shipped.RUNBOOKS.glob("*.md")), ids=lambda path: path.stem)
async def test_every_shipped_runbook_runs_to_its_end(stage: Stage, path: Path) -> None:
    async with stage.running(runbooks=path) as scene:
        card = await scene.starts(ANA, f"{path.stem} v2.4.0")
        while "Next section ▸" in [button["text"]["text"] for button in buttons(scene.card("→")["blocks"])]:
            await scene.presses(ANA, "Next section ▸", scene.card("→"))
        await scene.presses(ANA, "Finish…", card)
        await scene.submits(ANA, reason="Only a rehearsal")
        assert "🏁 Closed" in words(scene.messages()[0])
        assert keys(scene)
        assert not [call for call in scene.stage.sandbox.calls if not call.answer["ok"]]
