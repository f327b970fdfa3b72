"""An incident from its declaration to its review, as everybody sees it."""

import aiohttp

from tests.stories.incidents import (
    GIA,
    HUGO,
    declared,
    happened,
    paged,
    pages_to,
    record,
    room,
    room_card,
    rooms,
    said,
    staff,
    steps_to,
    told_operations,
    written,
)
from tests.stories.scene import ANA, BEN, CHI, Scene, labels, words


async def test_nobody_answers_until_somebody_does(scene: Scene) -> None:
    await staff(scene)
    card = await declared(scene)
    assert "Open: nobody has it yet" in words(card)
    assert labels(card)[:4] == ["Acknowledge", "Escalate now", "Update…", "Resolve…"]
    assert await steps_to(scene, 0, 4.9, 5, 14.9, 15, 30, 40) == [
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 0, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 0},
        {BEN: 1, ANA: 1, GIA: 1, HUGO: 1},
        {BEN: 2, ANA: 2, GIA: 2, HUGO: 2},
    ]
    await scene.presses(GIA, "Acknowledge", pages_to(scene, GIA)[-1])
    assert "*Gia Conti has it*" in words(room_card(scene))
    assert "Gia Conti has it" in words(pages_to(scene, BEN)[-1])
    assert labels(pages_to(scene, BEN)[-1]) == []
    await scene.passes(minutes=29)
    assert paged(scene) == {BEN: 2, ANA: 2, GIA: 2, HUGO: 2}, "nobody is paged any more"


async def test_from_the_first_line_to_the_review(scene: Scene) -> None:
    await staff(scene)
    await declared(scene)
    await scene.passes(minutes=2)
    await scene.presses(BEN, "Acknowledge", pages_to(scene, BEN)[-1])
    await scene.presses(BEN, "Roll back…", room_card(scene))
    await scene.submits(BEN, reason="errors climb")
    for step in ("Find out who", "Do what was decided"):
        await scene.presses(BEN, "Done", room_card(scene), near=step)
    await scene.passes(minutes=8)
    await scene.types(BEN, "/incident resolve the old version is back", room(scene))
    assert "Resolved, to be verified" in words(room_card(scene))
    await scene.presses(CHI, "Done", room_card(scene), near="Check that the service")
    assert "Post-mortem due" in words(room_card(scene))
    await scene.passes(hours=22)
    assert written(scene, BEN)[-1].startswith(
        "⏰ The post-mortem of incident 1, payment errors, is due <!date"
    )
    await scene.passes(hours=2)
    assert "is due now" in written(scene, BEN)[-1]
    await scene.passes(days=1)
    assert "is overdue" in written(scene, BEN)[-1]
    assert "is overdue" in written(scene, ANA)[-1], "one level higher hears of it too"
    await scene.presses(CHI, "Review…", room_card(scene))
    await scene.submits(CHI, learned="test the coupon path", link="https://wiki.example/pm-1")
    assert "Reviewed by Chi Nguyen" in words(room_card(scene))
    assert labels(room_card(scene)) == []
    await scene.passes(days=6, hours=23)
    assert not rooms(scene)[0]["is_archived"], "never before its time"
    await scene.passes(hours=1)
    assert rooms(scene)[0]["is_archived"]
    assert await record(scene) == [
        "incident.declared", "page.planned", "channel.made", "page.accepted", "incident.acknowledged",
        "incident.decided", "step.done", "step.done", "incident.resolved", "postmortem.drafted", "step.done",
        "postmortem.reminded", "postmortem.reminded", "postmortem.reminded", "incident.reviewed",
        "channel.archived",
    ]  # fmt: skip
    assert (await happened(scene))[:4] == [
        "Chi Nguyen declared severity 1.",
        "Ben Okafor is paged as On-Call Engineer.",
        "Channel #inc-1-payment-errors was opened.",
        "Ben Okafor has it, 2 min after it was declared.",
    ]


