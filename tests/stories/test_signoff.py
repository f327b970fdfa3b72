"""Sign-off: no stage at or after T0 is started before every role has signed."""

import shutil

import pytest

from bot import shipped
from commands import FEATURES
from tests.stories import gated
from tests.stories.gated import DEV, EMI, FIN, GIA, all_sign, gate, posts, presses, said
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, IDA, OPERATIONS, Scene, Stage, labels, words


async def test_five_sign_and_the_first_stage_is_started(stage: Stage) -> None:
    for name in ("production-deployment.md", "production-deployment.bindings.yaml"):
        shutil.copy(shipped.RUNBOOKS / name, stage.runbooks)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start production-deployment v2.4.0")
        assert "⏳ *0 of 5 signed.*" in words(gate(scene))
        assert gate(scene)["ts"] in scene.stage.sandbox.state()["channels"][1]["pins"]
        assert "Your signature is asked for: *QA Lead*" in scene.dm(CHI)[-1]["text"]

        await scene.passes(days=1, hours=16)  # 07:00 of the day, in the zone of the run
        assert "*QA Lead* is not signed yet" in scene.dm(CHI)[-1]["text"]
        await scene.presses(ANA, "Start stage", scene.card("07:00"))
        for user, role in ((BEN, "Engineering Lead"), (CHI, "QA Lead"), (DEV, "DevOps Lead")):
            await presses(scene, user, "Go", role)
        await scene.passes(hours=1)
        run = scene.card("→")
        missing = "🔒 Sign-off is missing: Security Lead, Product Manager."
        assert missing in words(run)
        assert "Start stage" not in labels(run)

        await presses(scene, EMI, "Go", "Security Lead")
        await presses(scene, FIN, "Go", "Product Manager")
        assert "✅ *Passed*" in words(gate(scene))
        assert "passed, everybody asked has signed (5)" in "\n".join(posts(scene))
        await scene.presses(ANA, "Start stage", scene.card("08:00"))
        assert "🟢 Running" in words(scene.card("→"))
        assert "Withdraw" not in labels(gate(scene))
        passed = next(entry for entry in await scene.journal() if entry.what == "gate.passed")
        assert passed.detail["open"].startswith("5: Meet for ten minutes")
        assert passed.detail["claimed"] == 38
        assert len(passed.detail["document"]) == len(passed.detail["release"]) == 64


async def test_a_stage_is_refused_with_who_is_missing(stage: Stage) -> None:
    """Pressed on a card that was drawn while all had signed."""
    async with gated.started(stage) as scene:
        await all_sign(scene)
        await scene.passes(hours=3)
        await scene.presses(ANA, "Start stage", scene.card("11:00"))
        await scene.passes(hours=1)
        drawn = scene.card("12:00")
        await presses(scene, CHI, "Withdraw", "QA Lead")
        await scene.presses(ANA, "Start stage", drawn, stale=True)
        assert scene.told(ANA) == "Sign-off is missing: QA Lead."
        await presses(scene, CHI, "Go", "QA Lead")
        await scene.presses(ANA, "Start stage", scene.card("12:00"))
        assert (await scene.deeds())[-3:] == ["gate.passed", "stage.begun", "run.started"]


