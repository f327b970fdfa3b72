"""Preparing a run step by step: people, numbers, problems, the plan; what is saved, and who may what."""

from asyncio import gather

import pytest

from bot import shipped
from commands import roles
from commands.preparing.rules import field_of
from store import runs
from tests.stories import checklists
from tests.stories.scene import ANA, BEN, CHI, IDA, MORNING, Scene, Stage, labels, words
from tests.stories.test_stages import CLOCK

OPEN = (
    CLOCK.replace("10:00 UTC\n", "10:00 UTC\n**Deployment Lead:** [Name]\n")
    + """
## Rollback Plan

### Automatic Rollback Triggers

- Error rate > 10% for 5 minutes
- Critical security flaw reported

### Rollback Procedure

```bash
# 1. Watch it recover
watch -n 10 'curl http://localhost:8000/health'
```

## Success Criteria

### Business Success (Week 1)

- [ ] Support contacts < baseline

## Sign-Off

### Pre-Deployment Approval

- [ ] **QA Lead:** _______ **Date:** _______
- [ ] **CTO:** _______ **Date:** _______
"""
)
"""The clocked deployment with everything open that a checklist can leave open."""

QA, CTO = field_of("role", "QA Lead"), field_of("role", "CTO")
BASELINE = field_of("baselines", "support contacts")
SIGNAL = field_of("signals", "Critical security flaw reported")
PROBE = "probes:\n  health: {http: 'https://tracking.example.com/healthz', every: 10s, until: 3 ok}\n"


@pytest.fixture
def stage(stage: Stage) -> Stage:
    (stage.runbooks / "small.md").write_text(OPEN)
    return stage


def title(scene: Scene, user: str = ANA) -> str:
    return str(scene.form(user)["title"]["text"])


def asked(scene: Scene, user: str = ANA) -> list[str]:
    """The labels of what the open form asks."""
    return [block["label"]["text"] for block in scene.form(user)["blocks"] if block["type"] == "input"]


async def to_problems(scene: Scene, user: str = ANA) -> None:
    """The form, the people, and the numbers, all answered."""
    await scene.types(user, "/deploy start")
    await scene.submits(user, lead=CHI)
    await scene.submits(user, **{QA: BEN, CTO: "UHUG"})
    await scene.submits(user, **{BASELINE: "120", SIGNAL: "webhook"})


async def to_the_plan(scene: Scene, user: str = ANA) -> None:
    await to_problems(scene, user)
    await scene.submits(user, reason="The old host is still there")


