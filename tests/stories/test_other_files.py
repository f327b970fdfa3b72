"""Checklists of other make: without a clock, of steps, of tables, with offsets, gates and ways back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.stories.scene import ANA, BEN, CHI, Scene, Stage, labels, words

FIXTURES = Path(__file__).parents[1] / "fixtures" / "runbooks"
NEXT = "Next section ▸"


async def begin(scene: Scene) -> None:
    """None of these files names its service."""
    await scene.types(ANA, "/deploy start small v2.4.0")
    await scene.submits(ANA, service="Orchid")
    while scene.has_form(ANA):  # what some of them leave open: Ben does it, and the rest is accepted
        asked = [block["block_id"] for block in scene.form(ANA)["blocks"] if block["type"] == "input"]
        answers = {each: BEN for each in asked if each.startswith("role-")}
        await scene.submits(ANA, **answers, **({"reason": "Read and known"} if "reason" in asked else {}))


@asynccontextmanager
async def running(stage: Stage, name: str) -> AsyncIterator[Scene]:
    """A run of that checklist, started by Ana."""
    (stage.runbooks / "small.md").write_bytes((FIXTURES / f"{name}.md").read_bytes())
    async with stage.running() as scene:
        await begin(scene)
        yield scene


def titles(scene: Scene) -> list[str]:
    """The headers of the section cards, in the order they were posted."""
    blocks = [block for message in scene.messages() for block in message["blocks"] or []]
    return [block["text"]["text"] for block in blocks if block["type"] == "header"][1:]


async def test_without_a_clock_it_runs_section_by_section(stage: Stage) -> None:
    async with running(stage, "steps") as scene:
        assert titles(scene) == ["Before you begin"]
        await scene.presses(ANA, NEXT, scene.card("Before you begin"))
        steps = scene.card("Release procedure")
        assert "1. Put the API into maintenance mode" in words(steps)
        assert "`./bin/migrate" in words(steps), "what to run stands under its step"
        for near in ("1. Put", "2. Run", "3. Wait", "4) Take"):
            await scene.presses(BEN, "Done", scene.card("Release procedure"), near=near)
        assert titles(scene) == ["Before you begin", "Release procedure", "After the release"]
        for near in ("1. Smoke", "1. The error"):
            await scene.presses(BEN, "Done", scene.card("After the release"), near=near)
        await scene.presses(BEN, "Done", scene.card("Notes"))
        assert titles(scene)[-1] == "Notes", "a rollback opens only when it is needed"


async def test_rows_of_a_table_are_ticked(stage: Stage) -> None:
    async with running(stage, "tables") as scene:
        card = scene.card("Readiness")
        assert "Owner: Finance Lead" in words(card)
        await scene.presses(BEN, "Done", card, near="Balances reconciled")
        assert "✅  Balances reconciled" in words(scene.card("Readiness"))
        await scene.presses(ANA, NEXT, scene.card("Readiness"))
        assert "⬜  Close the old ledger" in words(scene.card("Cutover steps"))


async def test_offsets_are_sections_in_their_order(stage: Stage) -> None:
    async with running(stage, "offsets") as scene:
        for title in ("T-7 days: Announce", "D-1: Freeze", "T-30 min", "T0: Launch"):
            assert titles(scene)[-1] == title
            await scene.presses(ANA, NEXT, scene.card(title))
        assert "Owner: Release Captain" in words(scene.card("D-1: Freeze"))


async def test_a_go_goes_on(stage: Stage) -> None:
    async with running(stage, "gates") as scene:
        card = scene.card("Before the release")
        assert labels(card).count("Done") == 1, "only the load test is simply done"
        await scene.presses(BEN, "GO", card, near="")
        assert "GO · Ben Okafor" in words(scene.card("Before the release"))
        await scene.presses(BEN, "Approved", scene.card("Before the release"))
        await scene.presses(BEN, "Done", scene.card("Before the release"), near="Load test")
        assert titles(scene)[-1] == "Release"
        assert "item.decided" in await scene.deeds()


async def test_a_no_go_holds_the_run_until_the_lead_resumes(stage: Stage) -> None:
    async with running(stage, "gates") as scene:
        await scene.presses(BEN, "Approved", scene.card("Before the release"))
        await scene.presses(BEN, "Done", scene.card("Before the release"), near="Load test")
        await scene.presses(CHI, "NO-GO", scene.card("Before the release"))
        await scene.submits(CHI, reason="Two blockers are open")
        assert titles(scene) == ["Before the release"], "complete, and yet it does not go on"
        run = words(scene.card("→"))
        assert "Held by Chi Nguyen: Go/no-go meeting held: NO-GO, Two blockers are open" in run
        await scene.presses(ANA, "Resume", scene.card("→"))
        assert titles(scene)[-1] == "Release"


async def test_a_reopened_decision_is_made_again(stage: Stage) -> None:
    async with running(stage, "gates") as scene:
        await scene.presses(BEN, "Rejected", scene.card("Before the release"))
        await scene.submits(BEN, reason="No window")
        await scene.presses(BEN, "Reopen…", scene.card("Before the release"), near="Change board")
        await scene.submits(BEN, reason="They found one")
        await scene.presses(BEN, "Approved", scene.card("Before the release"))
        assert "Approved · Ben Okafor" in words(scene.card("Before the release"))


async def test_of_several_ways_back_one_is_chosen(stage: Stage) -> None:
    async with running(stage, "ways-back") as scene:
        asked = scene.card("→")
        await scene.presses(BEN, "Rollback steps…", asked)
        form = scene.form(BEN)
        assert "Open the flags page" in words(form)
        (options,) = [block["element"]["options"] for block in form["blocks"] if block["type"] == "input"]
        assert [option["text"]["text"] for option in options] == [
            "Option A: Switch the feature off",
            "Option B: Previous image",
        ]
        await scene.submits(BEN, way=options[1]["value"])
        assert titles(scene) == ["Deploy", "Option B: Previous image"]
        assert "`./deploy.sh --to previous`" in words(scene.card("Option B"))
        assert "Held by Ben Okafor: going back: Option B: Previous image" in words(scene.card("→"))
        await scene.presses(CHI, "Rollback steps…", scene.card("→"))
        assert scene.told(CHI) == "“Option B: Previous image” is open already, and a run goes back one way."
        await scene.presses(CHI, "Done", scene.card("Option B"))
        assert titles(scene) == ["Deploy", "Option B: Previous image"]
        assert "rollback.opened" in await scene.deeds()


async def test_no_way_back_is_offered_where_the_file_says_none(stage: Stage) -> None:
    async with running(stage, "without-roles") as scene:
        assert "Rollback steps…" not in labels(scene.card("→"))


async def test_a_parent_ticked_before_its_children_is_said(stage: Stage) -> None:
    async with running(stage, "labels") as scene:
        await scene.presses(BEN, "Done", scene.card("Wren"), near="All of these are true")
        assert scene.told(BEN) == "Done. 2 items under it still open."


async def test_credentials_and_addresses_stay_out_of_channels(stage: Stage) -> None:
    item = "- [ ] Mail ana@example.com or call (555) 123-4567\n  - Verify: PASSWORD=hunter2!x\n"
    (stage.runbooks / "small.md").write_text(f"# T\n\n## Before\n\n{item}")
    async with stage.running() as scene:
        await begin(scene)
        shown = words(scene.card("Before"))
        assert "▒▒▒▒ or call ▒▒▒▒" in shown
        assert not [secret for secret in ("ana@", "123-4567", "hunter2") if secret in shown]


@pytest.mark.parametrize("steps", ["lists", "headings"])
async def test_nothing_to_tick_is_refused_with_the_hint_that_helps(stage: Stage, steps: str) -> None:
    (stage.runbooks / "small.md").write_bytes((FIXTURES / "prose.md").read_bytes())
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small v2.4.0")
        said = "\n".join(message["text"] for message in [*scene.messages(), *scene.messages("COPS")])
        assert f"steps={steps}" in said
