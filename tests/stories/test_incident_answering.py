"""Answering a page, calling others, passing it on, and what happens when nobody is heard any more."""

from tests.stories.incidents import (
    GIA,
    HUGO,
    declared,
    page_rows,
    paged,
    pages_to,
    record,
    room,
    room_card,
    said,
    staff,
    steps_to,
    written,
)
from tests.stories.scene import ANA, BEN, CHI, Scene, find, labels, words


async def test_once_somebody_has_it_nobody_else_can_take_it_by_mistake(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    old = pages_to(scene, BEN)[-1]
    await scene.passes(minutes=5)
    await scene.presses(ANA, "Acknowledge", pages_to(scene, ANA)[-1])
    await scene.presses(BEN, "Acknowledge", old, stale=True)
    assert scene.told(BEN, old["channel"]) == "Ana Ruiz has it; this page is over."
    assert (await record(scene)).count("incident.acknowledged") == 1
    assert [(row.user_id, row.state) for row in await page_rows(scene)] == [
        (BEN, "superseded"), (ANA, "acknowledged"),
    ]  # fmt: skip


async def test_the_mention_in_the_channel_is_top_level_and_answers_too(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    mention = next(m for m in scene.messages(room(scene)) if "<@UBEN>, you are paged" in m["text"])
    assert mention["thread_ts"] is None
    await scene.presses(CHI, "Acknowledge", mention)
    assert "👋 *Chi Nguyen has it*, 0 s after it was declared." in said(scene)
    mention = next(m for m in scene.messages(room(scene)) if m["ts"] == mention["ts"])
    assert "Chi Nguyen has it" in words(mention)
    assert labels(mention) == []


async def test_not_me_calls_the_next_in_line(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Not me", pages_to(scene, BEN)[-1])
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    assert "🙅 Ben Okafor says: not me. Next in line." in said(scene)
    assert "You are paged as Team Lead: whoever was before you could not be reached." in words(
        pages_to(scene, ANA)[-1]
    )
    assert await steps_to(scene, 5, 15) == [
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}, {BEN: 1, ANA: 1, GIA: 1, HUGO: 0},
    ]  # fmt: skip


async def test_escalating_now_and_to_a_level(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(CHI, "Escalate now", room_card(scene))
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}
    await scene.presses(CHI, "Escalate to level…", room_card(scene))
    await scene.submits(CHI, level="4")
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 1}
    assert "📣 Chi Nguyen escalates: Hugo Meyer (CTO) is being paged." in said(scene)
    assert await steps_to(scene, 15, 25) == [
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 1}, {BEN: 2, ANA: 2, GIA: 2, HUGO: 2},
    ]  # fmt: skip


async def test_whoever_is_called_in_joins_and_takes_nothing_over(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.presses(BEN, "Escalate now", room_card(scene))
    assert "Ben Okafor has it so far." in words(pages_to(scene, ANA)[-1])
    await scene.presses(ANA, "Acknowledge", pages_to(scene, ANA)[-1])
    assert "👋 Ana Ruiz is there too." in said(scene)
    assert "*Ben Okafor has it*" in words(room_card(scene))


async def test_handing_over_is_done_once_it_is_acknowledged(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.presses(BEN, "Hand over to…", room_card(scene))
    await scene.submits(BEN, to="UIDA")
    assert "Only a full member" in scene.errors(BEN)["to"]
    await scene.submits(BEN, to=GIA)
    assert "*Ben Okafor has it*" in words(room_card(scene))
    assert "It is being handed over to you." in words(pages_to(scene, GIA)[-1])
    await scene.presses(GIA, "Acknowledge", pages_to(scene, GIA)[-1])
    assert "*Gia Conti has it*" in words(room_card(scene))
    assert "incident.taken_over" in await record(scene)


async def test_given_back_the_tree_is_climbed_from_where_it_was(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.passes(minutes=2)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.passes(minutes=20)
    await scene.presses(BEN, "Give it back", room_card(scene))
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}, "Ben has just said that it is not his"
    assert "↩️ *Ben Okafor gives it back.* The contact tree is climbed again, from where it was." in said(
        scene
    )
    assert await steps_to(scene, 12.9, 13) == [
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}, {BEN: 1, ANA: 1, GIA: 1, HUGO: 0},
    ], "the twenty minutes that he had it do not count"  # fmt: skip


async def test_silence_is_asked_about_and_then_escalated(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.passes(minutes=29)
    assert not any("are you still on it" in text for text in written(scene, BEN))
    await scene.passes(minutes=1)
    assert "are you still on it?" in written(scene, BEN)[-1]
    asked = next(m for m in scene.messages(room(scene)) if "are you still on it" in m["text"])
    await scene.presses(BEN, "Still on it", asked)
    await scene.passes(minutes=29)
    assert "*Ben Okafor has it*" in words(room_card(scene))
    await scene.passes(minutes=1)
    await scene.passes(minutes=5)
    assert "nobody has it yet" in words(room_card(scene))
    assert paged(scene) == {BEN: 2, ANA: 0, GIA: 0, HUGO: 0}
    assert any("*Ben Okafor gives no sign of life.*" in text for text in said(scene))


async def test_who_may_not_act_is_told_why(scene: Scene) -> None:
    await staff(scene)
    card = await declared(scene)
    await scene.presses(CHI, "Escalate now", card)
    await scene.forges("UIDA")
    assert (await record(scene)).count("incident.escalated") == 1, "a guest reads"
    await scene.presses(BEN, "Acknowledge", room_card(scene))
    await scene.presses(CHI, "Roll back…", room_card(scene))
    told = words(scene.form(CHI)) if scene.has_form(CHI) else scene.told(CHI, room(scene))
    assert "Only whoever is on call, has the incident or commands it" in told
    await scene.presses(CHI, "I take command", room_card(scene))
    await scene.presses(CHI, "Roll back…", room_card(scene))
    await scene.submits(CHI, reason="I command it")
    assert "commander: Chi Nguyen" in words(room_card(scene))
    assert "⏪ Roll back: I command it" in words(room_card(scene))


async def test_after_it_is_resolved_nothing_is_paged_or_answered(scene: Scene) -> None:
    await staff(scene)
    card = await declared(scene)
    page = pages_to(scene, BEN)[-1]
    await scene.types(CHI, "/incident resolve false alarm", room(scene))
    assert "*Resolved* by Chi Nguyen" in words(pages_to(scene, BEN)[-1])
    await scene.presses(BEN, "Acknowledge", page, stale=True)
    assert scene.told(BEN, page["channel"]) == "Incident 1 is resolved."
    await scene.presses(CHI, "Escalate now", card, stale=True)
    assert scene.told(CHI, room(scene)) == "Incident 1 is resolved."
    await scene.passes(hours=1)
    assert paged(scene) == {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}
    await scene.presses(CHI, "Reopen…", room_card(scene))
    await scene.submits(CHI, reason="it is back")
    assert paged(scene)[BEN] == 2
    assert find(room_card(scene)["blocks"], "Acknowledge", "")
    assert (await record(scene))[-3:] == ["incident.reopened", "page.planned", "page.accepted"]
