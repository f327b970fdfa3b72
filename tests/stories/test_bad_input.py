"""Checklists that cannot be run, each with its answer; and long ones that can."""

import pytest

from tests.stories import checklists
from tests.stories.scene import ANA, BEN, Scene, Stage, words

OVER_2_MB = b"- [ ] " + b"x" * 2_000_000
SEVERAL = "split it into several runbooks"


async def starting(scene: Scene) -> str:
    """What whoever tries to start it is told."""
    await scene.types(ANA, "/deploy start bad v1.0.0")
    return scene.told(ANA)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "The file is empty"),
        (b" \n\t\n", "The file is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "This is not a text file"),
        (b"# Plan\n\nDo it all.\n", "There is nothing to tick in the file"),
        (OVER_2_MB, f"larger than 2 MB: {SEVERAL}"),
        (b"- [ ] x\n" * 10_001, f"more than 10,000 items: {SEVERAL}"),
    ],
    ids=["empty", "blank", "binary", "nothing-to-tick", "over-2-MB", "over-10,000-items"],
)
async def test_a_checklist_that_cannot_be_run_says_why(stage: Stage, raw: bytes, says: str) -> None:
    (stage.runbooks / "bad.md").write_bytes(raw)
    async with stage.running() as scene:
        told = await starting(scene)
        assert told.startswith("The runbook `bad` cannot be run: ")
        assert says in told
        await scene.types(BEN, "/deploy start")
        assert scene.has_form(BEN), "the others can be run"


async def test_no_runbook_at_all_says_where_to_put_one(stage: Stage) -> None:
    (stage.runbooks / "small.md").unlink()
    async with stage.running() as scene:
        for typed in ("/deploy", "/deploy start", "/deploy start small v2.4.0"):
            await scene.types(ANA, typed)
            assert scene.told(ANA) == (
                "No runbook was found. Put a Markdown checklist into the runbooks folder "
                "(`RUNSHEET_RUNBOOKS`), or give me one: `/deploy read`."
            )
        await scene.presses(ANA, "Start a deployment", await scene.opens_home(ANA))
        assert "No runbook was found." in words(scene.form(ANA))


async def test_the_folder_itself_may_be_missing(stage: Stage) -> None:
    async with stage.running(runbooks=stage.runbooks / "elsewhere") as scene:
        await scene.types(ANA, "/deploy start")
        assert scene.told(ANA).startswith("No runbook was found.")


async def test_a_bad_checklist_picked_in_the_form_is_refused_there(stage: Stage) -> None:
    (stage.runbooks / "bad.md").write_bytes(b"")
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.picks(ANA, "runbook", "bad")
        assert "cannot be run: The file is empty" in words(scene.form(ANA))
        await scene.act(user=ANA, do="close", view=scene.form(ANA)["id"])
        await scene.submits(ANA)
        assert "cannot be run: The file is empty" in scene.errors(ANA)["runbook"]


async def test_two_thousand_items_work(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.numbered(2_000, in_each=50))
    async with stage.running() as scene:
        answer = await scene.types(ANA, "/deploy start small v1.0.0")
        assert answer["acknowledged"]
        assert answer["error"] is None
        assert "0 of 2000 done" in words(scene.card("→"))
        await scene.presses(BEN, "Done", scene.card("Part-0 (3/3)"), near="Step 50")
        assert "1 of 2000 done" in words(scene.card("→"))


async def test_a_single_section_of_hundreds_works_too(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.of(All=checklists.steps(600)))
    async with stage.running() as scene:
        await scene.starts()
        await scene.presses(BEN, "Done", scene.card("All (30/30)"), near="Step 600")
        assert "1 of 20 done" in words(scene.card("All (30/30)"))
        assert "1 of 600 done" in words(scene.card("→"))


async def test_names_and_values_as_long_as_they_come(stage: Stage) -> None:
    """A heading of thousands of characters makes neither a form nor a card that Slack would refuse."""
    long = "Parcel " * 500
    (stage.runbooks / "small.md").write_text(checklists.of(f"{long}v2.4.0", **{"S" + long: ["I" + long]}))
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA, previous="v" + "9" * 59, environment="e" * 150, zone="UTC")
        assert "0 of 1 done" in words(scene.messages()[0])
        section = scene.card("SParcel")
        await scene.presses(BEN, "Add an item…", section)
        await scene.submits(BEN, text="n" * 1000)
        await scene.presses(BEN, "Skip, assign…", scene.card("SParcel"))
        assert scene.form(BEN)["title"]["text"] == "Skip, assign…"
