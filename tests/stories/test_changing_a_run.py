"""A run held, resumed, aborted and finished: by command, by button and by form; and who may."""

from asyncio import gather
from typing import Any

from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, GENERAL, Json, Scene, labels, words


async def open_two(scene: Scene) -> None:
    """Runs 1 and 2, in the same channel; both led by Ana."""
    await scene.starts()
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, environment="staging")


def choices(scene: Scene, user: str) -> list[str]:
    menu = next(block for block in scene.form(user)["blocks"] if block["block_id"] == "run")["element"]
    return [option["text"]["text"] for option in menu["options"]]


async def ask_abort(scene: Scene, user: str) -> Json:
    """The run card after somebody asked to abort."""
    await scene.presses(user, "Abort…", scene.card("→"))
    await scene.submits(user, reason="Wrong build")
    return scene.card("→")


# Held and resumed. ------------------------------------------------------------------------------------------


async def test_anybody_holds_and_the_lead_resumes(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(BEN, "Hold…", card)
    await scene.submits(BEN, reason="Error rate is climbing")
    card = scene.card("→")
    assert "⏸️ Held" in words(card)
    assert "⛔ Held by Ben Okafor: Error rate is climbing" in words(card)
    assert scene.thread(card) == ["⏸️ Held by Ben Okafor: Error rate is climbing"]
    await scene.presses(ANA, "Resume", card)
    card = scene.card("→")
    assert "🟢 Running" in words(card)
    assert "⛔" not in words(card)
    assert scene.thread(card)[1:] == ["▶️ Resumed by Ana Ruiz."]
    assert (await scene.deeds())[-2:] == ["run.held", "run.resumed"]


async def test_others_do_not_resume(scene: Scene) -> None:
    await scene.starts()
    await scene.types(BEN, "/deploy hold not now")
    await scene.presses(BEN, "Resume", scene.card("→"))
    assert scene.told(BEN) == "Only the lead, Ana Ruiz, resumes the run."
    await scene.types(BEN, "/deploy resume")
    assert scene.told(BEN) == "Only the lead, Ana Ruiz, resumes the run."
    assert "⏸️ Held" in words(scene.card("→"))


async def test_holding_and_resuming_by_command(scene: Scene) -> None:
    await scene.starts()
    await scene.types(BEN, "/deploy hold 1 error rate is climbing")
    assert "Held by Ben Okafor: error rate is climbing" in words(scene.card("→"))
    await scene.types(CHI, "/deploy hold again")
    assert scene.told(CHI) == "This run is held already."
    await scene.types(ANA, "/deploy resume")
    assert "🟢 Running" in words(scene.card("→"))
    await scene.types(ANA, "/deploy resume")
    assert scene.told(ANA) == "This run is not held."


async def test_holding_without_a_reason_opens_the_form(scene: Scene) -> None:
    await scene.starts()
    await scene.types(BEN, "/deploy hold")
    await scene.submits(BEN, reason=" ")
    assert scene.errors(BEN) == {"reason": "Spaces alone say nothing here."}
    await scene.submits(BEN, reason="Waiting for the database")
    assert "⏸️ Held" in words(scene.card("→"))


# Several runs. ----------------------------------------------------------------------------------------------


async def test_with_several_runs_open_the_form_asks_which(scene: Scene) -> None:
    await open_two(scene)
    await scene.types(BEN, "/deploy hold error rate is climbing")
    assert choices(scene, BEN) == [
        "1 · Parcel Tracking v2.4.0 → production",
        "2 · Parcel Tracking v2.4.0 → staging",
    ]
    await scene.submits(BEN, run="2", reason="Error rate is climbing")
    assert "🟢 Running" in words(scene.card("→ production"))
    assert "⏸️ Held" in words(scene.card("→ staging"))
    await scene.types(ANA, "/deploy resume")
    await scene.submits(ANA, run="1")
    assert scene.errors(ANA) == {"run": "This run is not held."}
    await scene.submits(ANA, run="2")
    assert "🟢 Running" in words(scene.card("→ staging"))


async def test_the_run_of_the_channel_is_the_one_that_is_meant(scene: Scene) -> None:
    await scene.starts()
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, environment="staging", channel=GENERAL)
    await scene.types(BEN, "/deploy hold not now", GENERAL)
    assert "⏸️ Held" in words(scene.card("→ staging", GENERAL))
    assert "🟢 Running" in words(scene.card("→ production"))