async def test_stages_before_t0_do_not_wait(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await scene.passes(hours=3)
        await scene.presses(ANA, "Start stage", scene.card("11:00"))
        assert (await scene.deeds())[-1] == "stage.begun"


async def test_what_is_open_or_skipped_is_said(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        before = scene.card("Before")
        await scene.presses(BEN, "Done", before, near="Backup taken")
        await scene.presses(BEN, "Skip, assign…", before)
        item = scene.form(BEN)["blocks"][0]["element"]["options"][0]["value"]
        await scene.submits(BEN, item=item, reason="They know")
        card = words(gate(scene))
        assert "*Before it:* 1 of 3 items done." in card
        assert "Open: 1\n•  Meet" in card
        assert "Skipped: 1\n•  Team told (They know)" in card


# Who may not. -----------------------------------------------------------------------------------------------


async def test_others_are_refused(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, IDA, "Go", "QA Lead")
        assert scene.told(IDA).startswith("Guests can read this, not act on it.")
        await presses(scene, BEN, "Go", "QA Lead")
        assert scene.told(BEN) == "“QA Lead” is signed by Chi Nguyen. Ask them, or have them delegate it."
        await presses(scene, ANA, "Go", "QA Lead")
        assert scene.told(ANA).startswith("You lead this run, and the lead signs nothing.")
        assert "signoff.go" not in await scene.deeds()


async def test_nobody_signs_twice(stage: Stage) -> None:
    async with gated.started(stage, "roles: {QA Lead: [UCHI, UDEV], Engineering Lead: [UDEV]}\n") as scene:
        drawn = gate(scene)
        await presses(scene, DEV, "Go", "Engineering Lead")
        await presses(scene, DEV, "Go", "QA Lead")
        assert "You have signed “Engineering Lead”, and each signature is somebody else's." in scene.told(DEV)
        await scene.presses(CHI, "Go", drawn, stale=True)  # the first on it: that of the Engineering Lead
        assert scene.told(CHI).startswith("“Engineering Lead” is signed already: Devika Rao, ")


async def test_a_role_of_nobodys_is_anybodys_but_the_leads(stage: Stage) -> None:
    async with gated.started(stage, None) as scene:
        assert "Waits for anybody but the lead" in said(scene, "QA Lead")
        assert scene.dm(CHI) == []
        await presses(scene, ANA, "Go", "QA Lead")
        assert "the lead signs nothing" in scene.told(ANA)
        await presses(scene, BEN, "Go", "QA Lead")
        await presses(scene, BEN, "Go", "Engineering Lead")
        assert "You have signed “QA Lead”" in scene.told(BEN)
        await presses(scene, GIA, "Go", "Engineering Lead")
        assert "✅ *Passed*" in words(gate(scene))


async def test_a_policy_is_relaxed_in_the_open(stage: Stage) -> None:
    async with gated.started(stage, "signoff: {distinct: false, roles: [qa lead]}\n") as scene:
        card = words(gate(scene))
        assert "Relaxed by policy: one person may sign several times." in card
        assert "Relaxed by policy: not asked for: Engineering Lead." in card
        assert "Missing: QA Lead." in card
        await presses(scene, BEN, "Go", "QA Lead")
        passed = (await scene.journal())[-1]
        assert (passed.what, passed.detail["relaxed"]) == ("gate.passed", "Engineering Lead")


async def test_a_group_signs_for_its_role(stage: Stage) -> None:
    """Its members are asked as Slack has named them, once."""
    async with gated.started(stage, "roles: {QA Lead: SONCALL}\n") as scene:
        assert "Waits for Ben Okafor or Devika Rao" in said(scene, "QA Lead")
        assert len(scene.dm(BEN)) == len(scene.dm(DEV)) == 1
        await presses(scene, CHI, "Go", "QA Lead")
        assert "is signed by Ben Okafor or Devika Rao" in scene.told(CHI)
        await presses(scene, DEV, "Go", "QA Lead")
        assert "Go · Devika Rao" in said(scene, "QA Lead")


async def test_whoever_is_on_duty_signs(stage: Stage) -> None:
    async with gated.started(stage, "roles: {QA Lead: {rotation: On-Call Engineer}}\n") as scene:
        assert "whoever is on the rotation “On-Call Engineer”, which is nobody now" in said(scene, "QA Lead")
        await scene.types(ANA, "/oncall set 1 @ben")
        await presses(scene, BEN, "Go", "QA Lead")
        assert "Go · Ben Okafor" in said(scene, "QA Lead")


# No-go, withdrawn, delegated. -------------------------------------------------------------------------------


@pytest.mark.everywhere
async def test_a_no_go_holds_the_run_until_it_is_a_go(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "No-go…", "QA Lead")
        await scene.submits(CHI, reason="Two tests are red")
        assert "⛔  *QA Lead*\nNo-go · Chi Nguyen" in said(scene, "QA Lead")
        run = words(scene.card("→"))
        assert "⏸️ Held" in run
        assert "No-go from QA Lead: Two tests are red." in run
        await scene.presses(ANA, "Resume", scene.card("→"))
        assert "🗓️ Planned" in words(scene.card("→"))
        await presses(scene, DEV, "Go", "Engineering Lead")
        assert "✅ *Passed*" not in words(gate(scene))
        await presses(scene, CHI, "Go", "QA Lead")
        assert "✅ *Passed*" in words(gate(scene))
        assert [deed for deed in await scene.deeds() if deed[:4] in {"sign", "gate"}] == [
            "gate.opened", "signoff.no_go", "signoff.go", "signoff.go", "gate.passed",
        ]  # fmt: skip


async def test_what_is_withdrawn_is_missing_again(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await all_sign(scene)
        drawn = gate(scene)
        await presses(scene, CHI, "Withdraw", "QA Lead")
        assert "⏳ *1 of 2 signed.* Missing: QA Lead." in words(gate(scene))
        assert "⛔ Sign-off is missing: QA Lead." in words(scene.card("→"))
        await presses(scene, EMI, "Withdraw", "Engineering Lead")
        assert "Only who has signed can withdraw it: Devika Rao" in scene.told(EMI)
        assert "Withdraw" in labels(drawn)


async def test_a_role_is_delegated_until_it_falls_back(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, BEN, "Delegate…", "QA Lead")
        assert scene.told(BEN) == "Only those to whom it is bound delegate it: Chi Nguyen."
        await presses(scene, CHI, "Delegate…", "QA Lead")
        soon = int(scene.stage.clock.now().timestamp()) + 600
        for person, problem in ((IDA, "is no full member"), (ANA, "leads this run")):
            await scene.submits(CHI, person=person, until=soon)
            assert problem in scene.errors(CHI)["person"]
        await scene.submits(CHI, person=GIA, until=soon)
        assert "Chi Nguyen asks you to sign *QA Lead* in their place" in scene.dm(GIA)[-1]["text"]
        assert "or for Gia Conti until" in said(scene, "QA Lead")

        await scene.passes(minutes=11)
        assert "Gia Conti has not signed *QA Lead*" in scene.dm(CHI)[-1]["text"]
        await presses(scene, GIA, "Go", "QA Lead")
        assert "“QA Lead” is signed by Chi Nguyen." in scene.told(GIA)
        assert (await scene.deeds())[-1] == "signoff.fell_back"


async def test_a_delegate_signs_in_the_place_of_somebody(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "Delegate…", "QA Lead")
        await scene.submits(CHI, person=GIA)
        await presses(scene, GIA, "Go", "QA Lead")
        assert "Go · Gia Conti · " in said(scene, "QA Lead")
        assert "for Chi Nguyen" in said(scene, "QA Lead")
        signed = (await scene.journal())[-1]
        assert (signed.who, signed.detail["delegated_by"]) == (GIA, CHI)
        await scene.passes(hours=3, minutes=30)
        assert "signoff.fell_back" not in await scene.deeds()


# What was signed changes. -----------------------------------------------------------------------------------


async def test_another_release_is_signed_anew(stage: Stage) -> None:
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        await all_sign(scene)
        drawn = gate(scene)
        await scene.types(ANA, "/deploy bump v2.4.1")
        assert "To be renewed · Chi Nguyen signed" in said(scene, "QA Lead")
        assert "and the release has changed since" in said(scene, "QA Lead")
        assert "Sign-off to be renewed, as what was signed has changed: Engineering Lead, QA Lead." in words(
            scene.card("→")
        )
        assert "does not count any more: the release has changed" in scene.dm(CHI)[-1]["text"]
        assert "waits again: the release has changed" in scene.thread(drawn)[-1]
        told = len(scene.dm(CHI))
        await scene.types(ANA, "/deploy bump v2.4.2")
        assert len(scene.dm(CHI)) == told, "it was to be renewed already"

        await presses(scene, CHI, "Renew", "QA Lead")
        await presses(scene, EMI, "Renew", "Engineering Lead")
        assert "✅ *Passed*" in words(gate(scene))
        renewed = [entry for entry in await scene.journal() if entry.what == "signoff.go"][-1]
        assert (renewed.who, renewed.detail["renewed"]) == (EMI, "yes")


async def test_a_newer_checklist_is_signed_anew(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await all_sign(scene)
        (stage.runbooks / "small.md").write_text(gated.CHECKLIST.replace("Create the tag", "Create the tags"))
        await scene.bot.library.look()
        await scene.settled()
        assert "✅ *Passed*" in words(gate(scene)), "the run follows the older one"
        offer = next(each for each in scene.messages() if "has a newer version" in each["text"])
        await scene.presses(ANA, "Take it", offer)
        assert "and the checklist has changed since" in said(scene, "QA Lead")
        assert "To be renewed: Engineering Lead, QA Lead." in words(gate(scene))


async def test_nobody_signs_what_they_have_not_seen(stage: Stage) -> None:
    """The release is another one than on the card that the button stands on."""
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        await scene.types(ANA, "/deploy slip v2.4.1")
        await presses(scene, CHI, "Go", "QA Lead")
        assert scene.told(CHI).startswith("What is signed here has changed since this card was drawn.")
        assert "v2.4.1" in words(gate(scene))
        assert "signoff.go" not in await scene.deeds()
        await presses(scene, CHI, "Go", "QA Lead")
        assert (await scene.deeds())[-1] == "signoff.go"


async def test_a_release_that_slipped_in_is_not_deployed(stage: Stage) -> None:
    """Nobody said that it changed: the start of the stage compares once more, and the gate waits again."""
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        await all_sign(scene)
        await scene.passes(hours=3)
        await scene.presses(ANA, "Start stage", scene.card("11:00"))
        await scene.passes(hours=1)
        await scene.types(ANA, "/deploy slip v6.6.6")
        await scene.presses(ANA, "Start stage", scene.card("12:00"))
        assert scene.told(ANA).startswith("The release has changed since it was signed.")
        assert "*0 of 2 signed.* To be renewed: Engineering Lead, QA Lead." in words(gate(scene))
        assert "Sign-off to be renewed" in words(scene.card("→"))
        assert "does not count any more: the release has changed" in scene.dm(CHI)[-1]["text"]
        assert (await scene.deeds())[-3:] == ["signoff.stale", "signoff.stale", "gate.reopened"]
        assert "🗓️ Planned" in words(scene.card("→"))


# Breaking the glass. ----------------------------------------------------------------------------------------


async def test_two_people_break_the_glass(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "Go", "QA Lead")
        await scene.presses(BEN, "Break the glass…", gate(scene))
        await scene.submits(BEN, reason="Payments are down")
        assert "Ben Okafor asks to break the glass:* Payments are down" in words(gate(scene))
        await scene.presses(BEN, "Confirm", gate(scene))
        assert "takes a second person" in scene.told(BEN)
        await scene.presses(CHI, "Confirm", gate(scene))
        assert "one of them the lead: Ana Ruiz has to confirm" in scene.told(CHI)
        await scene.presses(ANA, "Confirm", gate(scene))

        assert "🔨 *Glass broken* by Ben Okafor and Ana Ruiz" in words(gate(scene))
        assert "Sign-off is missing" not in words(scene.card("→"))
        for channel in (DEPLOYMENTS, OPERATIONS):
            assert "goes on without *Engineering Lead*" in str(scene.messages(channel))
        await scene.passes(hours=3)
        await scene.presses(ANA, "Start stage", scene.card("11:00"))
        await scene.passes(hours=1)
        await scene.presses(ANA, "Start stage", scene.card("12:00"))
        assert "🟢 Running" in words(scene.card("→"))
        await _review(scene)


async def _review(scene: Scene) -> None:
    """Of the glass that was broken four hours ago."""
    task = scene.dm(ANA)[0]
    assert "To be reviewed by" in words(task)
    await scene.passes(hours=20, minutes=1)
    assert "has not been reviewed in 24 hours" in scene.dm(ANA)[-1]["text"]
    assert "has not been reviewed in 24 hours" in scene.messages(OPERATIONS)[-1]["text"]
    await scene.presses(ANA, "Reviewed…", task)
    await scene.submits(ANA, review="It was right: the old version lost money")
    assert "🔎 Reviewed · Ana Ruiz" in words(scene.dm(ANA)[0])
    assert (await scene.deeds())[-1] == "gate.reviewed"
    await scene.presses(ANA, "Reviewed…", task, stale=True)
    assert scene.told(ANA, task["channel"]) == "This was reviewed already, by Ana Ruiz."


async def test_what_is_asked_is_withdrawn(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await scene.presses(BEN, "Break the glass…", gate(scene))
        await scene.submits(BEN, reason="Payments are down")
        await scene.presses(CHI, "Withdraw", gate(scene), near="")
        assert "Only who asked, or the lead (Ana Ruiz), can withdraw this." in scene.told(CHI)
        await scene.presses(BEN, "Withdraw", gate(scene))
        assert "Break the glass…" in labels(gate(scene))


async def test_a_broken_gate_is_broken_for_one_release(stage: Stage) -> None:
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        await scene.presses(ANA, "Break the glass…", gate(scene))
        await scene.submits(ANA, reason="Payments are down")
        await scene.presses(BEN, "Confirm", gate(scene))
        await scene.types(ANA, "/deploy bump v2.4.1")
        assert "⏳ *0 of 2 signed.*" in words(gate(scene))
        assert "⛔ Sign-off is missing: Engineering Lead, QA Lead." in words(scene.card("→"))


async def test_nothing_is_signed_once_the_run_has_ended(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        drawn = gate(scene)
        await scene.presses(ANA, "Finish…", scene.card("→"))
        await scene.submits(ANA, reason="Not today")
        assert labels(gate(scene)) == []
        await scene.presses(CHI, "Go", drawn, stale=True)
        assert scene.told(CHI) == "The run has ended: nothing of it can be signed any more."
        assert gate(scene)["ts"] not in scene.stage.sandbox.state()["channels"][1]["pins"]
        before = len(scene.dm(CHI))
        await scene.passes(hours=4)
        assert len(scene.dm(CHI)) == before


async def test_a_role_of_somebody_who_cannot_sign_says_so(stage: Stage) -> None:
    async with gated.started(stage, "roles: {QA Lead: UIDA, Engineering Lead: UANA}\n") as scene:
        assert "Ida Berg, who cannot sign: no full member of the workspace" in said(scene, "QA Lead")
        assert "⚠️ The lead signs nothing: “Delegate…” it." in said(scene, "Engineering Lead")
        await presses(scene, ANA, "Delegate…", "Engineering Lead")
        await scene.submits(ANA, person=DEV)
        await presses(scene, DEV, "Go", "Engineering Lead")
        assert "for Ana Ruiz" in said(scene, "Engineering Lead")


async def test_a_side_file_that_cannot_be_used_binds_nobody(stage: Stage) -> None:
    async with gated.started(stage, "roles: {QA Lead: Chi}\n") as scene:
        assert "The side file of this runbook cannot be used." in words(gate(scene))
        assert "Waits for anybody but the lead" in said(scene, "QA Lead")


async def test_a_checklist_without_a_clock_has_no_gate(stage: Stage) -> None:
    unclocked = gated.CHECKLIST.replace("11:00 - ", "").replace("12:00 - ", "")
    async with gated.started(stage, checklist=unclocked) as scene:
        assert "🖊️" not in words(scene.card("→"))
        assert "0 of 9 done" in words(scene.card("→")), "its lines to sign are items"
