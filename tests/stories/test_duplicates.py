"""Everything Slack may deliver twice: done once, answered the same."""

import pytest

from tests.stories.aside import ask, choice
from tests.stories.scene import ANA, BEN, Scene, Stage, words

pytestmark = pytest.mark.everywhere


async def test_a_command_that_starts(scene: Scene) -> None:
    first = await scene.types(ANA, "/deploy start small v2.4.0")
    deeds = await scene.deeds()
    again = await scene.comes_again()
    assert again["with"] == first["with"]
    assert await scene.deeds() == deeds
    assert len(scene.messages()) == 2, "the run and its first section"


async def test_the_answer_to_a_duplicate_is_the_first_one_whatever_happened_since(scene: Scene) -> None:
    await scene.starts()
    first = await scene.types(BEN, "/deploy list")
    deliveries = scene.stage.sandbox.deliveries
    assert deliveries.last
    kind, payload = deliveries.last
    await scene.types(BEN, "/deploy hold not now")
    again = await deliveries.deliver(kind, payload)
    assert again.payload == first["with"]
    assert "🟢 Running" in first["with"]["text"]


async def test_a_command_that_opens_a_form(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    again = await scene.comes_again()
    assert again["acknowledged"]
    assert again["with"] is None, "nothing went wrong"
    assert len(scene.stage.sandbox.state()["views"][ANA]) == 1


async def test_a_press(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    messages = scene.messages()
    assert (await scene.comes_again())["acknowledged"]
    assert (await scene.deeds()).count("item.done") == 1
    assert scene.messages() == messages, "nobody is told that it was done already"


async def test_a_form(scene: Scene) -> None:
    await scene.starts()
    await ask(scene, BEN, "Before")
    item = choice(scene.form(BEN), "Team told")
    first = await scene.submits(BEN, item=item, reason="Nobody is affected")
    again = await scene.comes_again()
    assert again["with"] == first["with"]
    assert (await scene.deeds()).count("item.skipped") == 1


async def test_a_refused_form(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    first = await scene.submits(ANA, version="latest")
    assert (await scene.comes_again())["with"] == first["with"]
    await scene.submits(ANA, version="v2.4.0")
    assert (await scene.deeds()).count("run.prepared") == 1, "what was corrected is no duplicate"


async def test_a_mention(scene: Scene) -> None:
    await scene.says(BEN, "@runsheet help")
    await scene.comes_again()
    assert len(scene.messages()) == 2


async def test_a_visit_to_the_home_tab(scene: Scene) -> None:
    home = await scene.opens_home(BEN)
    assert (await scene.comes_again())["acknowledged"]
    assert words(scene.home(BEN)) == words(home)


async def test_after_a_restart(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.starts()
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    async with stage.running() as scene:
        assert (await scene.comes_again())["acknowledged"]
        assert (await scene.deeds()).count("item.done") == 1
