"""Cards that Slack does not let us change, channels that are closed, and a card we cannot draw ourselves."""

from dataclasses import replace

import pytest

from commands import FEATURES
from commands.feature import Card, Feature
from store.db import Transaction
from tests.bot.faults import refusing
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, OPERATIONS, Scene, Stage, words

UPDATE = "chat.update"


def pins(scene: Scene) -> list[str]:
    channels = scene.stage.sandbox.state()["channels"]
    pinned: list[str] = next(one["pins"] for one in channels if one["id"] == DEPLOYMENTS)
    return pinned


def warnings(scene: Scene) -> list[str]:
    return [message["text"] for message in scene.messages(OPERATIONS)]


# Edited away. -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["cant_update_message", "edit_window_closed"])
async def test_a_card_that_may_not_be_changed_is_posted_afresh(scene: Scene, error: str) -> None:
    first = await scene.starts()
    scene.stage.sandbox.before_call = refusing(UPDATE, error, times=2)
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    run, section = scene.card("→"), scene.card("Before")
    assert run["ts"] != first["ts"]
    assert "1 of 6 done" in words(run)
    assert "Done · Ben Okafor" in words(section)
    assert pins(scene) == [run["ts"]], "the one before is unpinned"
    await scene.presses(CHI, "Attest 2 claims", section)
    assert (scene.card("→")["ts"], scene.card("Before")["ts"]) == (run["ts"], section["ts"])
    assert "3 of 6 done" in words(scene.card("→"))
    assert warnings(scene) == []


# Archived. --------------------------------------------------------------------------------------------------


async def test_an_archived_channel_is_said_once_and_its_run_goes_on(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    scene.stage.sandbox.world.channels[DEPLOYMENTS].is_archived = True
    await scene.types(ANA, "/deploy hold too many errors", channel=OPERATIONS)
    await scene.types(ANA, "/deploy resume", channel=OPERATIONS)
    await scene.opens_home(BEN)
    [warning] = warnings(scene)
    assert warning.startswith("⚠️ I could not post in <#CDEPLOY>: `is_")
    assert "unarchive it, then `/deploy status` brings the cards back" in warning
    assert (await scene.deeds())[-2:] == ["run.held", "run.resumed"]
    assert before == scene.card("Before")


async def test_unarchived_a_channel_is_brought_up_to_date_by_status(scene: Scene) -> None:
    card = await scene.starts()
    channel = scene.stage.sandbox.world.channels[DEPLOYMENTS]
    channel.is_archived = True
    await scene.types(ANA, "/deploy hold too many errors", channel=OPERATIONS)
    channel.is_archived = False
    await scene.types(BEN, "/deploy status")
    [now] = [message for message in scene.messages() if message["ts"] == card["ts"]]
    assert "Held" in words(now)
    assert scene.thread(card) == ["⏸️ Held by Ana Ruiz: too many errors"]
    assert len(warnings(scene)) == 1


async def test_unarchived_a_channel_is_brought_up_to_date_by_the_next_change(scene: Scene) -> None:
    card = await scene.starts()
    channel = scene.stage.sandbox.world.channels[DEPLOYMENTS]
    channel.is_archived = True
    await scene.types(ANA, "/deploy hold too many errors", channel=OPERATIONS)
    channel.is_archived = False
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert "Held" in words(scene.card("→"))
    assert len(scene.thread(card)) == 1


async def test_archived_once_more_it_is_said_once_more(scene: Scene) -> None:
    await scene.starts()
    channel = scene.stage.sandbox.world.channels[DEPLOYMENTS]
    for deed in ("hold too many errors", "resume"):
        channel.is_archived = True
        await scene.types(ANA, f"/deploy {deed}", channel=OPERATIONS)
        channel.is_archived = False
        await scene.types(ANA, "/deploy status")
    assert len(warnings(scene)) == 2


# Not to be drawn. -------------------------------------------------------------------------------------------


class Broken:
    """Draws a section's card, unless it is told to fail."""

    def __init__(self) -> None:
        self.fails = False
        [owner] = [feature for feature in FEATURES if "section" in feature.draws]
        self._draw = owner.draws["section"]
        drawn = replace(owner, draws={**owner.draws, "section": self.draw})
        self.features: tuple[Feature, ...] = tuple(drawn if each is owner else each for each in FEATURES)

    async def draw(self, tx: Transaction, team_id: str, subject: str) -> Card:
        if self.fails:
            raise LookupError("a column that nobody migrated")
        return await self._draw(tx, team_id, subject)


async def test_a_card_that_cannot_be_drawn_is_given_up_until_it_changes(stage: Stage) -> None:
    broken = Broken()
    stage.features = broken.features
    async with stage.running() as scene:
        await scene.starts()
        before = scene.card("Before")
        broken.fails = True
        await scene.presses(
            BEN, "Attest 2 claims", before
        )  # settled: nothing is left to do, in a minute either
        assert "2 of 6 done" in words(scene.card("→")), "the other card is as true as ever"
        assert scene.card("Before") == before
        [warning] = warnings(scene)
        assert "I could not draw a card in <#CDEPLOY>" in warning
        assert "LookupError" not in warning
        assert (await scene.bot.checks())["delivery"] is True
        broken.fails = False
        await scene.presses(CHI, "Done", before, near="Team told")
        assert "3 of 3 done" in words(scene.card("Before"))
        assert len(warnings(scene)) == 1
