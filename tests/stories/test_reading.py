"""Looking at a runbook before anything is scheduled: its reading, its problems, its plan."""

import asyncio
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from bot import shipped
from store import runbooks
from tests.stories.scene import ANA, BEN, IDA, Json, Scene, Stage, labels, words

SHIPPED = (shipped.RUNBOOKS / "production-deployment.md").read_text()
ITEM = "Announce it"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """With the default runbook beside the small one; stories begin two days before its deployment."""
    (stage.runbooks / "release.md").write_text(SHIPPED)
    return stage


def shown(scene: Scene, user: str) -> Json:
    """The last message that only this person sees."""
    return [message for message in scene.messages() if message.get("ephemeral_to") == user][-1]


async def window(scene: Scene, tab: str, user: str = ANA) -> Json:
    await scene.types(user, "/deploy plan release")
    await scene.presses(user, tab, scene.form(user))
    return scene.form(user)


# What it is read as. ----------------------------------------------------------------------------------------


async def test_a_runbook_is_named_and_its_reading_comes_as_a_card(scene: Scene) -> None:
    await scene.types(ANA, "/deploy read release")
    card = shown(scene, ANA)
    assert card["text"].startswith("Production Release Runbook: 119 items (38 ticked), 8 stages, 4 traffic")
    assert "Parcel Tracking v2.4.0 · `release`" in words(card)
    assert "Deployment" in words(card)
    assert "⛔ *E1* line 7 and 10 more like it · Deployment Lead is still" in words(card)
    assert "more under *Problems*" in words(card)
    assert labels(card) == ["Lines", "Problems", "Plan"]


async def test_what_each_line_was_read_as(scene: Scene) -> None:
    await scene.types(ANA, "/deploy read release")
    await scene.presses(ANA, "Lines", shown(scene, ANA))
    first = scene.form(ANA)
    assert "`1` *title*  # Production Release Runbook" in words(first)
    assert "Page 1 of 7" in words(first)
    await scene.presses(ANA, "Later ›", first)
    second = scene.form(ANA)
    assert "Page 2 of 7" in words(second)
    assert "`82` *stage*  ### 08:00 - Deploy" in words(second)
    await scene.presses(ANA, "‹ Earlier", second)
    assert words(scene.form(ANA)) == words(first)


async def test_every_problem_says_what_to_do(scene: Scene) -> None:
    await window(scene, "Problems")
    said = words(scene.form(ANA))
    while "Later ›" in labels(scene.form(ANA)):
        await scene.presses(ANA, "Later ›", scene.form(ANA))
        said += words(scene.form(ANA))
    assert "⚠️ *W4* line 332 · “Approval to Deploy” stands after “08:00 - Deploy”" in said
    assert "_Its card is posted before that stage; move the section up to read so._" in said


async def test_a_misspelt_name_is_answered_with_the_nearest(scene: Scene) -> None:
    for typed in ("/deploy read relase", "/deploy plan relase"):
        await scene.types(ANA, typed)
        assert scene.told(ANA) == "There is no runbook `relase`. Did you mean `release`?"


async def test_a_file_that_cannot_be_run_says_why(stage: Stage) -> None:
    (stage.runbooks / "notes.md").write_text("# Notes\n\nNothing to do here.\n")
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy read notes")
        assert scene.told(ANA).startswith("The runbook `notes` cannot be run: There is nothing to tick")


# The plan. --------------------------------------------------------------------------------------------------


async def test_the_plan_has_every_action_in_both_zones(scene: Scene) -> None:
    await scene.types(ANA, "/deploy plan release")
    first = words(scene.form(ANA))
    start = int(datetime(2026, 3, 11, 1, 0, tzinfo=UTC).timestamp())
    assert f"*Planned start* <!date^{start}^" in first
    assert "Wed 11 Mar 2026 08:00 (UTC+07:00)" in first
    assert "Mon 9 Mar 2026 08:00 (UTC+07:00)\n*communication* · Stakeholders: Email with scope" in first
    said = [first]
    while "Later ›" in labels(scene.form(ANA)):
        await scene.presses(ANA, "Later ›", scene.form(ANA))
        said.append(words(scene.form(ANA)))
    whole = "\n".join(said)
    assert whole.count("*check-in*") == 16 + 20 + 36
    assert "`live +2 h` expected <!date^" in whole
    assert "_if issues occur_ · Stakeholders: Email without delay if issues occur · line 234" in whole


async def test_a_start_that_is_past_is_shown_from_the_next_such_time_on(scene: Scene) -> None:
    await scene.passes(days=30)
    await scene.types(ANA, "/deploy plan release")
    said = words(scene.form(ANA))
    assert "The checklist says Wed 11 March 2026 08:00 (UTC+07:00), which is past" in said
    assert "· Thu 9 Apr 2026 08:00 (UTC+07:00)" in said


async def test_another_start_is_picked(scene: Scene) -> None:
    await scene.types(ANA, "/deploy plan release")
    moved = int(datetime(2026, 6, 2, 1, 0, tzinfo=UTC).timestamp())
    form = scene.form(ANA)
    [picker] = [block for block in form["blocks"] if block["block_id"] == "start"]
    at = {"action_id": picker["elements"][0]["action_id"], "block_id": "start", "selected": moved}
    await scene.act(user=ANA, do="click", view=form["id"], **at)
    assert "*Planned start* <!date^1780362000^" in words(scene.form(ANA))
    await scene.presses(ANA, "Later ›", scene.form(ANA))
    assert "Tue 2 Jun" in words(scene.form(ANA)), "the next page keeps it"


