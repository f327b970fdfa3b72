"""Declaring an incident, from wherever one is; and what is wrong with what is typed."""

import pytest

from tests.stories.incidents import declared, happened, incident, room, room_card, rooms, staff
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, GENERAL, OPERATIONS, Scene, labels, words


async def test_one_line_is_answered_at_once(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident open sev1 payment errors")
    assert scene.told(CHI) == (
        "🚨 Incident 1 declared: severity 1, payment errors.\n"
        "Paging Ben Okafor. The channel `#inc-1-payment-errors` is being made."
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sev9 payment errors", "There is no severity `sev9`. Did you mean `sev"),
        ("sevv1 payment errors", "There is no severity `sevv1`. Did you mean `sev1`?"),
        ("p7 payment errors", "There is no severity `p7`. Did you mean `sev"),
    ],
)
async def test_an_unknown_severity_is_answered_with_the_nearest(scene: Scene, typed: str, told: str) -> None:
    await scene.types(CHI, f"/incident open {typed}")
    assert told in scene.told(CHI)
    assert rooms(scene) == []


async def test_what_is_missing_is_asked_for(scene: Scene) -> None:
    await scene.types(CHI, "/incident open payment errors")
    title = next(block for block in scene.form(CHI)["blocks"] if block["block_id"] == "title")
    assert title["element"]["initial_value"] == "payment errors"
    await scene.submits(CHI, severity="2")
    assert "Severity 2: payment errors" in words(scene.card("Severity 2", OPERATIONS))


async def test_the_form_wants_a_title(scene: Scene) -> None:
    await scene.types(CHI, "/incident open sev1")
    await scene.submits(CHI, title="   ")
    assert scene.errors(CHI) == {"title": "Spaces alone say nothing here."}
    assert rooms(scene) == []


async def test_a_run_and_its_incident_know_each_other(scene: Scene) -> None:
    await staff(scene)
    run = await scene.starts(BEN)
    await scene.presses(CHI, "🚨 Incident…", run)
    await scene.submits(CHI, title="payment errors", severity="1")
    assert "run 1, Parcel Tracking v2.4.0" in words(room_card(scene))
    assert "payment errors · 🚨 Open: nobody has it yet" in words(scene.card("→"))
    await scene.presses(CHI, "Show", scene.card("→"))
    shown = scene.messages(DEPLOYMENTS)[-1]
    assert "Severity 1: payment errors" in words(shown)


async def test_a_run_that_has_ended_has_no_incident_any_more(scene: Scene) -> None:
    run = await scene.starts()
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    assert "🚨 Incident…" not in labels(scene.card("→"))
    await scene.presses(CHI, "🚨 Incident…", run, stale=True)
    told = words(scene.form(CHI)) if scene.has_form(CHI) else scene.told(CHI)
    assert "Run 1 has ended, so no incident belongs to it." in told


async def test_from_anywhere_and_from_a_message(scene: Scene) -> None:
    await staff(scene)
    await scene.act(user=CHI, do="shortcut", callback_id="declare_incident")
    await scene.submits(CHI, title="slow search", severity="2")
    assert scene.card("Severity 2: slow search", OPERATIONS)
    said = await scene.act(user=ANA, do="say", channel=GENERAL, text="checkout gives 500 to everybody")
    await scene.act(
        user=CHI, do="shortcut", callback_id="declare_from_message", channel=GENERAL, ts=said["ts"]
    )
    await scene.submits(CHI, severity="1")
    assert "checkout gives 500 to everybody" in await happened(scene, 2)
    assert (await incident(scene, 2)).title == "checkout gives 500 to everybody"


async def test_lists_say_how_long_it_took(scene: Scene) -> None:
    await staff(scene)
    await scene.types(CHI, "/incident list")
    assert scene.told(CHI) == "No incident is open. `/incident open` declares one."
    await declared(scene)
    await scene.passes(minutes=3)
    await scene.presses(BEN, "Acknowledge", room_card(scene))
    await scene.passes(minutes=7)
    await scene.types(BEN, "/incident resolve fixed", room(scene))
    for which in ("list", "history"):
        await scene.types(CHI, f"/incident {which}")
        assert "acknowledged after 3 min · resolved after 10 min" in scene.told(CHI)


async def test_home_shows_what_burns(scene: Scene) -> None:
    await staff(scene)
    await scene.opens_home(CHI)
    await scene.presses(CHI, "Declare an incident", scene.home(CHI))
    await scene.submits(CHI, title="payment errors", severity="1")
    assert "payment errors · 🚨 Open: nobody has it yet" in words(scene.home(CHI))


async def test_several_open_ones_are_told_apart(scene: Scene) -> None:
    await staff(scene)
    for title in ("payment errors", "slow search"):
        await scene.types(CHI, f"/incident open sev2 {title}")
    await scene.types(BEN, "/incident note the index is missing")
    await scene.submits(BEN, incident="2")
    assert "the index is missing" in await happened(scene, 2)
    await scene.types(BEN, "/incident note 1 not the index")
    assert "not the index" in await happened(scene, 1)
    await scene.types(BEN, "/incident resolve 7")
    assert scene.told(BEN) == "There is no incident 7. `/incident list` shows the open ones."
