"""A checklist that is changed while its run is under way: offered, looked at, taken, or not."""

from tests.stories import gated
from tests.stories.scene import ANA, BEN, SHORT, Json, Scene, Stage, labels, words

CHANGED = SHORT.replace("- [ ] Errors watched", "- [ ] Errors watched closely\n- [ ] Logs read").replace(
    "- [ ] Team told", "- [ ] Everybody told"
)
"""One section that is open says something else; of one that is not, an item changes and one comes."""

SHORTER = CHANGED.replace("- [ ] Traffic moved\n", "") + "\n### Later\n\n- [ ] Learn\n"


async def changes(scene: Scene, text: str) -> None:
    """Somebody edits the file."""
    (scene.stage.runbooks / "small.md").write_text(text)
    await scene.bot.library.look()
    await scene.settled()


def offer(scene: Scene, nth: int = -1) -> Json:
    return [message for message in scene.messages() if "has a newer version" in message["text"]][nth]


async def test_a_newer_version_is_offered_looked_at_and_taken(scene: Scene) -> None:
    card = await scene.starts()
    await changes(scene, CHANGED)
    offered = offer(scene)
    assert offered["thread_ts"] == card["ts"]
    assert labels(offered) == ["Show the difference", "Take it", "Keep ours"]
    await scene.presses(BEN, "Show the difference", offered)
    shown = words(scene.form(BEN))
    assert "*During*\n➕ Logs read\n✏️ Errors watched\n      → Errors watched closely" in shown
    assert "Everybody told" not in shown, "that section is open already"
    assert "Sections that are open keep what they have: 2 changes not taken over." in shown
    await scene.presses(BEN, "Take it", offered)
    assert scene.told(BEN) == "Only the lead, Ana Ruiz, decides which version the run follows."
    await scene.presses(ANA, "Take it", offered)
    assert labels(offer(scene)) == []
    assert "Ana Ruiz took the newer version of the runbook: 2 changes" in scene.thread(card)[-1]
    taken = next(entry for entry in await scene.journal() if entry.what == "run.runbook_taken")
    assert len({taken.detail["before"], taken.detail["after"]}) == 2
    assert "Team told" in words(scene.card("Before")), "what is open keeps what it has"
    await scene.presses(ANA, "Next section ▸", scene.card("Before"))
    during = words(scene.card("During"))
    assert "Errors watched closely" in during
    assert "Logs read" in during
    assert "Traffic moved" in during
    assert "0 of 7 done" in words(scene.card("→"))


async def test_what_is_gone_goes_and_sections_stay_as_they_are(scene: Scene) -> None:
    await scene.starts()
    await changes(scene, SHORTER)
    await scene.presses(ANA, "Show the difference", offer(scene))
    assert "➖ Traffic moved" in words(scene.form(ANA))
    assert "New sections come with the next run:_ Later" in words(scene.form(ANA))
    await scene.act(user=ANA, do="close", view=scene.form(ANA)["id"])
    await scene.presses(ANA, "Take it", offer(scene))
    await scene.presses(ANA, "Next section ▸", scene.card("Before"))
    assert "Traffic moved" not in words(scene.card("During"))
    for near in ("Errors", "Logs"):
        await scene.presses(BEN, "Done", scene.card("During"), near=near)
    assert "Now: *After*" in words(scene.card("→")), "the sections go on as before"


async def test_a_version_that_was_refused_is_not_offered_again(scene: Scene) -> None:
    await scene.starts()
    await changes(scene, CHANGED)
    await scene.presses(ANA, "Keep ours", offer(scene))
    assert "Ana Ruiz keeps the version that the run has." in words(offer(scene))
    assert (await scene.deeds())[-1] == "run.runbook_refused"
    stale = offer(scene)
    await changes(scene, SHORT)
    await changes(scene, CHANGED)
    assert labels(offer(scene)) == []
    assert len([m for m in scene.messages() if "has a newer version" in m["text"]]) == 1
    await changes(scene, SHORTER)
    assert labels(offer(scene)) == ["Show the difference", "Take it", "Keep ours"], "another one is"
    assert stale["ts"] != offer(scene)["ts"]


async def test_an_offer_that_the_file_has_overtaken_is_none(scene: Scene) -> None:
    await scene.starts()
    await changes(scene, CHANGED)
    stale = offer(scene)
    await changes(scene, SHORT)
    assert "Not offered any more: the file has changed again." in words(offer(scene))
    await scene.presses(ANA, "Take it", stale, stale=True)
    assert scene.told(ANA) == "This was answered already, or the file has changed again since."
    await changes(scene, CHANGED)
    assert labels(offer(scene)) == ["Show the difference", "Take it", "Keep ours"]
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Enough")
    assert labels(offer(scene)) == []


async def test_a_file_that_cannot_be_run_is_not_offered(scene: Scene) -> None:
    await scene.starts()
    await changes(scene, "")
    assert not [m for m in scene.messages() if "newer version" in m["text"]]


async def test_what_changed_while_the_bot_was_away_is_offered(stage: Stage) -> None:
    async with stage.running() as scene:
        await scene.starts()
    (stage.runbooks / "small.md").write_text(CHANGED)
    async with stage.running() as scene:
        assert labels(offer(scene)) == ["Show the difference", "Take it", "Keep ours"]


async def test_signatures_have_to_be_given_again(stage: Stage) -> None:
    async with gated.started(stage) as scene:
        await gated.all_sign(scene)
        assert "gate.passed" in await scene.deeds()
        await changes(scene, gated.CHECKLIST.replace("Create the tag", "Create the signed tag"))
        await scene.presses(ANA, "Take it", offer(scene))
        assert "*0 of 2 signed.*" in words(gated.gate(scene))
