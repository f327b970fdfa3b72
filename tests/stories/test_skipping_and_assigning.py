"""Items that are not simply done: skipped, not applicable, given to somebody, added on the way."""

from asyncio import gather

import pytest

from tests.stories.aside import ask, assign, choice
from tests.stories.scene import ANA, BEN, CHI, IDA, Scene, Stage, labels, words


async def test_skipping_takes_a_reason(scene: Scene) -> None:
    await scene.starts()
    await ask(scene, BEN, "Before")
    item = choice(scene.form(BEN), "Team told")
    answer = await scene.submits(BEN, item=item)
    assert answer["missing"] == ["reason"]
    await scene.submits(BEN, item=item, reason=" ")
    assert scene.errors(BEN) == {"reason": "Give a reason: it stands in the record."}
    await scene.submits(BEN, item=item, reason="Nobody is affected")
    card = scene.card("Before")
    assert "⏭️  Team told\n_Skipped · Ben Okafor · " in words(card)
    assert "Nobody is affected" in words(card)
    skipped = (await scene.journal())[-1]
    assert (skipped.what, skipped.detail["reason"]) == ("item.skipped", "Nobody is affected")


async def test_an_item_may_not_apply(scene: Scene) -> None:
    await scene.starts()
    await ask(scene, BEN, "Before", "not-applicable")
    await scene.submits(BEN, item=choice(scene.form(BEN), "Team told"), reason="Nothing changes for them")
    assert "➖  Team told\n_Not applicable · Ben Okafor" in words(scene.card("Before"))
    assert (await scene.deeds())[-1] == "item.not_applicable"


