"""The planned start: said in the run's thread when its time has come, whatever happened to the bot."""

from tests.stories.scene import ANA, BEN, Scene, Stage

COME = "⏰ The planned start, <!date^1773043500^{time}|2026-03-09 08:05 UTC>, has come: 0 of 6 items done."


async def test_it_is_said_in_the_thread_when_it_comes(scene: Scene) -> None:
    card = await scene.starts()
    await scene.passes(minutes=4, seconds=59)
    assert scene.thread(card) == []
    await scene.passes(seconds=1)
    assert scene.thread(card) == [COME]
    assert (await scene.journal())[-1].who == "clock"
    await scene.passes(days=1)
    assert scene.thread(card) == [COME]


async def test_it_says_how_far_the_run_is(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    await scene.passes(minutes=5)
    assert scene.thread(card)[0].endswith("has come: 2 of 6 items done.")


async def test_the_page_can_jump_to_it(scene: Scene) -> None:
    card = await scene.starts()
    answer = await scene.act(do="clock", jump=True)
    assert answer["jumped_to"] == "2026-03-09T08:05:00.000Z"
    assert scene.thread(card) == [COME]
    assert (await scene.act(do="clock", jump=True))["error"] == "nothing_due"


async def test_it_is_not_said_of_a_run_that_has_ended(scene: Scene) -> None:
    card = await scene.starts()
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    assert (await scene.act(do="clock", jump=True))["error"] == "nothing_due"
    await scene.passes(minutes=10)
    assert not [said for said in scene.thread(card) if said.startswith("⏰")]
    assert (await scene.deeds())[-1] == "run.closed"


async def test_it_survives_a_restart(stage: Stage) -> None:
    async with stage.running() as scene:
        card = await scene.starts()
    async with stage.running() as scene:
        assert scene.thread(card) == []
        await scene.passes(minutes=5)
        assert scene.thread(card) == [COME]


async def test_what_came_due_while_the_bot_was_away_is_said_once_it_is_back(stage: Stage) -> None:
    async with stage.running() as scene:
        card = await scene.starts()
    stage.clock.jump_to(stage.clock.now().replace(hour=9))
    async with stage.running() as scene:
        await scene.settled()
        assert scene.thread(card) == [COME]
    async with stage.running() as scene:
        assert scene.thread(card) == [COME]
