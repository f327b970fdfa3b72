"""A deployment from its start to its end."""

import pytest

from tests.stories.scene import ANA, BEN, DEPLOYMENTS, Scene, labels, words

pytestmark = pytest.mark.everywhere


async def test_a_run_is_started_ticked_and_finished(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    assert scene.form(ANA)["title"]["text"] == "Start a deployment"
    await scene.submits(ANA, version="v2.4.0", environment="production", channel=DEPLOYMENTS)

    run = scene.card("Parcel Tracking v2.4.0 → production")
    assert "🟢 Running" in words(run)
    assert "0 of 6 done" in words(run)

    before = scene.card("Before")
    await scene.presses(BEN, "Attest 2 claims", before)
    await scene.presses(BEN, "Done", before, near="Team told")
    assert "Done · Ben Okafor" in words(scene.card("Before"))

    during = scene.card("During")
    await scene.presses(BEN, "Done", during, near="Traffic moved")
    await scene.presses(ANA, "Done", during, near="Errors watched")
    await scene.presses(ANA, "Done", scene.card("After"), near="Status page")

    run = scene.card("Parcel Tracking")
    assert "6 of 6 done · 100 %" in words(run)
    await scene.presses(ANA, "Finish…", run)
    await scene.submits(ANA)

    run = scene.card("Parcel Tracking")
    assert "🏁 Closed by Ana Ruiz" in words(run)
    assert labels(run) == ["Record"]
    assert await scene.deeds() == [
        "run.prepared", "run.started", "section.opened",
        "item.attested", "item.attested", "item.done", "section.opened",
        "item.done", "item.done", "section.opened",
        "item.done", "run.closed",
    ]  # fmt: skip
