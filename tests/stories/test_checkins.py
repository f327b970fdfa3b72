"""Check-ins of a window that hangs on `live`: mostly one quiet line, sometimes a question to a person."""

from datetime import timedelta
from pathlib import Path

from commands.monitoring.views import DECLARE
from store import checkins, sections
from store.checkins import CheckIn
from tests.stories.incidents import staff
from tests.stories.live import DAYS, SUCCESS, TASKS, checklist, jumps, live, until
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, labels, words

DEFAULT = Path(__file__).parents[2] / "runbooks" / "production-deployment.md"
QUESTION = ["All well", "Something is wrong…"]


def said(scene: Scene, card: str) -> list[str]:
    """The thread of a section, each reply without Slack's tokens for times."""
    return [text.replace("*", "").partition(">")[2] or text for text in scene.thread(scene.card(card))]


def question(scene: Scene) -> Json:
    """The newest question in the channel's threads."""
    return next(m for m in reversed(scene.messages()) if "question" in {b["block_id"] for b in m["blocks"]})


async def rows(scene: Scene) -> list[CheckIn]:
    async with scene.bot.database.reading(scene.stage.clock.now()) as tx:
        of = await sections.of_run(tx, 1)
        return [each for section in of for each in await checkins.of_section(tx, section.id)]


