"""A gate follows what its run follows: another checklist, another release, another lead."""

from commands import FEATURES
from tests.stories import gated
from tests.stories.gated import APPROVAL, DEV, EMI, all_sign, gate, posts, presses, said
from tests.stories.scene import ANA, BEN, CHI, Scene, Stage, words
from tests.stories.test_versions import changes, offer

LINE = "- [ ] QA Lead: ____ Date: ____\n"
SECURITY = "- [ ] Security Lead: ____ Date: ____\n"
BOUND = "roles: {QA Lead: UCHI, Engineering Lead: [UDEV, UEMI], Security Lead: UCHI}\n"


async def takes(scene: Scene, checklist: str) -> None:
    await changes(scene, checklist)
    await scene.presses(ANA, "Take it", offer(scene))


async def leads(scene: Scene, user: str, was: str = ANA) -> None:
    await scene.types(was, "/deploy lead 1")
    await scene.submits(was, to=user)


# Another checklist. -----------------------------------------------------------------------------------------


async def test_a_role_that_comes_signs_too(stage: Stage) -> None:
    async with gated.started(stage, BOUND) as scene:
        await all_sign(scene)
        await changes(scene, gated.CHECKLIST.replace(LINE, LINE + SECURITY))
        await scene.presses(ANA, "Show the difference", offer(scene))
        assert "*Approval to Deploy*\n➕ Security Lead" in words(scene.form(ANA))
        await scene.act(user=ANA, do="close", view=scene.form(ANA)["id"])
        await scene.presses(ANA, "Take it", offer(scene))
        card = words(gate(scene))
        assert "*0 of 3 signed.* Missing: Security Lead. To be renewed: Engineering Lead, QA Lead." in card
        assert "Waits for Chi Nguyen" in said(scene, "Security Lead")
        assert "Asked for besides: *Security Lead*." in str(scene.thread(gate(scene)))
        assert "asked for: *Security Lead*, for" in scene.dm(CHI)[-1]["text"], "once, and that one alone"
        assert len(scene.dm(DEV)) == 2, "asked, and told that it is stale"
        assert "Security Lead" in words(scene.card("→"))
        await presses(scene, DEV, "Renew", "Engineering Lead")
        await presses(scene, CHI, "Renew", "QA Lead")
        assert "Sign-off is missing: Security Lead." in words(scene.card("→"))
        assert "signoff.asked" in await scene.deeds()


async def test_a_role_that_goes_is_asked_no_more(stage: Stage) -> None:
    """Another word for a role is another role: nobody has signed for that."""
    async with gated.started(stage) as scene:
        await all_sign(scene)
        await takes(scene, gated.CHECKLIST.replace("QA Lead: ____", "QA Leads: ____"))
        assert "*0 of 2 signed.* Missing: QA Leads. To be renewed: Engineering Lead." in words(gate(scene))
        assert "Not asked for any more: *QA Lead*." in str(scene.thread(gate(scene)))
        dropped = next(entry for entry in await scene.journal() if entry.what == "signoff.dropped")
        assert dropped.detail == {"role": "QA Lead", "signed_by": CHI}
        await takes(scene, gated.CHECKLIST.replace(LINE, ""))
        assert "*0 of 1 signed.* To be renewed: Engineering Lead." in words(gate(scene))
        await presses(scene, EMI, "Renew", "Engineering Lead")
        assert "✅ *Passed*" in words(gate(scene))