async def test_the_draft_of_the_post_mortem_says_what_is_known(scene: Scene) -> None:
    await staff(scene)
    await declared(scene, "sev1 payment | errors")
    await scene.passes(minutes=5)
    await scene.presses(ANA, "Acknowledge", pages_to(scene, ANA)[-1])
    await scene.types(ANA, "/incident decide fix forward: it is one line", room(scene))
    await scene.types(ANA, "/incident note the coupon service is down", room(scene))
    await scene.types(ANA, "/incident resolve fixed", room(scene))
    (file,) = scene.stage.sandbox.state()["files"]
    assert file["name"] == "incident-1-post-mortem.md"
    async with aiohttp.ClientSession() as http, http.get(file["permalink"]) as answer:
        text = await answer.text()
    assert "# Post-mortem: payment \\| errors" in text
    assert "| Acknowledged | 2026-03-09 08:05:00 | 5 min |" in text
    assert "Ana Ruiz: Fix forward: it is one line" in text
    assert "Ana Ruiz (note): the coupon service is down" in text
    assert "| Ben Okafor | On-Call Engineer | 08:00:00 | 08:00:00 | 0.0 s | no | superseded |" in text
    assert "- [ ] _what, who, by when_" in text


async def test_severity_2_lives_in_the_operations_channel(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident open sev2 slow search")
    assert rooms(scene) == []
    card = scene.card("Severity 2", "COPS")
    assert [row for row in words(card).replace("*", "").split("\n") if row.startswith("⬜")] == [
        "⬜  2. Find the cause", "⬜  3. Put the fix in place", "⬜  4. Watch until the numbers are normal",
        "⬜  5. Write down cause and fix",
    ]  # fmt: skip
    assert await steps_to(scene, 5, 10) == [
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}, {BEN: 2, ANA: 0, GIA: 0, HUGO: 0},
    ]  # fmt: skip
    await scene.presses(BEN, "Acknowledge", scene.card("Severity 2", "COPS"))
    await scene.types(BEN, "/incident note an index is missing")
    assert scene.thread(scene.card("Severity 2", "COPS"))[-1] == "📝 Ben Okafor: an index is missing"


async def test_raised_to_severity_1_what_was_not_done_is_done(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident open sev2 slow search")
    await scene.passes(minutes=6)
    await scene.types(CHI, "/incident sev 1 sev1")
    assert paged(scene) == {BEN: 1, ANA: 1, GIA: 0, HUGO: 0}, "Ana's minute had come"
    assert rooms(scene)[0]["name"] == "inc-1-slow-search"
    assert "Severity 1: slow search" in words(room_card(scene))
    assert "*Severity 1*, says Chi Nguyen; it was 2." in "\n".join(
        scene.thread(scene.card("Severity 1", "COPS"))
    )
    await scene.types(CHI, "/incident sev 1 2")
    await scene.passes(minutes=9)
    assert paged(scene)[GIA] == 0, "the tree is climbed no further"
    assert any("From here only whoever is on call first is paged." in text for text in said(scene))


async def test_nobody_on_call_is_said_aloud_and_said_again(scene: Scene) -> None:
    await scene.types(CHI, "/incident open sev1 payment errors")
    assert "Nobody is on call at any level, so nobody is paged." in scene.told(CHI)
    assert len([text for text in told_operations(scene) if "Nobody is on call" in text]) == 1
    await scene.passes(minutes=10)
    assert len([text for text in told_operations(scene) if "Nobody is on call" in text]) == 2
    await scene.types(ANA, "/oncall set 1 @ben")
    await scene.passes(minutes=10)
    assert paged(scene)[BEN] == 1, "somebody is by now"


async def test_an_empty_level_is_skipped_at_once_and_said(scene: Scene) -> None:
    await staff(scene, l2=None)
    await declared(scene)
    assert await steps_to(scene, 4, 5) == [
        {BEN: 1, ANA: 0, GIA: 0, HUGO: 0}, {BEN: 1, ANA: 0, GIA: 1, HUGO: 0},
    ]  # fmt: skip
    assert "⏭️ Level 2, *Team Lead*, is skipped: nobody is on call there." in said(scene)
