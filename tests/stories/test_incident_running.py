"""An incident under way: updates on time, notes, what somebody said, decisions when they are due."""

from tests.stories.incidents import declared, happened, incident, pages_to, room, room_card, said, staff
from tests.stories.scene import ANA, BEN, CHI, OPERATIONS, Scene, labels, words


def asked(scene: Scene, what: str) -> int:
    return sum(what in text for text in said(scene))


async def test_an_update_is_asked_for_every_thirty_minutes(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.passes(minutes=29)
    await scene.types(BEN, "/incident update half of checkout is back", room(scene))
    assert "📢 *Update* by Ben Okafor: half of checkout is back" in said(scene)[-1]
    await scene.passes(minutes=29)
    assert asked(scene, "Time for a status update") == 0
    await scene.passes(minutes=1)
    question = next(m for m in scene.messages(room(scene)) if "Time for a status update" in m["text"])
    await scene.presses(BEN, "In 30 minutes", question)
    question = next(m for m in scene.messages(room(scene)) if m["ts"] == question["ts"])
    assert labels(question) == []
    await scene.passes(minutes=30)
    assert asked(scene, "Time for a status update") == 1


async def test_thirty_minutes_without_a_decision_are_said(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.passes(minutes=30)
    question = next(m for m in scene.messages(room(scene)) if "30 minutes and no decision yet" in m["text"])
    await scene.presses(BEN, "Fix forward…", question)
    await scene.submits(BEN, reason="one line")
    assert "🔧 Fix forward: one line _(Ben Okafor)_" in words(room_card(scene))
    assert (await incident(scene)).state == "decided"
    await scene.presses(BEN, "Decide otherwise…", room_card(scene))
    await scene.submits(BEN, reason="it was not one line")
    assert "⏪ Roll back: it was not one line" in words(room_card(scene))


async def test_a_decision_in_time_is_not_asked_for(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.types(BEN, "/incident decide roll back: errors climb", room(scene))
    await scene.passes(minutes=30)
    assert asked(scene, "no decision yet") == 0


async def test_steps_are_done_in_order_and_say_by_whom(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    card = room_card(scene)
    assert labels(card).count("Done") == 1
    await scene.presses(CHI, "Done", card, near="Find out who and what is hit")
    assert ", Chi Nguyen_" in words(room_card(scene))
    await scene.presses(CHI, "Done", room_card(scene), near="Do what was decided")
    assert (await incident(scene)).state == "recovering"


async def test_what_somebody_said_is_put_into_the_timeline_at_its_own_time(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    spoken = await scene.act(user=CHI, do="say", channel=room(scene), text="it began after the deploy")
    await scene.passes(minutes=3)
    await scene.types(CHI, "/incident note later", room(scene))
    pin = {"user": CHI, "do": "react", "channel": room(scene), "ts": spoken["ts"], "name": "pushpin"}
    await scene.act(**pin)
    await scene.act(**pin)
    await scene.act(**pin)
    lines = await happened(scene)
    assert lines.count("it began after the deploy") == 1
    assert lines.index("it began after the deploy") < lines.index("later")


async def test_a_message_in_the_thread_of_a_severity_2_is_put_into_its_timeline(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident open sev2 slow search")
    card = scene.card("Severity 2", OPERATIONS)
    reply = await scene.act(
        user=CHI, do="say", channel=OPERATIONS, text="only for new users", thread_ts=card["ts"]
    )
    apart = await scene.act(user=CHI, do="say", channel=OPERATIONS, text="lunch?")
    for ts in (reply["ts"], apart["ts"]):
        await scene.act(user=CHI, do="react", channel=OPERATIONS, ts=ts, name="pushpin")
    lines = await happened(scene)
    assert "only for new users" in lines
    assert "lunch?" not in lines


async def test_the_shortcut_asks_which_incident(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident open sev2 slow search")
    spoken = await scene.act(user=ANA, do="say", channel="CGENERAL", text="search is slow for me")
    where = {"channel": "CGENERAL", "ts": spoken["ts"]}
    await scene.act(user=ANA, do="shortcut", callback_id="add_to_incident", **where)
    await scene.submits(ANA)
    assert "search is slow for me" in await happened(scene)