async def test_the_first_is_asked_the_next_are_a_line(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await staff(scene)
        assert "🩺 *Check-in 0 of 4* · next" in words(scene.card("Hour 1"))
        await until(scene, "09:15")
        assert labels(question(scene)) == QUESTION
        assert "why: the first look, and no metric says how it is" in words(question(scene))
        assert "Check that the error rate stays in its band" in words(question(scene))
        to_ben = scene.dm(BEN)[-1]
        assert labels(to_ben) == QUESTION, "Ben is on call"
        await scene.presses(BEN, "All well", to_ben)
        assert "✅ *All well* · Ben Okafor" in words(scene.dm(BEN)[-1])
        assert labels(scene.dm(BEN)[-1]) == []
        assert "· last answer: all well (Ben Okafor, " in words(scene.card("Hour 1"))
        await until(scene, "09:45")
        assert said(scene, "Hour 1")[1:] == [
            f" · check-in {number} of 4 · metrics unknown (none bound) · nobody asked" for number in (2, 3)
        ]
        done = [entry for entry in await scene.journal() if entry.what == "checkin.done"]
        assert [(e.detail["number"], e.detail["of"], e.detail["asked"]) for e in done] == [
            (1, 4, BEN), (2, 4, None), (3, 4, None),
        ]  # fmt: skip


async def test_without_anybody_on_call_the_lead_is_asked_and_silence_is_unknown(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await until(scene, "09:15")
        assert "is all well?" in scene.dm(ANA)[-1]["text"]
        assert "no answer yet: unknown" in words(scene.card("Hour 1"))


async def test_the_last_answer_closes_what_was_looked_at_all_along(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await until(scene, "10:00")
        assert "why: the last of this window" in words(question(scene))
        assert "🔁  Respond to each alert at once\n_A standing duty, as long as" in words(
            scene.card("Hour 1")
        )
        assert labels(scene.card("Hour 1")).count("Done") == 1, "only the report is ticked"
        asked = scene.dm(ANA)[-1]
        await scene.presses(CHI, "All well", question(scene))
        assert "3 of 4 done" in words(scene.card("Hour 1"))
        assert " · All well at the last of 4 check-ins_" in words(scene.card("Hour 1"))
        await scene.presses(ANA, "All well", asked, stale=True)
        assert "Answered already: all well, Chi Nguyen" in scene.told(ANA, asked["channel"])


async def test_something_is_wrong_reaches_the_lead_and_can_be_well_again(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await until(scene, "09:15")
        await scene.presses(BEN, "Something is wrong…", question(scene))
        await scene.submits(BEN, words="Errors climb since <!channel>")
        assert "Noted, and the lead knows. " + DECLARE in words(scene.form(BEN))
        told = (
            "⚠️ *Something is wrong* with Parcel Tracking v2.4.0, says Ben Okafor (Hour 1): Errors climb since"
        )
        assert scene.thread(scene.card("Hour 1"))[-1].startswith(f"{told} &lt;!channel&gt;")
        assert scene.dm(ANA)[-1]["text"].startswith(told)
        assert labels(question(scene)) == ["All well again"]
        assert "last answer: something is wrong (Ben Okafor" in words(scene.card("Hour 1"))
        await scene.presses(ANA, "All well again", question(scene))
        assert "last answer: all well (Ana Ruiz" in words(scene.card("Hour 1"))
        answers = [e.detail["answer"] for e in await scene.journal() if e.what == "checkin.answered"]
        assert answers == ["something is wrong", "all well"]


async def test_an_incident_is_asked_about_once_at_night_too(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await until(scene, "18:00")
        await scene.passes(hours=3, minutes=55)
        await scene.types(CHI, "/incident open sev2 slow queries")
        await until(scene, "22:00")
        assert "why: an incident of this run is open" in words(question(scene)), "23:00 there is night"
        await scene.passes(hours=4)
        line = " · check-in 4 of 6 · incident 1 open · metrics unknown (none bound) · nobody asked"
        assert said(scene, "Hour 2-24")[-1] == line


async def test_at_night_nobody_is_asked_but_in_the_morning_about_the_end(stage: Stage) -> None:
    async with live(stage, checklist(time="22:30")) as scene:
        await until(scene, "06:30")
        asked = [(each.number, f"{each.asked_at:%H:%M}") for each in await rows(scene) if each.asked_at]
        assert asked == [(1, "21:45"), (4, "06:00")], "the first after live; the end of its hour at 07:00"
        made = [each.number for each in await rows(scene) if each.done_at]
        assert made == [1, 2, 3, 4, 1, 2]
        assert "why: the last of this window" in words(question(scene))
        assert "check-in 4 of 4" in words(question(scene))


async def test_once_a_shift_somebody_is_asked(stage: Stage) -> None:
    text = checklist().replace("every 4 hours", "every 2 hours")
    async with live(stage, text) as scene:
        await until(scene, "20:00")
        asked = [f"{each.asked_at:%H:%M}" for each in await rows(scene) if each.asked_at]
        assert asked == ["09:15", "10:00", "12:00", "20:00"]
        assert "why: nobody was asked for 8 h" in words(question(scene))


async def test_what_was_missed_while_no_bot_was_there_is_one_line(stage: Stage) -> None:
    async with live(stage, checklist()) as scene:
        await until(scene, "09:15")
    stage.clock.jump_to(stage.clock.now() + timedelta(minutes=36))
    async with stage.running() as scene:
        missed, line = scene.thread(scene.card("Hour 1"))[1:]
        at = "<!date^1773048600^{time}|2026-03-09 09:30 UTC>"
        assert missed == f"⚠️ 1 check-in was missed while I was away: {at}"
        assert line.endswith(" · check-in 3 of 4, 6 min late · metrics unknown (none bound) · nobody asked")
        assert [each.missed for each in await rows(scene)][:4] == [False, True, False, False]
        assert "Check-in 3 of 4" in words(scene.card("Hour 1"))
        done = [entry.detail for entry in await scene.journal() if entry.what == "checkin.done"]
        assert (done[-1]["number"], done[-1]["missed"]) == (3, 1)
    stage.clock.jump_to(stage.clock.now() + timedelta(hours=20))
    async with stage.running() as scene:
        text = scene.thread(scene.card("Hour 2-24"))
        assert "⚠️ 3 check-ins were missed while I was away: " in text[0]
        assert len(text) == 2, "one line of what was missed, one of what is made"


async def test_a_night_when_the_clocks_go_forward_has_as_many(stage: Stage) -> None:
    """01:30 in Madrid, half an hour before 02:00 becomes 03:00."""
    text = checklist(DAYS, date="March 29, 2026", time="01:30", zone="Europe/Madrid")
    async with live(stage, text) as scene:
        due = [f"{each.due_at:%d %H:%M}" for each in await rows(scene)]
        hour = ["29 00:45", "29 01:00", "29 01:15", "29 01:30"]
        assert due == [*hour, *(f"{day} {hours:02}:30" for day, hours in DAY_OF_MADRID)]
        await scene.passes(days=2)
        await until(scene, "07:00")
        assert "Daily health summary to the team" in scene.messages()[-1]["text"], "09:00 in summer there"


DAY_OF_MADRID = [(29, 5), (29, 9), (29, 13), (29, 17), (29, 21), (30, 0)]


async def test_the_default_runbook_leads_to_16_and_20_and_36(stage: Stage) -> None:
    """By the plan: each at its moment, few of them asked."""
    text = DEFAULT.read_text().partition("## Sign-Off")[0].replace("Route 100% traffic to", "Switch to")
    async with live(stage, text) as scene:
        planned = [each.due_at for each in await rows(scene)]
        while await jumps(scene) != f"{max(planned):%Y-%m-%dT%H:%M}":
            pass
        made = await rows(scene)
        assert [each.done_at for each in made] == planned
        assert not any(each.missed for each in made)
        assert [len(scene.thread(scene.card(title))) for title in ("Hour 1-4", "Hour 4-24")] == [16, 20 + 1]
        assert len(made) == 16 + 20 + 36
        assert sum(each.asked_at is not None for each in made) == 2 + 3 + 13


async def test_when_the_run_goes_back_nothing_is_checked_any_more(stage: Stage) -> None:
    back = "\n## Rollback\n\n- [ ] Put the old version back\n"
    async with live(stage, checklist(DAYS, SUCCESS, TASKS, back)) as scene:
        await until(scene, "09:15")
        await scene.presses(BEN, "Rollback steps…", scene.card("→"))
        await scene.submits(BEN, way=scene.form(BEN)["blocks"][-1]["element"]["options"][0]["value"])
        said_once = "⏹️ The run goes back: what hung on `live` is called off: 9 check-ins and "
        assert [text for text in scene.thread(scene.card("→")) if text.startswith(said_once)]
        assert labels(question(scene)) == []
        assert "⏹️ *Called off*" in words(scene.card("Hour 1"))
        assert (await scene.act(do="clock", jump=True)).get("error") == "nothing_due"
        await scene.passes(days=2)
        assert len(scene.thread(scene.card("Hour 1"))) == 1
        assert not [m for m in scene.messages() if "Service Quality" in m["text"]]


async def test_a_run_that_ended_leaves_no_clock_behind(stage: Stage) -> None:
    async with live(stage, checklist(DAYS, SUCCESS, TASKS)) as scene:
        await until(scene, "09:15")
        await scene.types(ANA, "/deploy finish")
        await scene.submits(ANA, reason="Only a rehearsal")
        assert (await scene.act(do="clock", jump=True))["error"] == "nothing_due"
        assert labels(question(scene)) == []
        assert "Nobody answered before the watch ended." in words(question(scene))
