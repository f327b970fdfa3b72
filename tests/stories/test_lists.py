"""What hangs on `live` and is to be done: recurring items, lists with a time, verdicts, phases."""

from tests.stories.aside import assign
from tests.stories.live import DAYS, SUCCESS, TASKS, checklist, jumps, live, until
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, labels, words

SUMMARY = "Daily health summary to the team"
SOON, OVERDUE = "*⏳ Due soon*", "*⏰ Overdue*"
VERDICT = "Service Quality (24 hours)"


def prompts(scene: Scene) -> list[Json]:
    return [m for m in scene.messages() if m["thread_ts"] and m["text"].startswith(SUMMARY)]


def dms(scene: Scene, user: str, head: str) -> list[str]:
    return [m["text"] for m in scene.dm(user) if m["text"].startswith(head)]


# Recurring items. -------------------------------------------------------------------------------------------


async def test_a_recurring_item_is_asked_for_each_time(stage: Stage) -> None:
    async with live(stage, checklist(DAYS)) as scene:
        await scene.passes(hours=23)
        await until(scene, "08:00")
        assert len(prompts(scene)) == 1, "on the morning after the window opens"
        assert labels(prompts(scene)[0]) == ["Done", "Done, with a note…"]
        asked = prompts(scene)[0]
        await scene.presses(BEN, "Done, with a note…", asked)
        await scene.submits(BEN, note="All green")
        assert "💬 All green — Ben Okafor" in words(prompts(scene)[0])
        assert labels(prompts(scene)[0]) == []
        assert f"🔁 {SUMMARY}: 1 of 6 done · next" in words(scene.card("Day 2-7"))
        await scene.presses(CHI, "Done", asked, stale=True)
        assert scene.told(CHI).startswith("Done already: Ben Okafor, ")


async def test_the_last_time_closes_the_item(stage: Stage) -> None:
    async with live(stage, checklist(DAYS)) as scene:
        await scene.passes(days=2)
        await until(scene, "08:00")
        await scene.passes(days=4, hours=1)
        assert len(prompts(scene)) == 3, "several times that passed are one prompt"
        assert "It came 3 times before while I was away" in words(prompts(scene)[-1])
        await scene.presses(BEN, "Done", prompts(scene)[-1])
        assert " · 1 of 6 times done_" in words(scene.card("Day 2-7"))


# Lists with a time. -----------------------------------------------------------------------------------------


async def test_a_list_is_reminded_of_then_overdue_then_said_every_morning(stage: Stage) -> None:
    async with live(stage, checklist(TASKS)) as scene:
        await assign(scene, ANA, "Meet for a debrief", BEN, "Day 1")
        await scene.passes(hours=17)
        await until(scene, "06:00")
        soon = dms(scene, BEN, SOON)
        assert len(soon) == 1, "75 % are 18 h, at 04:00 there: it is told of in the morning"
        assert "*Day 1* · due" in soon[0]
        assert soon[0].endswith("• Meet for a debrief")
        assert dms(scene, ANA, SOON)[-1].endswith("• Review the logs"), "nobody has it, so the lead does"
        assert "⏳ 2 items open, due" in words(scene.card("Day 1"))
        await until(scene, "09:00")
        late = scene.thread(scene.card("Day 1"))
        assert late == ["⏰ *The time is over* with 2 items open:\n• Review the logs\n• Meet for a debrief"]
        assert "⏰ *2 items overdue* since" in words(scene.card("Day 1"))
        assert len(dms(scene, BEN, OVERDUE)) == 1
        await scene.presses(ANA, "Done", scene.card("Day 1"), near="Review the logs")
        await until(scene, "08:00")
        assert len(dms(scene, BEN, OVERDUE)) == 2, "at 09:00 on the clock of the run"
        assert "Review the logs" not in dms(scene, ANA, OVERDUE)[-1], "what is done is not said"
        await scene.presses(BEN, "Done", scene.card("Day 1"), near="Meet for a debrief")
        await scene.presses(ANA, "Done", scene.card("Hour 1"), near="Write the report")
        before = len(scene.dm(ANA)), len(scene.dm(BEN))
        await scene.passes(days=3)
        assert (len(scene.dm(ANA)), len(scene.dm(BEN))) == before, "nothing is left to be said"


async def test_lists_that_end_together_are_one_word_a_person(stage: Stage) -> None:
    tasks = TASKS + "\n### Week 1\n\n- [ ] Collect what users say\n"
    text = checklist(tasks).replace("every 4 hours", "every 4 hours\n- [ ] Write the report of the day")
    async with live(stage, text) as scene:
        await scene.presses(ANA, "Done", scene.card("Hour 1"), near="Write the report")
        await scene.passes(hours=17)
        await until(scene, "09:00")
        (late,) = dms(scene, ANA, OVERDUE)
        assert "*Hour 2-24*" in late
        assert "*Day 1*" in late
        assert "*Week 1*" not in late
        soon = [text for text in dms(scene, ANA, SOON) if "*Day 1*" in text]
        assert len(soon) == 1
        assert "*Hour 2-24*" in soon[0], "less than an hour apart"


