"""Two people at the same moment: one does it, the other is told, and nothing is half done."""

from asyncio import gather

import pytest

from tests.stories.scene import ANA, BEN, CHI, Scene, words

pytestmark = pytest.mark.everywhere


async def test_two_who_start_the_same_deployment(scene: Scene) -> None:
    line = "/deploy start small v2.4.0"
    await gather(scene.types(BEN, line), scene.types(CHI, line))
    prepared = (await scene.journal())[0]
    name, other = {BEN: ("Ben Okafor", CHI), CHI: ("Chi Nguyen", BEN)}[prepared.who]
    assert f"led by {name} since " in scene.told(other)
    assert await scene.journal(2) == []
    assert len([message for message in scene.messages() if not message["ephemeral_to"]]) == 2


async def test_two_who_complete_a_section_together_open_the_next_once(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await gather(
        scene.presses(BEN, "Attest 2 claims", before),
        scene.presses(CHI, "Done", before, near="Team told"),
    )
    assert (await scene.deeds()).count("section.opened") == 2
    assert "Now: *During*" in words(scene.card("→"))


async def test_a_tick_and_the_end_of_the_run(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(ANA, "Finish…", card)
    await gather(
        scene.submits(ANA, reason="Only a rehearsal"),
        scene.presses(BEN, "Done", scene.card("Before"), near="Team told"),
    )
    deeds = await scene.deeds()
    assert deeds[-1] == "run.closed"
    ticked = deeds.count("item.done")
    assert f"{ticked} of 6 done" in words(scene.card("→"))
    if not ticked:
        assert scene.told(BEN) == "The run has ended: its checklist cannot change any more."


async def test_a_crowd_ticks_everything_and_each_item_once(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    crowd = (ANA, BEN, CHI, "UDEV", "UEMI", "UFIN", "UGIA", "UHUG")
    await gather(*(scene.presses(user, "Done", before, near="Team told") for user in crowd))
    done = [entry.who for entry in await scene.journal() if entry.what == "item.done"]
    assert len(done) == 1
    told = [user for user in crowd if user not in done]
    assert all(scene.told(user).startswith("Already done: ") for user in told)
