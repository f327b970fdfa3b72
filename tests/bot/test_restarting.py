"""What a bot finds of the one before it."""

from datetime import timedelta

from sqlmodel import select

from store.inbox import Delivered
from tests.stories.scene import BEN, Scene, Stage, words


async def delivered(scene: Scene) -> int:
    """How many deliveries are remembered as handled."""
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        return len((await tx.session.exec(select(Delivered))).all())


async def test_cards_that_are_gone_are_posted_afresh(stage: Stage) -> None:
    async with stage.running() as scene:
        card = await scene.starts()
    stage.sandbox.world.channels[card["channel"]].remove(card["ts"])
    async with stage.running() as scene:
        assert scene.card("→")["ts"] != card["ts"]
        assert words(scene.card("→")) == words(card)


async def test_deliveries_that_cannot_come_again_are_forgotten(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.starts()
        stage.clock.jump_to(stage.clock.now() + timedelta(hours=20))
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
        assert await delivered(scene) == 2
    stage.clock.jump_to(stage.clock.now() + timedelta(hours=6))
    async with stage.running() as scene:
        assert await delivered(scene) == 1
        await scene.comes_again()
        assert await delivered(scene) == 1, "the younger one is known"
        assert (await scene.deeds()).count("item.done") == 1
