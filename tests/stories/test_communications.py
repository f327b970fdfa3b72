"""The communications of a checklist reach people at their moment, move with a late start, are on record."""

from asyncio import gather
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.stories.live import until
from tests.stories.records import files
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, labels, words

PLAN = """# Release

## Parcel Tracking v2.4.0

**Deployment Date:** March 9, 2026
**Deployment Time:** 12:00 UTC

## Deployment (March 9)

### 12:00 - First Traffic

- [ ] Route 10% traffic to v2.4.0

### 13:00 - All Traffic

- [ ] Route 100% traffic to v2.4.0

## Communication Plan

### Stakeholders

**Before the deployment:**

- Email with scope and timing 2h before
- Reminder to #releases 1h before

**During the deployment:**

- Status page refreshed every 30min
- Email without delay if issues occur

**After the deployment:**

- Email confirming success within 2 hours

### Users

**During:**

- Support desk told what to expect

**After:**

- Announcement that the release is live

## Success Criteria

### Service Quality (1 hour)

- [ ] Errors stay low

## Sign-Off

### Confirmation of the Deployment

- [ ] Everyone informed: ____ Date: ____
"""
"""Stories begin at 08:00 UTC of that day, four hours ahead."""

EMAIL, REMINDER, DESK = "Email with scope and timing", "Reminder to", "Support desk told"
STATUS, SUCCESS, LIVE = "Status page refreshed", "Email confirming success", "Announcement that"
ANSWERS, TAKEN_BACK = ["Sent", "Not needed…"], ["It was not sent after all"]


@asynccontextmanager
async def told(stage: Stage, text: str = PLAN, side: str = "", **settings: Any) -> AsyncIterator[Scene]:
    """Started by Ana four hours ahead."""
    (stage.runbooks / "told.md").write_text(text)
    (stage.runbooks / "told.bindings.yaml").write_text(side)
    async with stage.running(**settings) as scene:
        await scene.starts(ANA, "told v2.4.0")
        yield scene


def asked(scene: Scene) -> list[Json]:
    """The messages that ask for communications, in the thread of the run's card."""
    thread = scene.card("→")["ts"]
    return [m for m in scene.messages() if m["thread_ts"] == thread and _asks(m)]


def _asks(message: Json) -> bool:
    return any(block["block_id"] == "asked" for block in message["blocks"] or [])


def asked_for(scene: Scene, text: str) -> Json:
    """The newest of them that has this."""
    return next(m for m in reversed(asked(scene)) if text in words(m))


def row(message: Json, text: str) -> str:
    """What a message says of one communication."""
    return next(said for block in message["blocks"] if text in (said := words({"blocks": [block]})))


async def answers(scene: Scene, text: str, label: str = "Sent", user: str = BEN) -> None:
    """Of the newest message that has it, the button below it."""
    message = asked_for(scene, text)
    ids = [block["block_id"] for block in message["blocks"]]
    at = next(i for i, b in enumerate(message["blocks"]) if text in words({"blocks": [b]}))
    assert ids[at + 1].startswith("answer-"), f"nothing is to be answered about {text}"
    only = {**message, "blocks": [message["blocks"][at + 1]]}
    await scene.presses(user, label, only)


async def entries(scene: Scene, what: str) -> list[tuple[str, str]]:
    """The text and the planned time of day of each entry of the journal."""
    found = [e for e in await scene.journal() if e.what == what]
    return [(str(e.detail["text"]), str(e.detail["planned"])[11:16]) for e in found]


async def board(scene: Scene, user: str = BEN) -> str:
    await scene.types(user, "/deploy comms")
    return words([m for m in scene.messages() if m.get("ephemeral_to") == user][-1])


async def starts_late(scene: Scene, **late: float) -> None:
    """From 12:00 on, by so much."""
    await scene.passes(**late)
    await scene.presses(ANA, "Start stage", scene.card("→"))


async def goes_live(scene: Scene) -> None:
    """From the start of the first stage on, as soon as the soak allows it."""
    await scene.presses(ANA, "Route 10 %", scene.card("First Traffic"))
    await scene.passes(hours=1)
    await scene.presses(ANA, "Start stage", scene.card("→"))
    await scene.presses(ANA, "Route 100 %", scene.card("All Traffic"))