async def test_what_is_open_is_asked_page_by_page_and_the_plan_confirmed(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start small v2.5.0")
    assert title(scene) == "Start a deployment", "something is open, so it does not start at once"
    await scene.submits(ANA, previous="v2.4.9", lead=CHI)
    assert title(scene) == "Who does what?"
    assert asked(scene) == ["QA Lead", "CTO"], "in the order of the checklist, and the lead is known"
    await scene.submits(ANA, **{QA: BEN, CTO: "UHUG"})
    assert sorted(asked(scene)) == [
        "Baseline of support contacts",
        "How is it told: Critical security flaw reported",
    ]
    await scene.submits(ANA, **{BASELINE: "120.5", SIGNAL: "webhook"})
    assert title(scene) == "Problems"
    assert "*E4* line" in words(scene.form(ANA))
    assert "`watch` never ends" in words(scene.form(ANA))
    assert "Bind a probe" in words(scene.form(ANA))
    await scene.submits(ANA, reason="The old host is still there")
    plan = words(scene.form(ANA))
    assert title(scene) == "The plan"
    assert "*Mon 9 Mar 2026*" in plan
    assert "`10:30` stage · First Traffic" in plan
    assert "Waits until all traffic is on the new version" in plan
    assert "QA Lead: Ben Okafor" in plan
    assert await scene.journal() == [], "nothing has begun"
    await scene.submits(ANA)
    assert not scene.has_form(ANA)
    card = scene.card("Parcel Tracking v2.5.0 → production")
    assert "Planned" in words(card)
    assert "Lead Chi Nguyen" in words(card)
    assert "👥 CTO: Hugo Meyer · QA Lead: Ben Okafor" in words(card)


async def test_what_was_answered_is_the_runs(scene: Scene) -> None:
    await to_the_plan(scene)
    await scene.submits(ANA)
    journal = {entry.what: entry for entry in await scene.journal()}
    assert journal["run.people_chosen"].detail == {"QA Lead": BEN, "CTO": "UHUG"}
    assert journal["run.answered"].detail["support contacts"] == "120.0"
    anyway = journal["run.prepared_with_errors"]
    assert (anyway.who, anyway.detail["reason"]) == (ANA, "The old host is still there")
    assert anyway.detail["errors"].startswith("E4 line ")
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        run = await runs.get(tx, 1)
        assert await roles.holders(tx, run, "qa lead") == (BEN,)
        assert await roles.holders(tx, run, "Deployment Lead") == (CHI,)
        assert await roles.holders(tx, run, "Nobody's role") == ()


async def test_a_wrong_answer_is_refused_under_its_field_and_the_rest_is_kept(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, start=int(MORNING.timestamp()) - 60)
    assert scene.errors(ANA) == {"start": "This moment is over. Choose one that is still to come."}
    await scene.submits(ANA, start=int(MORNING.timestamp()) + 3600, environment="staging")
    await scene.submits(ANA, **{QA: BEN, CTO: IDA})
    assert scene.errors(ANA) == {
        CTO: "Only a full member of the workspace can hold a role. Choose somebody else."
    }
    await scene.submits(ANA, **{CTO: "UHUG"})
    await scene.submits(ANA, **{BASELINE: "12", SIGNAL: "button"})
    await scene.submits(ANA, reason="Fine")
    assert "QA Lead: Ben Okafor" in words(scene.form(ANA)), "what stood beside the wrong one was kept"
    assert "→ staging" in words(scene.form(ANA))


async def test_a_role_left_empty_is_a_problem_that_can_be_accepted(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA)
    await scene.submits(ANA, **{QA: BEN})
    await scene.submits(ANA, **{BASELINE: "12"})
    assert "Nobody is bound to the role CTO." in words(scene.form(ANA))
    assert "QA Lead" not in words(scene.form(ANA))
    await scene.presses(ANA, "Change…", scene.form(ANA))
    await scene.submits(ANA)
    assert asked(scene) == ["CTO"], "and it is asked once more"
    await scene.submits(ANA)
    await scene.submits(ANA, reason="We have none")
    await scene.submits(ANA)
    (anyway,) = [entry for entry in await scene.journal() if entry.what == "run.prepared_with_errors"]
    assert "E3 line" in anyway.detail["errors"]


async def test_a_side_file_that_is_no_use_is_a_problem(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(CLOCK)
    (stage.runbooks / "small.bindings.yaml").write_text("zone: Mars\n")
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA)
        assert "The side file of this runbook cannot be used. small.bindings.yaml:1" in words(scene.form(ANA))


async def test_a_role_that_is_let_off_signing_is_not_asked_for(stage: Stage) -> None:
    side = "roles: {QA Lead: UCHI}\nsignoff: {roles: [qa lead]}\n"
    side += "signals: {Critical security flaw reported: button}"
    (stage.runbooks / "small.bindings.yaml").write_text(
        f"{side}\nbaselines: {{support contacts: 9}}\n{PROBE}"
    )
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small v2.4.0")
        assert not scene.has_form(ANA), "nothing is open"
        assert "run.prepared" in await scene.deeds()


async def test_others_are_told_who_may_start_with_problems(scene: Scene) -> None:
    await to_problems(scene, BEN)
    form = scene.form(BEN)
    assert form.get("submit") is None
    assert "Or ask Chi Nguyen (the lead), or an operator" in words(form)
    await scene.presses(CHI, "Continue", await scene.opens_home(CHI))
    await scene.submits(CHI, reason="I lead this")
    assert title(scene, CHI) == "The plan"
    await scene.presses(BEN, "Check again", form)
    assert title(scene, BEN) == "The plan", "accepted by the lead meanwhile"


async def test_a_problem_that_the_side_file_answers_is_gone(scene: Scene) -> None:
    await to_problems(scene)
    (scene.stage.runbooks / "small.bindings.yaml").write_text(PROBE)
    await scene.bot.library.look()
    await scene.presses(ANA, "Check again", scene.form(ANA))
    assert title(scene) == "The plan"
    await scene.submits(ANA)
    assert "run.prepared_with_errors" not in await scene.deeds()


async def test_a_draft_outlives_the_bot(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA)
        await scene.submits(ANA, **{QA: BEN, CTO: "UHUG"})
    async with stage.running() as scene:
        home = await scene.opens_home(BEN)
        assert "Parcel Tracking v2.4.0 → production* · begun by Ana Ruiz" in words(home)
        await scene.presses(BEN, "Continue", home)
        assert title(scene, BEN) == "What is still open"
        await scene.types(ANA, "/deploy start")
        assert title(scene) == "What is still open", "for whoever began it, the command goes on too"
        await scene.presses(ANA, "Change…", scene.form(ANA))
        assert title(scene) == "Start a deployment"
        await scene.submits(ANA, version="v2.4.1")
        assert title(scene) == "What is still open", "who does what was answered"
        await scene.presses(ANA, "Discard", await scene.opens_home(ANA))
        assert "Being prepared" not in words(scene.home(ANA))
        await scene.submits(ANA, **{BASELINE: "12"})
        assert "discarded" in next(iter(scene.errors(ANA).values()))


@pytest.mark.everywhere
@pytest.mark.over_sockets
async def test_two_who_confirm_together_start_one_run(scene: Scene) -> None:
    await to_the_plan(scene)
    await scene.presses(BEN, "Continue", await scene.opens_home(BEN))
    await gather(scene.submits(ANA), scene.submits(BEN))
    assert await scene.journal(2) == []
    assert (await scene.deeds()).count("run.prepared") == 1
    (late,) = [user for user in (ANA, BEN) if scene.has_form(user)]
    assert "Somebody has started this meanwhile" in next(iter(scene.errors(late).values()))


async def test_somebody_elses_form_goes_on_with_what_was_answered(scene: Scene) -> None:
    await to_problems(scene)
    await scene.types(BEN, "/deploy start")
    await scene.submits(BEN, version="v2.4.1")
    assert "Ana Ruiz began to prepare this" in words(scene.form(BEN))
    assert title(scene, BEN) == "Problems"


async def test_the_plan_moves_with_its_start_and_a_run_in_the_way_is_shown(scene: Scene) -> None:
    await to_the_plan(scene)
    await scene.picks(ANA, "start", str(int(MORNING.timestamp()) + 4 * 3600))
    assert "`12:30` stage" in words(scene.form(ANA))
    await scene.passes(hours=5)
    await scene.submits(ANA)
    assert scene.errors(ANA) == {"start": "This moment is over. Choose one that is still to come."}
    (scene.stage.runbooks / "other.md").write_text(checklists.of(Only=["Go"]))
    await scene.bot.library.look()
    await scene.types(BEN, "/deploy start other v9.9.9")
    await scene.submits(ANA, start=int(MORNING.timestamp()) + 8 * 3600)
    assert "`16:30` stage" in words(scene.form(ANA)), "what is confirmed is what was seen"
    await scene.submits(ANA)
    assert title(scene) == "Not started"
    assert "led by Ben Okafor since" in words(scene.form(ANA))
    await scene.presses(ANA, "Show it", scene.form(ANA))
    assert "v9.9.9 to production, run 1: running" in words(scene.form(ANA))
    assert "Being prepared" in words(await scene.opens_home(ANA))


async def test_the_shipped_runbook_has_nothing_open_and_one_press_starts_it(stage: Stage) -> None:
    (stage.runbooks / "small.md").unlink()
    async with stage.running(runbooks=shipped.RUNBOOKS) as scene:
        await scene.types(ANA, "/deploy start")
        form = scene.form(ANA)
        assert "The plan (UTC+07:00)" in words(form)
        assert "`07:00` stage" in words(form)
        await scene.submits(ANA)
        assert not scene.has_form(ANA)
        assert "Planned" in words(scene.card("Parcel Tracking v2.4.0"))
        assert "QA Lead: Chi Nguyen" in words(scene.card("Parcel Tracking v2.4.0"))


async def test_a_plan_that_was_not_seen_is_shown_first(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(CLOCK)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA, start=int(MORNING.timestamp()) + 3 * 86400)
        assert title(scene) == "The plan"
        assert "*Thu 12 Mar 2026*" in words(scene.form(ANA))
        await scene.submits(ANA)
        assert "run.prepared" in await scene.deeds()


async def test_a_date_that_is_past_is_asked_about(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(CLOCK.replace("March 9, 2026", "March 4, 2025"))
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small v2.4.0")
        assert "which is past: re-dated to the next day at that time" in words(scene.form(ANA))
        assert "`10:30` stage" in words(scene.form(ANA))
        assert (await scene.submits(ANA))["missing"] == ["past~small"], "it is for her to say"
        await scene.submits(ANA, past="re-date")
        assert "Mon 9 Mar 2026 10:00 (UTC)" in words(scene.card("→"))


async def test_a_run_in_the_way_is_shown_with_a_button(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(CLOCK)
    async with stage.running() as scene:
        await scene.starts()
        await scene.types(BEN, "/deploy start small v2.4.1")
        said = [m for m in scene.messages() if m.get("ephemeral_to") == BEN][-1]
        assert "led by Ana Ruiz since Mon 9 Mar 2026 08:00 (UTC), is still open" in words(said)
        assert labels(said) == ["Show it"]
        await scene.presses(BEN, "Show it", said)
        assert "run 1: planned" in scene.told(BEN)