async def test_a_gate_whose_section_is_gone_stays(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await all_sign(scene)
        start, end = gated.CHECKLIST.index("### Approval"), gated.CHECKLIST.index("### Confirmation")
        await changes(scene, gated.CHECKLIST[:start] + gated.CHECKLIST[end:])
        await scene.presses(ANA, "Show the difference", offer(scene))
        assert f"done in this run still:_ {APPROVAL}" in words(scene.form(ANA))
        await scene.act(user=ANA, do="close", view=scene.form(ANA)["id"])
        await scene.presses(ANA, "Take it", offer(scene))
        assert "*0 of 2 signed.* To be renewed: Engineering Lead, QA Lead." in words(gate(scene))


async def test_statements_follow_too(stage: Stage) -> None:
    async with gated.started(stage, None) as scene:
        await takes(scene, gated.CHECKLIST.replace("Free of critical issues", "Everybody informed"))
        assert "signoff.asked" in await scene.deeds()
        await presses(scene, BEN, "Go", "QA Lead")
        await presses(scene, CHI, "Go", "Engineering Lead")
        await scene.passes(hours=3)
        await scene.presses(ANA, "Start stage", scene.card("11:00"))
        await scene.passes(hours=1)
        await scene.presses(ANA, "Start stage", scene.card("12:00"))
        await scene.presses(ANA, "It is live", scene.card("Parcel Tracking"))
        await scene.passes(hours=25)
        card = words(scene.card(gated.CONFIRMATION))
        assert "Everybody informed" in card
        assert "Free of critical issues" not in card


# Another release. -------------------------------------------------------------------------------------------


async def test_whoever_may_not_sign_finds_it_out_too(stage: Stage) -> None:
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "Go", "QA Lead")
        await scene.types(ANA, "/deploy slip v6.6.6")
        await presses(scene, BEN, "Go", "Engineering Lead")
        assert scene.told(BEN).startswith("What is signed here has changed since this card was drawn.")
        assert "To be renewed: QA Lead." in words(gate(scene))
        assert (await scene.deeds())[-2:] == ["signoff.stale", "gate.reopened"]


# Another lead. ----------------------------------------------------------------------------------------------


async def test_the_signature_of_whoever_leads_then_falls(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await all_sign(scene)
        await scene.types(ANA, "/deploy lead 1")
        assert "The lead signs nothing" in words(scene.form(ANA))
        await scene.submits(ANA, to=DEV)
        assert "*1 of 2 signed.* Missing: Engineering Lead." in words(gate(scene))
        row = said(scene, "Engineering Lead")
        assert "Withdrawn · Devika Rao leads the run now · waits for Emi Sato" in row
        assert "Somebody else signs *Engineering Lead*." in scene.thread(gate(scene))[-1]
        told = scene.dm(DEV)[-1]["text"]
        assert "The lead signs nothing, so your signature as *Engineering Lead*" in told
        assert "Devika Rao leads the run now" in scene.dm(EMI)[-1]["text"]
        assert "Sign-off is missing: Engineering Lead." in words(scene.card("→"))
        fallen = next(entry for entry in await scene.journal() if entry.what == "signoff.withdrawn")
        assert (fallen.who, fallen.detail["reason"]) == (ANA, "leads the run now")
        await presses(scene, DEV, "Go", "Engineering Lead")
        assert "the lead signs nothing" in scene.told(DEV)
        await presses(scene, EMI, "Go", "Engineering Lead")
        assert "✅ *Passed*" in words(gate(scene))


async def test_whoever_leads_first_signs_once_they_do_not(stage: Stage) -> None:
    """Taken over and handed back: by then they are somebody who may sign."""
    async with gated.started(stage, "roles: {QA Lead: UCHI, Engineering Lead: UANA}\n") as scene:
        await scene.types(ANA, "/oncall set 1 @chi")
        assert "⚠️ The lead signs nothing: “Delegate…” it." in said(scene, "Engineering Lead")
        await presses(scene, CHI, "Go", "QA Lead")
        await scene.types(CHI, "/deploy lead 1")
        await scene.submits(CHI, reason="Ana is on a plane")
        assert "Nobody else is bound to *QA Lead*: press “Delegate…”" in scene.dm(CHI)[-1]["text"]
        assert "⚠️ The lead signs nothing" in said(scene, "QA Lead")
        await presses(scene, ANA, "Go", "Engineering Lead")
        assert "Go · Ana Ruiz" in said(scene, "Engineering Lead")
        await leads(scene, BEN, was=CHI)
        await presses(scene, CHI, "Go", "QA Lead")
        assert "✅ *Passed*" in words(gate(scene))


async def test_what_is_delegated_to_the_new_lead_falls_back(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "Delegate…", "QA Lead")
        await scene.submits(CHI, person=BEN)
        await leads(scene, BEN)
        assert "Waits for Chi Nguyen" in said(scene, "QA Lead")
        assert "Ben Okafor leads the run now" in scene.dm(CHI)[-1]["text"]
        assert "signoff.fell_back" in await scene.deeds()
        assert not [text for text in posts(scene) if "your signature" in text]
