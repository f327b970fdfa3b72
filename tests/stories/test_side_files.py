"""A side file that is changed while its run is under way: offered like a newer checklist, taken, or not."""

from tests.stories import acting, gated
from tests.stories.gated import gate, presses, said
from tests.stories.scene import ANA, BEN, CHI, OPERATIONS, Json, Scene, Stage, labels, words
from tests.stories.test_preparing import CTO, QA
from tests.stories.test_preparing import OPEN as ASKING
from tests.stories.test_versions import CHANGED, changes

OURS = "roles: {QA Lead: UCHI, CTO: UDEV}\n"
THEIRS = """roles: {qa lead: UBEN, DevOps Lead: SONCALL}
commands:
  smoke: {webhook: {url: 'https://ci.harbor.example/run?token=hx81k2q9zz71', secret: '${CI_SECRET}'}}
"""
BUTTONS = ["Show the difference", "Take it", "Keep ours"]


async def binds(scene: Scene, side: str | None) -> None:
    """Somebody edits the side file, or takes it away."""
    beside = scene.stage.runbooks / "small.bindings.yaml"
    beside.unlink(missing_ok=True)
    if side is not None:
        beside.write_text(side)
    await scene.bot.library.look()
    await scene.settled()


def offers(scene: Scene) -> list[Json]:
    return [message for message in scene.messages() if "has a newer version" in message["text"]]


async def difference(scene: Scene, offered: Json) -> str:
    await scene.presses(BEN, "Show the difference", offered)
    shown = words(scene.form(BEN))
    await scene.act(user=BEN, do="close", view=scene.form(BEN)["id"])
    return shown


async def test_a_newer_one_is_offered_looked_at_and_taken(stage: Stage) -> None:
    (stage.runbooks / "small.bindings.yaml").write_text(OURS)
    async with stage.running() as scene:
        card = await scene.starts()
        assert "QA Lead: Chi Nguyen" in words(scene.card("→"))
        await binds(scene, THEIRS)
        (offered,) = offers(scene)
        assert offered["thread_ts"] == card["ts"]
        assert "The side file of `small` has a newer version" in words(offered)
        shown = await difference(scene, offered)
        assert "*Roles*\n➕ DevOps Lead: SONCALL\n➖ CTO: Devika Rao\n✏️ QA Lead: Chi Nguyen" in shown
        assert "→ qa lead: Ben Okafor" in shown
        assert "*Commands*\n➕ smoke · webhook · url: https://ci.harbor.example/run?token=▒▒▒▒" in shown
        assert "smoke · webhook · secret: ${CI_SECRET}" in shown
        await scene.presses(BEN, "Take it", offered)
        assert scene.told(BEN) == "Only the lead, Ana Ruiz, decides which version the run follows."
        await scene.presses(ANA, "Take it", offered)
        assert labels(offers(scene)[0]) == []
        assert "✅ Taken by Ana Ruiz: the run follows the newer side file." in words(offers(scene)[0])
        told = "Ana Ruiz took the newer version of the side file: 5 changes in its side file."
        assert told in scene.thread(card)[-1]
        assert "qa lead: Ben Okafor" in words(scene.card("→"))
        taken = (await scene.journal())[-1]
        assert taken.what == "run.bindings_taken"
        assert len({taken.detail["side_before"], taken.detail["side_after"]}) == 2
        assert "Roles: ✏️ QA Lead: Chi Nguyen → qa lead: Ben Okafor" in str(taken.detail["changed"])
        assert "hx81k2q9zz71" not in str(taken.detail)
        await binds(scene, OURS)
        await scene.presses(ANA, "Take it", offers(scene)[1])
        await binds(scene, THEIRS)
        assert labels(offers(scene)[0]) == BUTTONS, "what was taken and left is offered again"


async def test_one_that_was_refused_is_not_offered_again(scene: Scene) -> None:
    await scene.starts()
    await binds(scene, OURS)
    await scene.presses(ANA, "Keep ours", offers(scene)[0])
    assert (await scene.deeds())[-1] == "run.bindings_refused"
    await binds(scene, None)
    await binds(scene, OURS)
    assert [labels(each) for each in offers(scene)] == [[]]
    await binds(scene, THEIRS)
    assert [labels(each) for each in offers(scene)] == [[], BUTTONS], "another one is"