async def test_the_zone_bound_counts_the_days_and_a_wrong_side_file_is_said(stage: Stage) -> None:
    (stage.runbooks / "release.bindings.yaml").write_text("zone: America/New_York\n")
    (stage.runbooks / "small.bindings.yaml").write_text("zone: Nowhere\n")
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy plan release")
        assert "Tue 10 Mar 2026 21:00 (EDT)" in words(scene.form(ANA))
        await scene.types(ANA, "/deploy read small")
        assert "⛔ *Side file* small.bindings.yaml" in words(shown(scene, ANA))


async def test_a_guest_may_look(scene: Scene) -> None:
    plan = await window(scene, "Lines", IDA)
    assert "`1` *title*" in words(plan)
    assert "This is just text" not in labels(plan)


async def test_with_one_runbook_the_plan_needs_no_name(stage: Stage) -> None:
    (stage.runbooks / "release.md").unlink()
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy plan")
        assert "*Small Deployment*" in words(scene.form(ANA))
        assert "The checklist names no date, time and zone" in words(scene.form(ANA))


# The folder is read again. ----------------------------------------------------------------------------------


async def test_a_file_that_changes_is_read_again_and_a_run_keeps_its_own(scene: Scene) -> None:
    await scene.starts()
    small = scene.stage.runbooks / "small.md"
    small.write_text(small.read_text().replace("- [ ] Team told", f"- [ ] Team told\n- [ ] {ITEM}"))
    (scene.stage.runbooks / "release.md").unlink()
    await read_again(scene, "small", "release")
    await scene.types(ANA, "/deploy read small")
    assert scene.told(ANA).startswith("Small Deployment: 7 items")
    assert ITEM not in words(scene.card("Before"))
    await scene.types(ANA, "/deploy read release")
    assert scene.told(ANA) == "There is no runbook `release`. There are: `small`"


async def read_again(scene: Scene, *names: str) -> None:
    """The folder is looked at every few seconds, and when it is woken."""
    for name in names:
        file = scene.stage.runbooks / f"{name}.md"
        wanted = sha256(file.read_bytes()).hexdigest() if file.exists() else None
        while await version(scene, name) != wanted:
            scene.bot.library.loop.wake()
            await asyncio.sleep(0.01)


async def version(scene: Scene, name: str) -> str | None:
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        kept = await runbooks.named(tx, scene.bot.team_id, name)
    return kept.sha256 if kept else None


# Overruling. ------------------------------------------------------------------------------------------------


async def lines_of_small(scene: Scene, user: str = ANA) -> Json:
    await scene.types(user, "/deploy plan small")
    await scene.presses(user, "Lines", scene.form(user))
    return scene.form(user)


async def test_an_operator_says_that_an_item_is_only_text(scene: Scene) -> None:
    await scene.presses(ANA, "This is just text", await lines_of_small(scene), near="Team told")
    assert "only text, says Ana Ruiz" in words(scene.form(ANA))
    assert [(e.who, e.detail["text"]) for e in await scene.journal_of("runbook:small")] == [
        (ANA, "Team told")
    ]
    await scene.starts()
    assert "Team told" not in words(scene.card("Before"))


async def test_it_holds_for_the_next_version_and_can_be_undone(scene: Scene) -> None:
    await scene.presses(ANA, "This is just text", await lines_of_small(scene), near="Team told")
    small = scene.stage.runbooks / "small.md"
    small.write_text(small.read_text().replace("### Before\n", f"### Before\n\n- [ ] {ITEM}\n"))
    await read_again(scene, "small")
    lines = await lines_of_small(scene)
    assert "only text, says Ana Ruiz" in words(lines)
    await scene.types(ANA, "/deploy read small")
    assert scene.told(ANA).startswith("Small Deployment: 6 items"), "one more, one overruled"
    await scene.presses(ANA, "As it was read", lines, near="Team told")
    assert "only text" not in words(scene.form(ANA))


async def test_an_operator_says_that_an_item_is_a_gate(scene: Scene) -> None:
    await scene.presses(ANA, "This is a gate", await lines_of_small(scene), near="Traffic moved")
    assert "a gate, says Ana Ruiz" in words(scene.form(ANA))


async def test_nobody_else_overrules(scene: Scene) -> None:
    theirs = await lines_of_small(scene, BEN)
    await scene.presses(ANA, "This is a gate", await lines_of_small(scene), near="Team told")
    assert not {"This is just text", "This is a gate"} & set(labels(theirs))
    await scene.forges(BEN)
    assert "This is for the admins of the workspace" in words(scene.form(BEN))


async def test_the_last_item_stays_one(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text("# One\n\n- [ ] Only\n")
    async with stage.running() as scene:
        await scene.presses(ANA, "This is just text", await lines_of_small(scene), near="Only")
        assert "This is the last item of the runbook" in words(scene.form(ANA))