async def test_the_form_offers_what_is_open_on_its_card(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    await ask(scene, BEN, "Before")
    menu = next(block for block in scene.form(BEN)["blocks"] if block["block_id"] == "item")["element"]
    assert [each["text"]["text"] for each in menu["options"]] == ["1. Tests green", "2. Backup taken"]


async def test_what_was_closed_meanwhile_is_refused_under_the_item_in_plain_words(scene: Scene) -> None:
    await scene.starts()
    await ask(scene, BEN, "Before")
    item = choice(scene.form(BEN), "Team told")
    await scene.presses(CHI, "Done", scene.card("Before"), near="Team told")
    await scene.submits(BEN, item=item, reason="No time")
    assert scene.errors(BEN) == {"item": "Already done: Chi Nguyen, 2026-03-09 08:00 UTC."}


async def test_there_is_nothing_to_skip_on_a_card_that_is_done(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await scene.presses(ANA, "Attest 2 claims", before)
    await scene.presses(BEN, "Done", before, near="Team told")
    assert "Skip, assign…" not in labels(scene.card("Before"))
    await scene.presses(BEN, "Skip, assign…", before, stale=True)
    assert scene.told(BEN) == (
        "Everything on this card is closed. An item can be reopened from its “…” menu."
    )


async def test_whoever_is_assigned_gets_a_message_and_can_tick_there(scene: Scene) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    assert "_For Ben Okafor_" in words(scene.card("Before"))
    (message,) = scene.dm(BEN)
    assert message["text"].startswith("For you: Team told (Open). Run 1 · Parcel Tracking v2.4.0 · Before")
    await scene.presses(BEN, "Done", message)
    assert "Done · Ben Okafor" in words(scene.card("Before"))
    (message,) = scene.dm(BEN)
    assert "✅  Team told" in words(message)
    assert labels(message) == []


async def test_the_message_turns_true_when_somebody_else_ticks(scene: Scene) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    await scene.presses(CHI, "Done", scene.card("Before"), near="Team told")
    (message,) = scene.dm(BEN)
    assert "Done · Chi Nguyen" in words(message)
    assert labels(message) == []


async def test_who_no_longer_has_the_item_is_told_so(scene: Scene) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    await assign(scene, ANA, "Team told", to=CHI)
    (before,), (now,) = scene.dm(BEN), scene.dm(CHI)
    assert before["text"].startswith("For Chi Nguyen: Team told (Open).")
    assert labels(before) == []
    assert labels(now) == ["Done"]
    await scene.presses(CHI, "Done", now)
    assert "Done · Chi Nguyen" in words(scene.dm(BEN)[0])


async def test_nothing_can_be_pressed_in_a_message_once_the_run_has_ended(scene: Scene) -> None:
    card = await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    await scene.presses(ANA, "Finish…", card)
    await scene.submits(ANA, reason="A rehearsal")
    assert labels(scene.dm(BEN)[0]) == []


@pytest.mark.parametrize("somebody", [IDA, "UJAN", "UBOT"])
async def test_only_who_can_tick_can_be_assigned(scene: Scene, somebody: str) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=somebody)
    assert scene.errors(ANA) == {
        "person": "Only a full member of the workspace can tick items. Choose somebody else."
    }
    assert "item.assigned" not in await scene.deeds()


async def test_an_item_is_added_at_the_end_of_its_section(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(CHI, "Add an item…", scene.card("Before"))
    assert "New item in “Before”" in words(scene.form(CHI))
    await scene.submits(CHI, text="Feature flag off")
    card = scene.card("Before")
    assert "⬜  Feature flag off\n_Added by Chi Nguyen_" in words(card)
    assert "0 of 4 done" in words(card)
    await scene.presses(BEN, "Done", card, near="Feature flag off")
    assert "Done · Ben Okafor" in words(scene.card("Before"))
    assert (await scene.deeds())[-2:] == ["item.added", "item.done"]


async def test_two_people_who_add_at_once_both_have_their_item(scene: Scene) -> None:
    await scene.starts()
    for user in (BEN, CHI):
        await scene.presses(user, "Add an item…", scene.card("Before"))
    await gather(scene.submits(BEN, text="Ben's item"), scene.submits(CHI, text="Chi's item"))
    assert "Ben's item" in words(scene.card("Before"))
    assert "Chi's item" in words(scene.card("Before"))


async def test_of_two_who_assign_the_same_item_the_last_word_counts(scene: Scene) -> None:
    await scene.starts()
    for user in (ANA, BEN):
        await ask(scene, user, "Before", "assign")
    item = choice(scene.form(ANA), "Team told")
    await scene.submits(ANA, item=item, person=BEN)
    await scene.submits(BEN, item=item, person=CHI)
    assert "_For Chi Nguyen_" in words(scene.card("Before"))


HARD = """# Hard

## Parcel Tracking v2.4.0

### Only

- [ ] Backup restored <!-- runsheet: gate=hard -->
- [ ] Soft
"""


async def test_a_hard_item_is_skipped_by_two_people_one_of_them_the_lead(stage: Stage) -> None:
    (stage.runbooks / "hard.md").write_text(HARD)
    async with stage.running() as scene:
        await scene.starts(what="hard v2.4.0")
        assert "🔒 Hard" in words(scene.card("Only"))
        await ask(scene, BEN, "Only")
        await scene.submits(BEN, item=choice(scene.form(BEN), "Backup"), reason="No time")
        assert "Ben Okafor asks to skip it: No time" in words(scene.card("Only"))
        assert "Done" in labels(scene.card("Only")), "it is open still"
        await scene.presses(BEN, "Confirm skip", scene.card("Only"))
        assert scene.told(BEN) == "You asked for this yourself: skipping a hard item takes a second person."
        await scene.presses(CHI, "Confirm skip", scene.card("Only"))
        assert "Ana Ruiz has to confirm" in scene.told(CHI)
        await scene.presses(CHI, "Keep it", scene.card("Only"))
        assert "Only who asked, or the lead" in scene.told(CHI)
        await scene.presses(ANA, "Confirm skip", scene.card("Only"))
        assert "⏭️  Backup restored" in words(scene.card("Only"))
        skipped = (await scene.journal())[-1]
        assert (skipped.what, skipped.who, skipped.detail["asked_by"]) == ("item.skipped", ANA, BEN)


async def test_asking_to_skip_a_hard_item_is_taken_back(stage: Stage) -> None:
    (stage.runbooks / "hard.md").write_text(HARD)
    async with stage.running() as scene:
        await scene.starts(what="hard v2.4.0")
        await ask(scene, BEN, "Only")
        await scene.submits(BEN, item=choice(scene.form(BEN), "Backup"), reason="No time")
        asked = scene.card("Only")
        await scene.presses(BEN, "Keep it", asked)
        assert "asks to skip" not in words(scene.card("Only"))
        await scene.presses(ANA, "Confirm skip", asked, stale=True)
        assert scene.told(ANA) == "Nobody is asking to skip this any more."
        await scene.presses(ANA, "Done", scene.card("Only"), near="Backup")
        assert (await scene.deeds())[-1] == "item.done"
