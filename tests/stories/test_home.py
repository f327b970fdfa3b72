"""The Home tab: what is mine and what is under way, kept true while it is open."""

from commands import FEATURES
from tests.stories import gated
from tests.stories.aside import assign
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, IDA, Scene, Stage, labels, words


async def test_with_nothing_to_do_it_says_so(scene: Scene) -> None:
    home = await scene.opens_home(BEN)
    assert "*Hello Ben Okafor.*" in words(home)
    assert "Nothing is assigned to you." in words(home)
    assert "No run is open." in words(home)
    assert labels(home) == ["Start a deployment", "Declare an incident"]


async def test_a_run_is_started_from_it(scene: Scene) -> None:
    home = await scene.opens_home(BEN)
    await scene.presses(BEN, "Start a deployment", home)
    assert (await scene.submits(BEN))["missing"] == ["channel"], "a tab is in no channel"
    await scene.submits(BEN, channel=DEPLOYMENTS)
    assert "Lead Ben Okafor" in words(scene.card("→"))


async def test_it_stays_true(scene: Scene) -> None:
    await scene.opens_home(BEN)
    await scene.starts()
    assert "Parcel Tracking v2.4.0 → production · 🟢 Running · 0 of 6 done" in words(scene.home(BEN))
    await scene.types(CHI, "/deploy hold not now")
    assert "⏸️ Held" in words(scene.home(BEN))
    await scene.types(ANA, "/deploy resume")
    await assign(scene, ANA, "Team told", to=BEN)
    assert "Team told\n_Run 1 · Parcel Tracking v2.4.0 · <#CDEPLOY>_" in words(scene.home(BEN))
    await scene.presses(CHI, "Attest 2 claims", scene.card("Before"))
    assert "2 of 6 done" in words(scene.home(BEN))
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Only a rehearsal")
    assert "Nothing is assigned to you." in words(scene.home(BEN))
    assert "No run is open." in words(scene.home(BEN))


async def test_an_item_of_mine_is_ticked_on_it(scene: Scene) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    home = await scene.opens_home(BEN)
    await scene.presses(BEN, "Done", home, near="Team told")
    assert "Done · Ben Okafor" in words(scene.card("Before"))
    assert "Nothing is assigned to you." in words(scene.home(BEN))


async def test_what_cannot_be_done_from_it_is_said_in_a_window(scene: Scene) -> None:
    await scene.starts()
    await assign(scene, ANA, "Team told", to=BEN)
    await scene.opens_home(BEN)
    home = scene.home(BEN)
    await scene.presses(BEN, "Done", home, near="Team told")
    await scene.comes_again()
    assert not scene.has_form(BEN), "the same press twice is one press"
    await scene.forges(BEN)
    assert "Already done: Ben Okafor" in words(scene.form(BEN))


async def test_a_run_is_shown_from_it(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(CHI, "Show", await scene.opens_home(CHI), near="Parcel Tracking")
    assert "Parcel Tracking v2.4.0 to production, run 1: running." in words(scene.form(CHI))


async def test_everybody_has_their_own(scene: Scene) -> None:
    await scene.starts()
    await scene.opens_home(BEN)
    await scene.opens_home(CHI)
    await assign(scene, ANA, "Team told", to=BEN)
    assert "Team told" in words(scene.home(BEN))
    assert "Team told" not in words(scene.home(CHI))


async def test_a_guest_reads_it_and_starts_nothing(scene: Scene) -> None:
    home = await scene.opens_home(IDA)
    assert "No run is open." in words(home)
    await scene.presses(IDA, "Start a deployment", home)
    assert "Guests can read this, not act on it." in words(scene.form(IDA))


async def test_what_waits_for_my_signature_stands_on_it_until_i_have_signed(stage: Stage) -> None:
    stage.features = (*FEATURES, gated.CHANGING)
    async with gated.started(stage) as scene:
        assert "Waiting for your signature" not in words(await scene.opens_home(ANA)), (
            "she leads, and is asked"
        )
        mine = words(await scene.opens_home(CHI))
        assert "*QA Lead*: press *Go*, or say why not, on the card “Approval to Deploy”, pinned in <#" in mine
        assert "Engineering Lead" not in mine
        await scene.opens_home(gated.EMI)
        assert "*Engineering Lead*" in words(scene.home(gated.EMI))
        await gated.presses(scene, gated.DEV, "Go", "Engineering Lead")
        assert "Waiting for your signature" not in words(scene.home(gated.EMI)), (
            "it is signed by her colleague"
        )
        await gated.presses(scene, CHI, "Go", "QA Lead")
        assert "Waiting for your signature" not in words(scene.home(CHI))
        await scene.types(ANA, "/deploy bump v2.4.1")
        assert "*QA Lead*" in words(scene.home(CHI)), "what was signed is another release now"


async def test_nobody_is_told_to_sign_for_a_run_they_lead(stage: Stage) -> None:
    async with gated.started(stage, "roles: {QA Lead: UANA, Engineering Lead: UDEV}\n") as scene:
        assert "Waiting for your signature" not in words(await scene.opens_home(ANA))
        assert "*Engineering Lead*" in words(await scene.opens_home(gated.DEV))
        await scene.types(ANA, "/deploy finish")
        await scene.submits(ANA, reason="Not today")
        assert "Waiting for your signature" not in words(scene.home(gated.DEV))
