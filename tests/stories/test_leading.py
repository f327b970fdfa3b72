"""The lead of a run goes to somebody else: handed over, or taken over by whoever is on call."""

from tests.stories.scene import ANA, BEN, CHI, IDA, Scene, words


async def test_the_lead_hands_the_run_over(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(ANA, "Lead…", scene.card("→"))
    await scene.submits(ANA, to=ANA)
    assert scene.errors(ANA) == {"to": "You lead this run already. Choose somebody else."}
    await scene.submits(ANA, to=IDA)
    assert "Only a full member" in scene.errors(ANA)["to"]
    await scene.submits(ANA, to=BEN)
    assert "Lead Ben Okafor" in words(scene.card("→"))
    assert "is led by Ben Okafor now: handed over by Ana Ruiz." in scene.messages()[-1]["text"]
    assert scene.dm(BEN)[-1]["text"].startswith("🧭 You lead *Parcel Tracking v2.4.0* now.")
    await scene.presses(ANA, "Next section ▸", scene.card("→"))
    assert "Only the lead, Ben Okafor" in scene.told(ANA)
    changed = next(entry for entry in await scene.journal() if entry.what == "run.lead_changed")
    assert (changed.who, changed.detail) == (ANA, {"was": ANA, "to": BEN, "how": "handed over"})


async def test_whoever_is_on_call_takes_it_over_with_a_reason(scene: Scene) -> None:
    await scene.types(ANA, "/oncall set 1 @ben")
    await scene.starts()
    await scene.types(CHI, "/deploy lead")
    assert "The lead, Ana Ruiz, hands the run over." in scene.told(CHI)
    await scene.types(BEN, "/deploy lead 1")
    await scene.submits(BEN, reason="Ana is on a plane")
    assert "took over from Ana Ruiz: Ana is on a plane" in scene.messages()[-1]["text"]
    assert "took over from Ana Ruiz" in scene.dm(ANA)[-1]["text"]
    await scene.types(BEN, "/deploy hold look at this")
    await scene.presses(BEN, "Resume", scene.card("→"))
    assert "🟢 Running" in words(scene.card("→"))


async def test_nobody_leads_a_run_that_is_over(scene: Scene) -> None:
    card = await scene.starts()
    await scene.types(ANA, "/deploy finish")
    await scene.submits(ANA, reason="Seen enough")
    await scene.presses(ANA, "Lead…", card, stale=True)
    assert scene.told(ANA) == "This run has ended: nobody leads it any more."
    await scene.types(ANA, "/deploy lead 7")
    assert scene.told(ANA).startswith("Which run?")
