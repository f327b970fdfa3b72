"""Traffic that a bound command moves; and buttons that two people press at once."""

from asyncio import gather
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import LONG
from tests.stories.acting import bind, listed, script, started
from tests.stories.scene import ANA, BEN, Json, Scene, Stage, find, labels, words

STAGES = 100 if LONG else 3
"""Each is started, and its traffic moved, by two presses at once: 200 rounds."""

MOVE = ["./traffic.sh", "{percent}"]


def checklist(stages: int) -> str:
    """One stage a minute, each with a step of the traffic; the last is all of it."""
    first = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    lines = ["# Steps", "", "## Parcel Tracking v2.4.0", "", "**Deployment Date:** March 9, 2026",
             "**Deployment Time:** 09:00 UTC", "", "## Deployment (March 9)", ""]  # fmt: skip
    for nth in range(1, stages + 1):
        at, percent = first + timedelta(minutes=nth - 1), 100 if nth == stages else nth
        lines += [f"### {at:%H:%M} - Step {nth}", "", f"- [ ] Route {percent}% traffic to v2.4.0", ""]
    return "\n".join(lines)


async def begun(scene: Scene) -> Json:
    """The first stage, started on time; its card."""
    await scene.starts(what="steps v2.4.0")
    await scene.passes(hours=1)
    await scene.presses(ANA, "Start stage", scene.card("Step 1"))
    return scene.card("Step 1")


async def test_the_bound_command_moves_it(stage: Stage) -> None:
    bind(stage.runbooks, checklist(2), "steps", traffic=listed(MOVE))
    script(stage.runbooks, "traffic.sh", 'echo "now at $1 %"')
    async with stage.running() as scene:
        card = await begun(scene)
        assert "./traffic.sh 1" in words(card)
        await scene.presses(ANA, "Route 1 %", card)
        assert "now at 1 %" in words(started(scene))
        assert "🚦 *1 %* of the traffic is on v2.4.0 · Ana Ruiz, by `./traffic.sh 1`." in [
            m["text"] for m in scene.messages()
        ]
        assert "1 % routed by" in words(scene.card("Step 1"))
        assert (await scene.deeds()).count("traffic.moved") == 1


async def test_a_command_that_fails_stops_the_stages_until_it_is_moved(stage: Stage) -> None:
    bind(stage.runbooks, checklist(2), "steps", traffic=listed(MOVE))
    script(stage.runbooks, "traffic.sh", "echo no such balancer >&2; exit 2")
    async with stage.running() as scene:
        await scene.presses(ANA, "Route 1 %", await begun(scene))
        assert "Moving the traffic to 1 % failed: exit code 2" in words(scene.card("→"))
        assert "traffic.moved" not in await scene.deeds()
        await scene.passes(minutes=1)
        assert "Start stage" not in labels(scene.card("Step 2"))
        script(stage.runbooks, "traffic.sh", "exit 0")
        await scene.presses(ANA, "Route 1 %", scene.card("Step 1"))
        assert "failed" not in words(scene.card("→"))
        await scene.passes(minutes=1)
        await scene.presses(ANA, "Start stage", scene.card("Step 2"))


async def test_it_cannot_be_ticked_instead(stage: Stage) -> None:
    (stage.runbooks / "steps.md").write_text(checklist(2))
    async with stage.running() as scene:
        card = await begun(scene)
        assert "Done" not in labels(card)
        await scene.presses(ANA, "Route 1 %", card)
        await scene.forges(BEN, action_id="checklist.tick", value='{"item": 2, "rev": 0}')
        assert "the stage's card has the button for it" in scene.told(ANA), "forged from her window"


async def both(scene: Scene, label: str, on: Json) -> None:
    """Pressed twice at once, as by one lead on two screens."""
    at = {
        "do": "click",
        "user": ANA,
        "channel": on["channel"],
        "ts": on["ts"],
        **find(on["blocks"], label, ""),
    }
    await gather(scene.stage.sandbox.act(at), scene.stage.sandbox.act(at))
    await scene.settled()


@pytest.mark.everywhere
@pytest.mark.timeout(1200)
async def test_two_presses_at_once_have_one_effect(stage: Stage) -> None:
    (stage.runbooks / "steps.md").write_text(checklist(STAGES))
    async with stage.running() as scene:
        await scene.starts(what="steps v2.4.0")
        await scene.passes(hours=1)
        for nth in range(1, STAGES + 1):
            percent = 100 if nth == STAGES else nth
            await both(scene, "Start stage", scene.card(f"Step {nth}"))
            await both(scene, f"Route {percent} %", scene.card(f"Step {nth}"))
            await scene.passes(minutes=1)
        deeds = await scene.deeds()
        assert [deeds.count(deed) for deed in ("stage.begun", "traffic.moved", "run.live")] == [
            STAGES,
            STAGES,
            1,
        ]
        said = [m["text"] for m in scene.messages() if m["text"].startswith(("▶️", "🚦"))]
        assert len(said) == 2 * STAGES