# At its moment. ---------------------------------------------------------------------------------------------


async def test_a_person_is_asked_at_its_moment_and_what_is_sent_is_on_record(stage: Stage) -> None:
    async with told(stage) as scene:
        assert asked(scene) == [], "nothing is due four hours ahead"
        assert "📣 Communications: 0 of 7 sent, 7 to come · next" in words(scene.card("→"))
        await until(scene, "10:00")
        (mail,) = asked(scene)
        assert mail["text"].startswith("📣 <@UANA>, 1 communication to be sent. Stakeholders: Email with")
        assert row(mail, EMAIL).endswith("|2026-03-09 10:00 UTC> · line 24")
        assert labels(mail) == ANSWERS
        await scene.presses(BEN, "Sent", mail)
        assert "Sent · Ben Okafor · " in row(asked(scene)[0], EMAIL)
        assert labels(asked(scene)[0]) == TAKEN_BACK
        assert "1 of 7 sent, 6 to come" in words(scene.card("→"))
        await until(scene, "11:00")
        assert "in #releases" in row(asked(scene)[1], REMINDER)
        text = "Stakeholders: Email with scope and timing 2h before"
        assert (await entries(scene, "communication.due"))[0] == (text, "10:00")
        assert await entries(scene, "communication.sent") == [(text, "10:00")]