async def test_what_is_overdue_at_night_is_said_to_people_in_the_morning(stage: Stage) -> None:
    async with live(stage, checklist(time="23:00")) as scene:
        await until(scene, "23:00")
        late = "⏰ *The time is over* with 1 item open:\n• Write the report of the first hour"
        assert late in scene.thread(scene.card("Hour 1"))
        assert dms(scene, ANA, OVERDUE) == []
        await until(scene, "08:00")
        (told,) = dms(scene, ANA, OVERDUE)
        assert told.endswith("• Write the report of the first hour")


# Verdicts. --------------------------------------------------------------------------------------------------


async def test_a_verdict_is_given_when_all_is_decided(stage: Stage) -> None:
    async with live(stage, checklist(SUCCESS)) as scene:
        await scene.types(CHI, "/incident open sev1 payment errors")
        await scene.types(CHI, "/incident resolve 1 restarted")
        await scene.passes(hours=23)
        await until(scene, "09:00")
        card = words(scene.card(VERDICT))
        assert "📋 *Verdict: unknown so far*, 3 of 3 criteria to be decided. Unknown is not met." in card
        assert "Error rate &lt; 2%: _measured_, unknown: no metric bound" in card
        assert "_derived_, 1 public incident of severity 1 in this time (1)" in card
        assert "The team is content: _attested_ by whoever decides it" in card
        await scene.presses(BEN, "Met", scene.card(VERDICT))
        for _ in range(2):
            await scene.presses(BEN, "Not met", scene.card(VERDICT))
        given = (
            "📋 *Verdict on Service Quality (24 hours): 1 of 3 met.*\nNot met:\n• No incident of the highest"
        )
        assert scene.messages()[-1]["text"].startswith(given)
        assert scene.messages()[-1]["thread_ts"] is None, "a milestone"
        verdict = next(entry for entry in await scene.journal() if entry.what == "verdict.given")
        assert (verdict.detail["met"], verdict.detail["of"], verdict.detail["window"]) == (1, 3, VERDICT)
        assert "📋 *Verdict: 1 of 3 met*" in words(scene.card(VERDICT))
        await scene.passes(hours=3)
        assert dms(scene, ANA, "📋") == []


async def test_a_verdict_that_is_missing_is_unknown(stage: Stage) -> None:
    async with live(stage, checklist(SUCCESS)) as scene:
        await scene.passes(hours=23)
        await until(scene, "09:00")
        await scene.presses(BEN, "Met", scene.card(VERDICT))
        await until(scene, "11:00")
        (asked,) = dms(scene, ANA, "📋")
        assert "has no verdict: 2 of 3 criteria are not decided, so it counts as unknown." in asked
        await scene.types(ANA, "/deploy finish")
        await scene.submits(ANA, reason="Enough seen")
        assert "📋 *Verdict: unknown.* None was given." in words(scene.card(VERDICT))


async def test_a_criterion_reopened_takes_the_verdict_back(stage: Stage) -> None:
    async with live(stage, checklist(SUCCESS)) as scene:
        await scene.passes(hours=24)
        for _ in range(3):
            await scene.presses(BEN, "Met", scene.card(VERDICT))
        assert "3 of 3 met" in scene.messages()[-1]["text"]
        await scene.presses(BEN, "Reopen…", scene.card(VERDICT), near="The team is content")
        await scene.submits(BEN, reason="They are not")
        assert "is open again" in scene.messages()[-1]["text"]
        await scene.presses(BEN, "Not met", scene.card(VERDICT))
        assert "2 of 3 met" in scene.messages()[-1]["text"]


# Phases. ----------------------------------------------------------------------------------------------------


async def test_a_dated_phase_that_ends_with_open_items_is_said_in_the_runs_thread(stage: Stage) -> None:
    before = "## Preparation (March 9-10)\n\n### Tests\n\n- [x] Suites green\n- [ ] Load test read\n\n"
    text = checklist(date="March 11, 2026").replace("## Release Day", before + "## Release Day")
    (stage.runbooks / "live.md").write_text(text)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start live v2.4.0")
        await scene.passes(days=1, hours=14, minutes=59)
        assert scene.thread(scene.card("→")) == []
        assert await jumps(scene) == "2026-03-10T23:00", "midnight there"
        late = "⏰ *Preparation (March 9-10)* is over with 2 items open:\n• Tests: 2"
        assert scene.thread(scene.card("→")) == [late]
