"""Ticking items off: done, reopened, noted, attested, and what a slow or second press is told."""

from asyncio import gather

from tests.stories.scene import ANA, BEN, CHI, Scene, labels, words


async def test_a_tick_says_who_and_when_and_journals_it(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    card = scene.card("Before")
    assert "✅  Team told\n_Done · Ben Okafor · <!date^" in words(card)
    assert "1 of 3 done" in words(card)
    assert "1 of 6 done" in words(scene.card("→"))
    done = (await scene.journal())[-1]
    assert (done.who, done.what) == (BEN, "item.done")


async def test_a_double_click_ticks_once_and_the_second_is_told(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await scene.presses(BEN, "Done", before, near="Team told")
    await scene.presses(BEN, "Done", before, near="Team told", stale=True)
    assert scene.told(BEN).startswith("Already done: Ben Okafor, <!date^")
    assert (await scene.deeds()).count("item.done") == 1


async def test_of_two_who_press_at_once_one_does_it_and_the_other_is_told_who(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await gather(*(scene.presses(who, "Done", before, near="Team told") for who in (BEN, CHI)))
    (done,) = [entry for entry in await scene.journal() if entry.what == "item.done"]
    name, other = {BEN: ("Ben Okafor", CHI), CHI: ("Chi Nguyen", BEN)}[done.who]
    assert f"Done · {name}" in words(scene.card("Before"))
    assert scene.told(other).startswith(f"Already done: {name}, ")


async def test_a_button_on_a_stale_card_does_what_it_says(scene: Scene) -> None:
    await scene.starts()
    shown = scene.card("Before")
    await scene.presses(ANA, "Attest 2 claims", shown)
    await scene.presses(BEN, "Done", shown, near="Team told", stale=True)
    assert "Done · Ben Okafor" in words(scene.card("Before"))


async def test_reopening_takes_a_reason_that_everybody_sees(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    await scene.presses(CHI, "Reopen…", scene.card("Before"), near="Team told")
    await scene.submits(CHI, reason="  ")
    assert scene.errors(CHI) == {"reason": "Spaces alone say nothing here."}
    await scene.submits(CHI, reason="Support was not told")
    card = scene.card("Before")
    assert "⬜  Team told\n_Reopened by Chi Nguyen · Support was not told_" in words(card)
    assert "0 of 3 done" in words(card)
    assert (await scene.journal())[-1].detail["reason"] == "Support was not told"


async def test_a_press_that_did_not_see_the_reopening_is_refused(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await scene.presses(BEN, "Done", before, near="Team told")
    await scene.presses(CHI, "Reopen…", scene.card("Before"), near="Team told")
    await scene.submits(CHI, reason="Support & sales were not told")
    await scene.presses(ANA, "Done", before, near="Team told", stale=True)
    assert scene.told(ANA) == (
        "This was reopened since: Chi Nguyen (Support &amp; sales were not told). "
        "Press Done again if it is done now."
    )
    await scene.presses(ANA, "Done", scene.card("Before"), near="Team told")
    assert "Done · Ana Ruiz" in words(scene.card("Before"))


async def test_an_open_item_cannot_be_reopened(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    done = scene.card("Before")
    await scene.presses(CHI, "Reopen…", done, near="Team told")
    await scene.presses(ANA, "Reopen…", done, near="Team told")
    await scene.submits(CHI, reason="Too early")
    await scene.submits(ANA, reason="Too early")
    assert scene.errors(ANA) == {"reason": "This item is open already."}


async def test_a_note_stands_under_its_item(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Add a note…", scene.card("Before"), near="Backup taken")
    await scene.submits(BEN, note="Restored on staging, 14 minutes")
    assert "💬 Restored on staging, 14 minutes — Ben Okafor" in words(scene.card("Before"))
    assert (await scene.journal())[-1].detail["note"] == "Restored on staging, 14 minutes"


async def test_claims_are_not_done_until_somebody_attests_them(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    assert "☑️  Tests green" in words(before)
    assert "0 of 3 done" in words(before)
    await scene.presses(BEN, "Attest 2 claims", before)
    after = scene.card("Before")
    assert "✅  Tests green\n_Done · Ben Okafor" in words(after)
    assert "2 of 3 done" in words(after)
    assert not [label for label in labels(after) if label.startswith("Attest")]


async def test_of_two_who_attest_at_once_one_does(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await gather(*(scene.presses(who, "Attest 2 claims", before) for who in (BEN, CHI)))
    attested = [entry.who for entry in await scene.journal() if entry.what == "item.attested"]
    assert len(attested) == 2
    (other,) = {BEN, CHI} - set(attested)
    assert scene.told(other) == "No claims are left to attest here."


async def test_a_claim_can_be_challenged(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(CHI, "Reopen…", scene.card("Before"), near="Tests green")
    await scene.submits(CHI, reason="They were red at noon")
    card = scene.card("Before")
    assert "⬜  Tests green\n_Reopened by Chi Nguyen · They were red at noon_" in words(card)
    assert "Attest the claim" in labels(card), "one is left"
    await scene.presses(BEN, "Done", card, near="Tests green")
    assert "✅  Tests green" in words(scene.card("Before"))