async def test_an_answer_that_was_wrong_is_taken_back(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        await scene.presses(BEN, "Sent", asked(scene)[0])
        (mail,) = asked(scene)
        await scene.presses(CHI, "It was not sent after all", mail)
        assert labels(asked(scene)[0]) == ANSWERS
        assert "0 of 7 sent, 1 open, 6 to come" in words(scene.card("→"))
        assert asked(scene)[0]["text"].startswith("📣 <@UANA>, 1 communication to be sent.")
        await scene.presses(BEN, "It was not sent after all", mail, stale=True)
        assert scene.told(BEN) == "Nobody has answered this, or it was taken back already."
        await scene.presses(CHI, "Sent", asked(scene)[0])
        done = [entry.what for entry in await scene.journal() if entry.what.startswith("communication.")]
        assert done == [f"communication.{what}" for what in ("due", "sent", "taken_back", "sent")]


@pytest.mark.everywhere
async def test_two_who_press_sent_together(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        (mail,) = asked(scene)
        await gather(scene.presses(BEN, "Sent", mail), scene.presses(CHI, "Sent", mail))
        (sent,) = [entry for entry in await scene.journal() if entry.what == "communication.sent"]
        name, other = {BEN: ("Ben Okafor", CHI), CHI: ("Chi Nguyen", BEN)}[sent.who]
        assert scene.told(other).startswith(f"Answered already: Sent · {name} · ")


async def test_nobody_is_asked_to_say_what_has_not_come(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "11:00")
        await scene.passes(hours=1, minutes=35)
        assert len(asked(scene)) == 2, "the deployment has not begun, so nobody says that it has"
        shown = await board(scene)
        assert f"{DESK} what to expect · about " in shown
        assert ", once the deployment has begun" in shown
        assert ", once it is live" in shown
        assert "*When it happens*\n⚡ *Stakeholders* · Email without delay if issues occur" in shown


async def test_what_comes_together_is_one_message_and_a_deadline_is_asked_for_ahead(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "12:00")
        await starts_late(scene)
        await goes_live(scene)
        together = asked_for(scene, LIVE)
        assert STATUS in words(together), "it is 13:00, and the next half hour"
        assert "by <!date" in row(together, SUCCESS)
        assert labels(together) == ANSWERS * 3
        await answers(scene, LIVE)
        await until(scene, "15:00")
        late = scene.thread(scene.card("→"))[-1]
        assert late.startswith("⏰ <@UANA>, *not sent in time:*\n• *Stakeholders* · Email confirming success")
        assert "Not sent in time." in row(asked_for(scene, SUCCESS), SUCCESS)
        await answers(scene, SUCCESS)
        await scene.passes(hours=4)
        assert len([text for text in scene.thread(scene.card("→")) if text.startswith("⏰ <@UANA>")]) == 1
        assert await entries(scene, "communication.overdue") == [
            ("Stakeholders: Email confirming success within 2 hours", "15:00")
        ]


async def test_the_next_update_takes_the_place_of_one_that_was_not_sent(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "12:00")
        await starts_late(scene)
        await until(scene, "12:30")
        first = asked_for(scene, STATUS)
        await until(scene, "13:00")
        assert labels(asked_for(scene, STATUS)) == ANSWERS
        now = next(m for m in asked(scene) if m["ts"] == first["ts"])
        assert row(now, STATUS).endswith(" · The next one has come.")
        assert labels(now) == []
        assert await entries(scene, "communication.replaced") == [
            ("Stakeholders: Status page refreshed every 30min", "12:30")
        ]


async def test_what_came_due_while_no_bot_was_there_is_one_message_that_says_how_late(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "12:00")
        await starts_late(scene)
        before = len(asked(scene))
    stage.clock.jump_to(stage.clock.now().replace(hour=13, minute=5))
    async with stage.running() as scene:
        assert len(asked(scene)) == before + 1
        late = row(asked(scene)[-1], STATUS)
        assert "13:00 UTC> · asked 5 min late" in late
        assert "1 time before it nobody was asked: I was away." in late
        due = [e for e in await scene.journal() if e.what == "communication.due"]
        assert due[-1].detail["late"] == "5 min late"


async def test_what_was_to_be_said_before_the_run_began_is_asked_for_as_it_begins(stage: Stage) -> None:
    earlier = PLAN.replace("2h before", "6h before").replace("1h before", "5h before")
    async with told(stage, earlier) as scene:
        (both,) = asked(scene)
        assert " · asked 2 h late · " in row(both, EMAIL)
        assert " · asked 1 h late · " in row(both, REMINDER)


async def test_whoever_keeps_people_informed_is_asked(stage: Stage) -> None:
    async with told(stage, side="roles: {Communications Lead: UCHI}\n") as scene:
        await until(scene, "10:00")
        assert "<@UCHI>, *1 communication to be sent.*" in words(asked(scene)[0])


async def test_more_than_a_message_holds_come_in_several(stage: Stage) -> None:
    many = "\n".join(f"- Tell partner {number} {'at length ' * 40}1h before" for number in range(1, 61))
    async with told(stage, PLAN.replace("- Reminder to #releases 1h before", many)) as scene:
        await until(scene, "11:00")
        assert [len(m["blocks"]) for m in asked(scene)[1:]] == [25] * 5, "12 of them with their buttons"
        assert len(scene.card("→")["blocks"]) < 50
        assert "… and " in await board(scene), "there is no room for all of them"


# A late start. ----------------------------------------------------------------------------------------------


async def test_forty_minutes_late_moves_what_is_to_come_and_corrects_what_was_told(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        await answers(scene, EMAIL)
        await until(scene, "12:00")
        await starts_late(scene, minutes=40)
        (mail, reminder, now) = asked(scene)
        moved = "*Moved:* the deployment started 40 min late, "
        assert moved in row(mail, moved)
        assert "12:40 UTC> instead of <!date^1773057600^{time}|2026-03-09 12:00 UTC>." in row(mail, moved)
        told_before = "Told <!date^1773050400^{date_short_pretty} {time}|2026-03-09 10:00 UTC> by Ben Okafor."
        assert told_before in row(now, moved)
        assert "Tell them again." in row(mail, moved)
        assert labels(mail) == ["Correction sent", "Not needed…"]
        assert labels(reminder) == ANSWERS, "nobody was told by it"
        assert "<@UANA>, *2 communications to be sent.*" in words(now)
        assert labels(now) == ["Correction sent", "Not needed…", *ANSWERS]
        assert "about <!date^1773063600^" in await board(scene), "live is expected at 13:40 and a soak"
        assert "12:40" in row(now, DESK)
        await scene.presses(CHI, "Correction sent", mail)
        done = "Correction sent · Chi Nguyen · "
        assert done in row(asked(scene)[0], moved)
        assert done in row(asked(scene)[2], moved)
        (corrected,) = [e for e in await scene.journal() if e.what == "communication.correction_sent"]
        assert (corrected.who, corrected.detail["line"]) == (CHI, 24)
        await until(scene, "13:10")
        assert "13:10 UTC" in row(asked_for(scene, STATUS), STATUS), "half an hour after it began"
        await goes_live(scene)
        assert len(await entries(scene, "communication.correction_due")) == 1, "they know by now"


async def test_a_correction_that_is_not_needed_is_not_asked_for_again(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        await answers(scene, EMAIL)
        await until(scene, "12:00")
        await starts_late(scene, minutes=15)
        await scene.presses(BEN, "Not needed…", asked(scene)[0])
        await scene.submits(BEN, reason="The email says about noon")
        assert "Not needed · Ben Okafor · " in row(asked(scene)[0], "*Moved:*")
        await goes_live(scene)
        assert len(await entries(scene, "communication.correction_due")) == 1


async def test_a_start_that_is_moved_again_is_one_correction_and_none_where_it_is_moved_back(
    stage: Stage,
) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        await answers(scene, EMAIL)
        await scene.passes(minutes=5)
        await replans(scene, 13)
        assert "is to start 1 h late, " in words(asked(scene)[0])
        await replans(scene, 14)
        first, correction = asked(scene)
        assert "is to start 2 h late, " in words(first)
        assert "is to start 2 h late, " in words(correction)
        assert labels(correction) == ["Correction sent", "Not needed…"]
        await replans(scene, 12)
        first, correction = asked(scene)
        assert "It starts as they were told after all." in words(correction)
        assert "Moved" not in words(first)
        assert (labels(first), labels(correction)) == (TAKEN_BACK, [])


async def replans(scene: Scene, hour: int) -> None:
    """The first stage, to a full hour of that day."""
    await scene.presses(ANA, "Re-plan…", scene.card("→"))
    begins = scene.stage.clock.now().replace(hour=hour, minute=0, second=0, microsecond=0)
    await scene.submits(ANA, begins=int(begins.timestamp()))


# What is not sent. ------------------------------------------------------------------------------------------


async def test_what_is_not_needed_has_a_reason_and_the_end_calls_off_what_is_left(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        await answers(scene, EMAIL)
        await until(scene, "11:00")
        await scene.presses(BEN, "Not needed…", asked_for(scene, REMINDER))
        await scene.submits(BEN, reason="Everybody <!channel> sits here")
        assert "Not needed · Ben Okafor · " in row(asked_for(scene, REMINDER), REMINDER)
        assert ": Everybody &lt;!channel&gt; sits here" in row(asked_for(scene, REMINDER), REMINDER)
        await until(scene, "12:00")
        await starts_late(scene)
        await goes_live(scene)
        await scene.passes(hours=1)
        confirmation = scene.card("Confirmation of the Deployment")
        so_far = "Communications: 1 of 7 sent, 1 not needed, 1 overtaken by the next, 4 open."
        assert so_far in words(confirmation)
        await answers(scene, LIVE)
        assert "Communications: 2 of 7 sent" in words(scene.card("Confirmation of the Deployment"))
        await scene.presses(ANA, "Finish…", scene.card("→"))
        assert "3 communications not sent will be called off." in words(scene.form(ANA))
        await scene.submits(ANA, reason="Seen enough")
        assert all(labels(message) == [] for message in asked(scene))
        assert "Not sent · " in row(asked_for(scene, DESK), DESK)
        assert row(asked_for(scene, DESK), DESK).endswith(" · The run was closed.")
        off = next(e for e in await scene.journal() if e.what == "communications.cancelled")
        assert (off.detail["count"], off.detail["asked_for"]) == (3, 3)
        await scene.types(BEN, "/deploy comms 1")
        shown = words([m for m in scene.messages() if m.get("ephemeral_to") == BEN][-1])
        assert "2 of 7 sent, 1 not needed, 1 overtaken by the next, 3 called off." in shown
        assert "Sent already…" not in shown
        await scene.types(ANA, "/deploy record 1")
        page = files(scene)["run-1.html"]
        assert "that it was sent is what a person said" in page
        assert "not needed: Everybody &lt;!channel&gt; sits here, " in page


async def test_when_the_run_goes_back_nobody_says_that_it_is_live(stage: Stage) -> None:
    back = "\n## Rollback\n\n- [ ] Put the old version back\n"
    async with told(stage, PLAN + back) as scene:
        await until(scene, "12:00")
        await starts_late(scene)
        await goes_live(scene)
        await answers(scene, STATUS)
        await scene.presses(BEN, "Rollback steps…", scene.card("→"))
        await scene.submits(BEN, way=scene.form(BEN)["blocks"][-1]["element"]["options"][0]["value"])
        asking = asked_for(scene, LIVE)
        assert row(asking, LIVE).endswith(" · The run goes back.")
        assert row(asking, SUCCESS).endswith(" · The run goes back.")
        assert labels(asking) == TAKEN_BACK, "what was sent, and only that"
        off = next(e for e in await scene.journal() if e.what == "communications.cancelled")
        assert (off.detail["count"], off.detail["reason"]) == (2, "The run goes back.")


async def test_an_aborted_run_asks_for_nothing_any_more(stage: Stage) -> None:
    async with told(stage) as scene:
        await until(scene, "10:00")
        open_one = asked(scene)[0]
        await scene.types(BEN, "/deploy abort wrong build")
        await scene.presses(ANA, "Confirm abort", scene.card("→"))
        assert row(asked(scene)[0], EMAIL).endswith(" · The run was aborted.")
        await scene.presses(BEN, "Sent", open_one, stale=True)
        assert scene.told(BEN).startswith("Answered already: Not sent · ")
        await scene.passes(hours=5)
        assert len(asked(scene)) == 1


async def test_what_was_sent_unasked_is_noted_on_the_board(stage: Stage) -> None:
    async with told(stage) as scene:
        await board(scene)
        shown = [m for m in scene.messages() if m.get("ephemeral_to") == BEN][-1]
        await scene.presses(BEN, "Sent already…", shown)
        menu = next(b for b in scene.form(BEN)["blocks"] if b["block_id"] == "communication")
        options = {o["text"]["text"]: o["value"] for o in menu["element"]["options"]}
        assert len(options) == 7, "one a line, and what waits for an event"
        event = next(value for text, value in options.items() if text.endswith(" · when it happens"))
        await scene.submits(BEN, communication=event)
        await scene.presses(BEN, "Sent already…", shown)
        early = next(value for text, value in options.items() if text.startswith("Stakeholders: Email with"))
        await scene.submits(BEN, communication=early)
        assert "2 of 8 sent, 6 to come" in words(scene.card("→"))
        await until(scene, "11:00")
        assert [EMAIL in words(message) for message in asked(scene)] == [False]


async def test_a_newer_checklist_says_what_is_to_be_told(stage: Stage) -> None:
    async with told(stage) as scene:
        newer = PLAN.replace("- Reminder to #releases 1h before", "- Call the partners 1h before")
        (scene.stage.runbooks / "told.md").write_text(newer)
        await scene.bot.library.look()
        await scene.settled()
        offer = next(m for m in scene.messages() if "has a newer version" in m["text"])
        await scene.presses(ANA, "Take it", offer)
        await until(scene, "11:00")
        assert "Call the partners" in words(asked(scene)[-1])
        assert REMINDER not in words(asked(scene)[-1])
        assert "The checklist does not ask for it any more." in await board(scene)


async def test_nothing_of_it_where_a_checklist_plans_nothing(scene: Scene) -> None:
    await scene.starts()
    assert "Communications" not in words(scene.card("→"))
    assert "Nothing is planned to be told." in await board(scene)
    await scene.types(BEN, "/deploy comms 7")
    assert scene.told(BEN).startswith("Which run? Say its number")
