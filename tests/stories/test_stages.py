"""A deployment on the clock: announced, started stage by stage, traffic moved step by step, live."""

from tests.stories.scene import ANA, BEN, DEPLOYMENTS, Json, Scene, Stage, labels, words

CLOCK = """# Clocked Deployment

## Parcel Tracking v2.4.0

**Deployment Date:** March 9, 2026
**Deployment Time:** 10:00 UTC

## Deployment (March 9)

### 09:00 - Get Ready

- [ ] Meet for ten minutes

### 10:00 - Deploy

- [ ] Trigger the pipeline

### 10:30 - First Traffic

- [ ] Route 10% traffic to v2.4.0
- [ ] Watch the errors

### 11:30 - All Traffic

- [ ] Route 100% traffic to v2.4.0

## Post-Deployment Monitoring

### Hour 1-4

- [ ] Monitor the release every hour

## Post-Deployment Tasks

### Day 1

- [ ] Review the logs
"""
"""Stories begin at 08:00 UTC of that day."""

READY, DEPLOY, FIRST, ALL = "09:00 - Get Ready", "10:00 - Deploy", "10:30 - First Traffic", "11:30 - All"


async def started(scene: Scene) -> Json:
    return await scene.starts(what="clock v2.4.0")


async def starts(scene: Scene, title: str) -> Json:
    return await scene.presses(ANA, "Start stage", scene.card(title))


def headers(scene: Scene) -> list[str]:
    blocks = [b for m in scene.messages() for b in m["blocks"] or [] if b["type"] == "header"]
    return [block["text"]["text"] for block in blocks]


def topic(scene: Scene) -> str:
    channels = scene.stage.sandbox.state()["channels"]
    return str(next(each["topic"] for each in channels if each["id"] == DEPLOYMENTS))


async def test_a_stage_is_announced_five_minutes_ahead_and_started_on_time(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        card = await started(scene)
        assert "Planned" in words(card)
        await scene.passes(minutes=54)
        assert READY not in headers(scene)
        await scene.passes(minutes=1)
        assert READY in headers(scene)
        assert "starts" in scene.dm(ANA)[-1]["text"]
        assert "Start stage" not in labels(scene.card(READY))
        assert "🔒" in words(scene.card(READY))
        await scene.passes(minutes=5)
        await scene.presses(BEN, "Start stage", scene.card(READY))
        assert scene.told(BEN) == "Only the lead, Ana Ruiz, starts a stage."
        await starts(scene, READY)
        assert "started by Ana Ruiz." in scene.messages()[-1]["text"]
        assert "▶️ Began" in words(scene.card(READY))
        assert "stage.begun" in await scene.deeds()
        assert "Planned" in words(scene.card("→")), "the deployment itself begins at T0"


async def to_first_traffic(scene: Scene, late: int = 0) -> None:
    """Every stage up to it started on time, this one so many minutes late."""
    await started(scene)
    await scene.passes(hours=1)
    await starts(scene, READY)
    await scene.presses(ANA, "Done", scene.card(READY), near="Meet")
    await scene.passes(hours=1)
    await starts(scene, DEPLOY)
    await scene.presses(ANA, "Done", scene.card(DEPLOY), near="Trigger")
    await scene.passes(minutes=30 + late)
    await starts(scene, FIRST)


async def test_traffic_moves_step_by_step_until_it_is_live(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        await to_first_traffic(scene)
        assert "Running" in words(scene.card("→"))
        assert topic(scene) == "v2.4.0 · running · @Ana Ruiz · next 10:30"
        await scene.presses(BEN, "Route 10 %", scene.card(FIRST))
        assert scene.told(BEN) == "Only the lead, Ana Ruiz, moves traffic."
        await scene.presses(ANA, "Route 10 %", scene.card(FIRST))
        assert "10 % routed by hand" in words(scene.card(FIRST))
        assert topic(scene) == "v2.4.0 · 10 % · @Ana Ruiz · next 11:30"
        await scene.passes(hours=1)
        await starts(scene, ALL)
        assert "Watch" not in words(scene.card(ALL))
        assert "still open in “10:30 - First Traffic”" in words(scene.card(ALL))
        await scene.presses(BEN, "Done", scene.card(FIRST), near="Watch")
        await scene.presses(ANA, "Route 100 %", scene.card(ALL))
        assert any("*Parcel Tracking v2.4.0 is live.*" in m["text"] for m in scene.messages())
        assert "Live" in words(scene.card("→"))
        assert {"Hour 1-4", "Day 1"} <= set(headers(scene)), "what hangs on live is there"
        assert (await scene.deeds()).count("run.live") == 1
        await scene.types(ANA, "/deploy finish")
        await scene.submits(ANA, reason="Seen enough")
        assert topic(scene) == ""


async def test_a_late_start_keeps_the_soak(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        await to_first_traffic(scene, late=40)
        assert "40 min late" in scene.messages()[-1]["text"]
        await scene.presses(ANA, "Route 10 %", scene.card(FIRST))
        assert topic(scene).endswith("next 12:10")
        await scene.presses(BEN, "Done", scene.card(FIRST), near="Watch")
        await scene.passes(minutes=50)
        assert ALL not in " ".join(headers(scene)), "11:30 has no meaning any more"
        await scene.passes(minutes=5)
        assert "Start stage" not in labels(scene.card(ALL))
        await scene.passes(minutes=5)
        await starts(scene, ALL)
        await scene.presses(ANA, "Route 100 %", scene.card(ALL))
        assert "run.live" in await scene.deeds()


async def test_the_next_stage_waits_for_the_one_before_it(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        await started(scene)
        await scene.passes(hours=2)
        assert "“09:00 - Get Ready” comes before it" in words(scene.card(DEPLOY))
        assert "was to start" in scene.dm(ANA)[-2]["text"], "told ten minutes after its time"
        await starts(scene, READY)
        await starts(scene, DEPLOY)
        assert "One item" not in scene.messages()[-1]["text"]
        assert "1 item of earlier stages still open" in scene.messages()[-1]["text"]


async def test_the_lead_moves_the_stages(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        await started(scene)
        await scene.presses(BEN, "Re-plan…", scene.card("→"))
        assert scene.told(BEN) == "Only the lead, Ana Ruiz, moves the stages."
        await scene.presses(ANA, "Re-plan…", scene.card("→"))
        await scene.submits(ANA, begins=1773046800 - 3600 * 3)
        assert scene.errors(ANA) == {"begins": "This moment is over. Choose one that is still to come."}
        await scene.submits(ANA, begins=1773046800 + 1800)
        assert "Re-planned by Ana Ruiz" in scene.thread(scene.card("→"))[-1]
        await scene.passes(minutes=60)
        assert READY not in headers(scene)
        await scene.passes(minutes=25)
        assert READY in headers(scene)
        await scene.passes(minutes=5)
        await starts(scene, READY)
        await scene.passes(minutes=55)
        assert DEPLOY in headers(scene)


async def test_what_holds_the_run_holds_its_stages(stage: Stage) -> None:
    (stage.runbooks / "clock.md").write_text(CLOCK)
    async with stage.running() as scene:
        await started(scene)
        await scene.passes(hours=1)
        stale = scene.card(READY)
        await scene.types(BEN, "/deploy hold the office is on fire")
        await scene.presses(ANA, "Start stage", stale, stale=True)
        assert scene.told(ANA) == "Held by Ben Okafor: the office is on fire"
        await scene.types(ANA, "/deploy resume")
        await starts(scene, READY)
        assert "Planned" in words(scene.card("→"))