async def test_finishing_and_aborting_ask_which_run_too(scene: Scene) -> None:
    await open_two(scene)
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, run="2", reason="Only a rehearsal")
    assert "🏁 Closed" in words(scene.card("→ staging"))
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, environment="test")
    await scene.types(BEN, "/deploy abort")
    await scene.submits(BEN, run="3", reason="Wrong build")
    assert "Ben Okafor asks to abort" in words(scene.card("→ test"))


# Looked at. -------------------------------------------------------------------------------------------------


async def test_status_shows_the_card_to_who_asked(scene: Scene) -> None:
    await scene.starts()
    await scene.types(CHI, "/deploy status")
    shown = scene.messages()[-1]
    assert shown["ephemeral_to"] == CHI
    assert "0 of 6 done" in words(shown)
    assert labels(shown) == labels(scene.card("→"))


async def test_status_of_one_that_has_ended(scene: Scene) -> None:
    await scene.starts()
    await scene.types(ANA, "/deploy finish 1")
    await scene.submits(ANA, reason="A rehearsal")
    await scene.types(CHI, "/deploy status 1")
    assert "closed" in scene.told(CHI)
    await scene.types(CHI, "/deploy status")
    assert scene.told(CHI) == "No run is open. `/deploy start` starts one."
    await scene.types(CHI, "/deploy status #9")
    assert scene.told(CHI) == "There is no run #9. `/deploy list` shows the open ones."


async def test_several_runs_are_listed(scene: Scene) -> None:
    await scene.types(BEN, "/deploy list")
    assert scene.told(BEN) == "No run is open. `/deploy start` starts one."
    await open_two(scene)
    for line in ("/deploy list", "/deploy status"):
        await scene.types(BEN, line, GENERAL)
        title, *rows = scene.told(BEN, GENERAL).splitlines()
        assert title == "*Open runs*"
        assert [row[:3] for row in rows] == ["*1*", "*2*"]
        assert "→ staging · 🟢 Running · 0 of 6 done · lead Ana Ruiz · <#CDEPLOY>" in rows[1]


# Finished. --------------------------------------------------------------------------------------------------