async def test_both_that_changed_are_one_offer(scene: Scene) -> None:
    card = await scene.starts()
    (scene.stage.runbooks / "small.bindings.yaml").write_text(OURS)
    await changes(scene, CHANGED)
    (offered,) = offers(scene)
    assert "The runbook `small` has a newer version* (" in words(offered)
    assert "So has its side file" in words(offered)
    shown = await difference(scene, offered)
    assert "➕ CTO: Devika Rao" in shown
    assert "➕ Logs read" in shown
    await binds(scene, THEIRS)
    assert "Not offered any more: the file has changed again." in words(offers(scene)[0])
    await scene.presses(ANA, "Take it", offered, stale=True)
    assert scene.told(ANA) == "This was answered already, or the file has changed again since."
    await binds(scene, OURS)
    await scene.presses(ANA, "Take it", offers(scene)[0])
    told = "of the runbook: 2 changes in sections that were not open yet, and 2 changes in its side file."
    assert told in scene.thread(card)[-1]
    taken = (await scene.journal())[-1]
    assert (taken.what, taken.detail["side_before"]) == ("run.runbook_taken", "")
    await binds(scene, OURS + "# as agreed\n")
    assert len(offers(scene)) == 2, "what makes no difference is not offered"


async def test_one_that_is_of_no_use_is_said_once_and_not_offered(scene: Scene) -> None:
    await scene.starts()
    await binds(scene, "roles: {QA Lead: Chi}\n")
    await changes(scene, CHANGED)
    assert offers(scene) == []
    (told,) = [each["text"] for each in scene.messages(OPERATIONS) if "side file of `small`" in each["text"]]
    assert "keep the one they have" in told
    assert "small.bindings.yaml:1: `roles.QA Lead" in told
    await binds(scene, OURS)
    assert labels(offers(scene)[0]) == BUTTONS


async def test_what_people_answered_counts_before_it(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(ASKING)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        await scene.submits(ANA)
        await scene.submits(ANA, **{QA: CHI, CTO: "UHUG"})
        for _ in range(3):
            await scene.submits(ANA, **scene._accepting(ANA))
        await binds(scene, "roles: {QA Lead: UBEN}\n")
        assert offers(scene) == [], "it makes no difference to this run"
        await binds(scene, "roles: {QA Lead: UBEN, Security Lead: UDEV}\n")
        shown = await difference(scene, offers(scene)[0])
        assert "*Roles*\n➕ Security Lead: Devika Rao" in shown
        assert "Answered as the run was prepared, which counts:_ QA Lead" in shown


# What hangs on it. ------------------------------------------------------------------------------------------


async def test_what_it_binds_can_be_run_from_then_on(scene: Scene) -> None:
    acting.bind(scene.stage.runbooks)
    await changes(scene, acting.CHECKLIST)
    await scene.starts()
    drawn = scene.card("Before")
    assert "Run…" not in labels(drawn)
    acting.bind(scene.stage.runbooks, commands={"run-smoke-tests": acting.listed(acting.SMOKE)})
    await scene.bot.library.look()
    await scene.settled()
    assert "run-smoke-tests · argv: ./smoke.sh '{version}'" in await difference(scene, offers(scene)[0])
    await scene.presses(ANA, "Take it", offers(scene)[0])
    assert "Run…" in labels(scene.card("Before"))


async def test_what_was_delegated_by_somebody_else_falls_back(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await presses(scene, CHI, "Delegate…", "QA Lead")
        await scene.submits(CHI, person=BEN)
        await binds(scene, gated.BOUND.replace("UCHI", "UGIA"))
        await scene.presses(ANA, "Take it", offers(scene)[0])
        assert "Waits for Gia Conti" in said(scene, "QA Lead")
        await presses(scene, BEN, "Go", "QA Lead")
        assert "is signed by Gia Conti" in scene.told(BEN)
        assert "signoff.fell_back" in await scene.deeds()


async def test_whoever_signs_is_another_one_then(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await gated.all_sign(scene)
        await binds(scene, gated.BOUND.replace("UCHI", "UGIA") + "signoff: {roles: [qa lead]}\n")
        assert "✅ *Passed*" in words(gate(scene)), "the run has the older one"
        await scene.presses(ANA, "Take it", offers(scene)[0])
        assert "*0 of 1 signed.* To be renewed: QA Lead." in words(gate(scene))
        assert "Chi Nguyen signed" in said(scene, "QA Lead")
        assert "its side file has changed since" in said(scene, "QA Lead")
        assert "Not asked for: relaxed by policy." in said(scene, "Engineering Lead")
        assert "Your signature is asked for: *QA Lead*" in scene.dm("UGIA")[-1]["text"]
        assert "Somebody else signs it now." in scene.dm(CHI)[-1]["text"]
        assert len(scene.dm(gated.DEV)) == 1, "nothing more is asked of them"
        await presses(scene, CHI, "Renew", "QA Lead")
        assert "is signed by Gia Conti" in scene.told(CHI)
        await presses(scene, "UGIA", "Renew", "QA Lead")
        assert "✅ *Passed*" in words(gate(scene))
