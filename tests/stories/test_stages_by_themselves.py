"""Stages that the side file lets the clock start: on time, or as soon as nothing stops them any more."""

from tests.stories.acting import bind
from tests.stories.scene import ANA, Scene, Stage, labels, words
from tests.stories.test_stages import CLOCK, DEPLOY, FIRST, READY, starts

BY_CLOCK = {"Deploy": "clock", "10:30 - First Traffic": "clock"}
"""Named without its time and with it."""


async def ready(scene: Scene) -> None:
    await scene.starts(what="clock v2.4.0")
    await scene.passes(hours=1)
    await starts(scene, READY)


def begun_by_themselves(scene: Scene) -> list[str]:
    return [m["text"] for m in scene.messages() if "has started by itself" in m["text"]]


async def test_it_starts_on_time_and_says_so(stage: Stage) -> None:
    bind(stage.runbooks, CLOCK, "clock", stages=BY_CLOCK)
    async with stage.running() as scene:
        await ready(scene)
        await scene.passes(minutes=55)
        assert "starts by itself" in scene.dm(ANA)[-1]["text"]
        assert "Starts by itself" in words(scene.card(DEPLOY))
        assert "Start stage" not in labels(scene.card(DEPLOY))
        await scene.passes(minutes=5)
        assert "▶️ Began" in words(scene.card(DEPLOY))
        (said,) = begun_by_themselves(scene)
        assert "*Deploy* has started by itself." in said
        await scene.passes(minutes=30)
        assert len(begun_by_themselves(scene)) == 2
        assert (await scene.deeds()).count("stage.begun") == 3
        assert all("has not" not in each["text"] for each in scene.dm(ANA))


async def test_what_stops_it_is_waited_for(stage: Stage) -> None:
    bind(stage.runbooks, CLOCK, "clock", stages=BY_CLOCK)
    async with stage.running() as scene:
        await ready(scene)
        await scene.types(ANA, "/deploy hold the database is slow")
        await scene.passes(hours=1, minutes=15)
        assert begun_by_themselves(scene) == []
        assert "the database is slow" in words(scene.card(DEPLOY))
        assert "was to start" in scene.dm(ANA)[-1]["text"]
        await scene.types(ANA, "/deploy resume")
        (said,) = begun_by_themselves(scene)
        assert "*Deploy* has started by itself, 15 min late." in said
        await scene.passes(minutes=14)
        assert len(begun_by_themselves(scene)) == 1
        await scene.passes(minutes=1)
        assert FIRST[8:] in begun_by_themselves(scene)[-1]


async def test_the_stage_before_it_is_waited_for(stage: Stage) -> None:
    bind(stage.runbooks, CLOCK, "clock", stages=BY_CLOCK)
    async with stage.running() as scene:
        await scene.starts(what="clock v2.4.0")
        await scene.passes(hours=2)
        assert begun_by_themselves(scene) == []
        await starts(scene, READY)
        assert "*Deploy* has started by itself" in begun_by_themselves(scene)[-1]
