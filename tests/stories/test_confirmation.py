"""Confirmation: what is stated of a deployment before its run is closed, beside what is known of it."""

from tests.stories import gated
from tests.stories.gated import CONFIRMATION, GIA, all_sign, presses, said
from tests.stories.scene import ANA, BEN, CHI, IDA, Scene, Stage, labels, words

WITHOUT = gated.CHECKLIST.replace("Service Quality (24 hours)", "Service Quality")
"""Nothing is measured over a time, so nothing is waited for."""


async def goes_live(scene: Scene) -> None:
    await all_sign(scene)
    await scene.passes(hours=3)
    await scene.presses(ANA, "Start stage", scene.card("11:00"))
    await scene.passes(hours=1)
    await scene.presses(ANA, "Start stage", scene.card("12:00"))
    await scene.presses(ANA, "It is live", scene.card("→"))


async def test_it_opens_a_day_after_live_and_is_confirmed(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await goes_live(scene)
        assert "🌍 Live" in words(scene.card("→"))
        assert "Confirmation is missing: Release completed, Free of critical issues. It opens" in words(
            scene.card("→")
        )
        await scene.types(BEN, "/incident open sev2 slow searches")
        await scene.passes(hours=24)
        assert "🖊️ Awaiting confirmation" in words(scene.card("→"))
        card = scene.card(CONFIRMATION)
        assert "⏳ *0 of 2 confirmed.*" in words(card)
        assert "Break the glass…" not in labels(card)
        assert "_Live since" in said(scene, "Release completed", CONFIRMATION)
        assert "1 of Severity 2, 1 not resolved" in said(scene, "Free of critical issues", CONFIRMATION)

        await presses(scene, IDA, "Confirm", "Release completed", CONFIRMATION)
        assert scene.told(IDA).startswith("Guests can read this, not act on it.")
        await presses(scene, ANA, "Confirm", "Release completed", CONFIRMATION)
        await presses(scene, ANA, "Confirm", "Free of critical issues", CONFIRMATION)
        assert "Confirmed · Ana Ruiz" in said(scene, "Release completed", CONFIRMATION)
        assert "✅ *Passed*" in words(scene.card(CONFIRMATION))
        assert "🌍 Live" in words(scene.card("→"))
        assert "Confirmation is missing" not in words(scene.card("→"))
        assert (await scene.deeds())[-1] == "gate.passed"


async def test_a_run_is_not_closed_without_it_unless_with_a_reason(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await goes_live(scene)
        await scene.presses(ANA, "Finish…", scene.card("→"))
        assert "Confirmation is missing: Release completed" in words(scene.form(ANA))
        await scene.submits(ANA, reason=" ")
        missing = "Confirmation is missing: Release completed, Free of critical issues. It opens"
        assert scene.errors(ANA)["reason"].startswith(missing)
        await scene.submits(ANA, reason="Replaced by v2.4.1 tonight")
        closed = (await scene.journal())[-1]
        assert closed.what == "run.closed"
        assert closed.detail["unconfirmed"].startswith(missing)
        assert any("*🏁 Closed:*" in text and missing in text for text in gated.posts(scene))
        await scene.passes(hours=25)
        assert CONFIRMATION not in str(scene.messages()), "its time has come, but the run is over"


async def test_what_is_not_so_stops_the_end(stage: Stage) -> None:
    """And holds nothing: the run is live."""
    async with gated.started(stage, checklist=WITHOUT) as scene:
        await goes_live(scene)
        assert "🖊️ Awaiting confirmation" in words(scene.card("→")), "it opens at once"
        await presses(scene, BEN, "Not so…", "Free of critical issues", CONFIRMATION)
        await scene.submits(BEN, reason="Search is slow")
        assert "⛔  *Free of critical issues*\nNot confirmed · Ben Okafor" in said(
            scene, "Free of critical issues", CONFIRMATION
        )
        assert "⛔ Confirmation is missing: Release completed. No-go from Free" in words(scene.card("→"))
        await presses(scene, CHI, "Confirm", "Free of critical issues", CONFIRMATION)
        await presses(scene, CHI, "Confirm", "Release completed", CONFIRMATION)
        assert "✅ *Passed*" in words(scene.card(CONFIRMATION))
        await presses(scene, CHI, "Withdraw", "Release completed", CONFIRMATION)
        assert "🖊️ Awaiting confirmation" in words(scene.card("→"))


async def test_held_and_resumed_it_still_waits(stage: Stage) -> None:
    async with gated.started(stage, checklist=WITHOUT) as scene:
        await goes_live(scene)
        await scene.types(BEN, "/deploy hold a look at search first")
        assert "⏸️ Held" in words(scene.card("→"))
        await scene.presses(ANA, "Resume", scene.card("→"))
        assert "🖊️ Awaiting confirmation" in words(scene.card("→"))


async def test_a_statement_that_is_bound_is_theirs(stage: Stage) -> None:
    side = f"{gated.BOUND[:-2]}, Release completed: {GIA}}}\n"
    async with gated.started(stage, side, WITHOUT) as scene:
        await goes_live(scene)
        assert "Your signature is asked for: *Release completed*" in scene.dm(GIA)[-1]["text"]
        await presses(scene, ANA, "Confirm", "Release completed", CONFIRMATION)
        assert "“Release completed” is signed by Gia Conti." in scene.told(ANA)
        await presses(scene, GIA, "Confirm", "Release completed", CONFIRMATION)
        assert "Confirmed · Gia Conti" in said(scene, "Release completed", CONFIRMATION)


async def test_monitoring_is_confirmed_beside_its_check_ins(stage: Stage) -> None:
    watched = gated.CHECKLIST.replace("Free of critical issues", "Monitoring in place").replace(
        "## Success",
        "## Post-Deployment Monitoring\n\n### Hour 1-4\n\n- [ ] Monitor every hour\n\n## Success",
    )
    async with gated.started(stage, checklist=watched) as scene:
        await goes_live(scene)
        for _ in range(5):
            await scene.passes(hours=1)
        await scene.passes(hours=19)
        assert "4 of 4 check-ins made." in said(scene, "Monitoring in place", CONFIRMATION)