async def test_the_lead_finishes_and_says_why_items_stay_open(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(ANA, "Finish…", card)
    assert "0 of 6 items are done." in words(scene.form(ANA))
    assert (await scene.submits(ANA))["missing"] == ["reason"]
    await scene.submits(ANA, reason=" ")
    assert "items are still open. Say why the run ends like this." in scene.errors(ANA)["reason"]
    await scene.submits(ANA, reason="Only a rehearsal")
    card = scene.card("→")
    assert "🏁 Closed by Ana Ruiz" in words(card)
    assert "Only a rehearsal" in words(card)
    assert labels(card) == ["Record"]
    assert labels(scene.card("Before")) == []


async def test_others_do_not_finish(scene: Scene) -> None:
    card = await scene.starts()
    await scene.presses(BEN, "Finish…", card)
    await scene.submits(BEN, reason="Done enough")
    assert scene.errors(BEN) == {"reason": "Only the lead, Ana Ruiz, finishes the run."}


async def test_a_run_that_has_ended_cannot_change(scene: Scene) -> None:
    card = await scene.starts()
    before = scene.card("Before")
    await scene.presses(BEN, "Hold…", card)
    await scene.presses(ANA, "Finish…", card)
    await scene.submits(ANA, reason="Only a rehearsal")
    deeds = await scene.deeds()
    await scene.submits(BEN, reason="Wait")
    assert scene.errors(BEN) == {"reason": "This run is closed and cannot change any more."}
    for label in ("Finish…", "Hold…", "Abort…"):
        await scene.presses(CHI, label, card, stale=True)
        assert scene.told(CHI) == "This run is closed and cannot change any more."
    for label, near in (("Done", "Team told"), ("Attest 2 claims", ""), ("Next section ▸", "")):
        await scene.presses(BEN, label, before, near, stale=True)
        assert scene.told(BEN) == "The run has ended: its checklist cannot change any more."
    assert await scene.deeds() == deeds


# Aborted. ---------------------------------------------------------------------------------------------------


async def test_aborting_takes_a_second_person_one_of_the_two_the_lead(scene: Scene) -> None:
    await scene.starts()
    card = await ask_abort(scene, BEN)
    assert "*Ben Okafor asks to abort:* Wrong build" in words(card)
    assert "Ben Okafor asks to abort." in card["text"]
    assert "Abort…" not in labels(card)
    await scene.presses(BEN, "Confirm abort", card)
    assert scene.told(BEN) == "You asked for this yourself: aborting takes a second person."
    await scene.presses(CHI, "Confirm abort", card)
    assert scene.told(CHI) == "Aborting takes two people, one of them the lead: Ana Ruiz has to confirm."
    await scene.types(CHI, "/deploy abort me too")
    assert "Somebody asked for this already." in scene.told(CHI)
    await scene.presses(ANA, "Confirm abort", card)
    card = scene.card("→")
    assert "🛑 Aborted by Ana Ruiz" in words(card)
    assert "Wrong build" in words(card)
    assert labels(card) == ["Record"]
    assert labels(scene.card("Before")) == []
    assert (await scene.deeds())[-2:] == ["run.abort_asked", "run.aborted"]


async def test_what_the_lead_asks_anybody_confirms(scene: Scene) -> None:
    await scene.starts()
    await scene.types(ANA, "/deploy abort wrong build")
    await scene.presses(CHI, "Confirm abort", scene.card("→"))
    assert "🛑 Aborted by Chi Nguyen" in words(scene.card("→"))


async def test_withdrawing_is_for_who_asked_and_for_the_lead(scene: Scene) -> None:
    await scene.starts()
    card = await ask_abort(scene, BEN)
    await scene.presses(CHI, "Withdraw", card)
    assert scene.told(CHI) == "Only who asked, or the lead (Ana Ruiz), can withdraw this."
    await scene.presses(BEN, "Withdraw", card)
    assert "asks to abort" not in words(scene.card("→"))
    assert scene.thread(card)[-1] == "The abort was withdrawn by Ben Okafor."
    await scene.presses(ANA, "Confirm abort", card, stale=True)
    assert scene.told(ANA) == "Nobody is asking to abort this run any more."
    await scene.presses(BEN, "Withdraw", card, stale=True)
    assert scene.told(BEN) == "Nobody is asking to abort this run any more."
    card = await ask_abort(scene, BEN)
    await scene.presses(ANA, "Withdraw", card)
    assert "🟢 Running" in words(scene.card("→"))


async def test_confirmed_and_withdrawn_at_once_only_one_happens(scene: Scene) -> None:
    await scene.starts()
    card = await ask_abort(scene, BEN)
    await gather(scene.presses(ANA, "Confirm abort", card), scene.presses(BEN, "Withdraw", card))
    happened = {"run.aborted", "run.abort_withdrawn"} & {*await scene.deeds()}
    assert len(happened) == 1
    state: dict[str, Any] = {"run.aborted": "🛑 Aborted", "run.abort_withdrawn": "🟢 Running"}
    assert state[happened.pop()] in words(scene.card("→"))


async def test_the_end_is_told_in_the_channel(scene: Scene) -> None:
    await scene.starts()
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    end = [message for message in scene.messages(DEPLOYMENTS) if message["thread_ts"] is None][-1]
    assert end["text"] == (
        "*🏁 Closed:* Parcel Tracking v2.4.0 → production · 0 of 6 items done.\nOnly a rehearsal"
    )


async def test_a_reason_may_begin_with_a_number(scene: Scene) -> None:
    await scene.starts(ANA)
    await scene.types(BEN, "/deploy hold 500 errors on checkout")
    assert "Held by Ben Okafor: 500 errors on checkout" in words(scene.card("Parcel Tracking"))


async def test_a_run_that_has_ended_opens_no_form(scene: Scene) -> None:
    await scene.starts(ANA)
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="enough")
    await scene.types(ANA, "/deploy finish 1")
    assert scene.told(ANA) == "This run is closed and cannot change any more."
    assert not scene.has_form(ANA)
