"""Who may not act: guests, people who left; and requests that no card of ours offers."""

import json
from typing import Any

import pytest

from tests.stories.scene import ANA, BEN, DEPLOYMENTS, IDA, Scene, words

OTHER_VERSION = "This button was drawn by another version of Runsheet. Use a newer card."
GUEST = "Guests can read this, not act on it. Ask a full member of the workspace to do it."


async def ticked(scene: Scene) -> list[str]:
    """The deeds so far, after Ben ticked an item: what a forged click can be made from."""
    await scene.starts()
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    return await scene.deeds()


# Guests. ----------------------------------------------------------------------------------------------------


async def test_a_guest_presses_in_vain(scene: Scene) -> None:
    card = await scene.starts()
    for label, on in (
        ("Done", scene.card("Before")),
        ("Hold…", card),
        ("Attest 2 claims", scene.card("Before")),
    ):
        await scene.presses(IDA, label, on)
        assert scene.told(IDA) == GUEST
    assert await scene.deeds() == ["run.prepared", "run.started", "section.opened"]


async def test_a_guest_types_in_vain(scene: Scene) -> None:
    await scene.starts()
    for typed in ("/deploy", "/deploy start small v2.4.1", "/deploy hold now", "/deploy abort now"):
        await scene.types(IDA, typed)
        assert scene.told(IDA) == GUEST
    assert "🟢 Running" in words(scene.card("→"))


async def test_a_guest_uses_the_shortcut_in_vain(scene: Scene) -> None:
    await scene.act(user=IDA, do="shortcut", callback_id="start_deployment")
    assert GUEST in words(scene.form(IDA))


async def test_a_guest_reads(scene: Scene) -> None:
    await scene.starts()
    for typed, says in (("list", "Parcel Tracking"), ("status", "0 of 6"), ("help", "/deploy start")):
        await scene.types(IDA, f"/deploy {typed}")
        assert says in scene.told(IDA)


# People who left. -------------------------------------------------------------------------------------------


async def test_who_is_deactivated_cannot_act_any_more(scene: Scene) -> None:
    await scene.starts()
    ben = scene.stage.sandbox.world.people[BEN]
    ben.deleted = True
    gone = {"type": "user_change", "user": {"id": BEN, "name": ben.name, "deleted": True}}
    await scene.stage.sandbox.workspace.emit({**gone, "event_ts": "1773043200.000900"})
    await scene.presses(ANA, "Attest 2 claims", scene.card("Before"))
    deeds = await scene.deeds()
    await scene.forges(BEN)  # Slack answers where Ana pressed
    assert scene.told(ANA) == "This account is deactivated, so it cannot act."
    assert await scene.deeds() == deeds


async def test_who_nobody_knows_cannot_act(scene: Scene) -> None:
    deeds = await ticked(scene)
    await scene.forges("UNOBODY")
    assert scene.told(BEN) == "Slack did not say who you are, so nothing was done. Press again."
    assert await scene.deeds() == deeds


# Forged. ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"item": 4711, "rev": 0}, "This item is not known here. `/deploy status` shows the run as it is."),
        ({"item": 0, "rev": 0}, OTHER_VERSION),
        ({"item": -1, "rev": 0}, OTHER_VERSION),
        ({"item": 2**70, "rev": 0}, OTHER_VERSION),
        ({"item": "1; DROP TABLE items", "rev": 0}, OTHER_VERSION),
        ({"item": 1, "rev": 0, "colour": "red"}, OTHER_VERSION),
        ({"item": 1}, OTHER_VERSION),
        ({}, OTHER_VERSION),
        ([], OTHER_VERSION),
    ],
)
async def test_the_value_of_a_button_is_not_believed(scene: Scene, value: Any, says: str) -> None:
    deeds = await ticked(scene)
    answer = await scene.forges(BEN, value=json.dumps(value))
    assert answer["acknowledged"]
    assert scene.told(BEN) == says
    assert await scene.deeds() == deeds


@pytest.mark.parametrize(
    ("action", "value", "says"),
    [
        ("checklist.next", {"section": 99}, "This section is not known here."),
        ("checklist.attest", {"section": 99}, "This section is not known here."),
        ("checklist.change", {"section": 99, "part": 0}, "This section is not known here."),
        ("deploy.show", {"run": 99}, "This run is not known here. `/deploy list` shows the open ones."),
        ("deploy.hold", {"run": 99}, "This run is not known here."),
        ("deploy.confirm_abort", {"run": 99}, "This run is not known here."),
        ("deploy.confirm_abort", {"run": 1}, "Nobody is asking to abort this run any more."),
        ("checklist.levitate", {"item": 1}, OTHER_VERSION),
        ("menu", {}, OTHER_VERSION),
        ("", {}, OTHER_VERSION),
    ],
)
async def test_nor_is_its_action(scene: Scene, action: str, value: Any, says: str) -> None:
    deeds = await ticked(scene)
    await scene.forges(BEN, action_id=action, value=json.dumps(value))
    assert scene.told(BEN).startswith(says)
    assert await scene.deeds() == deeds


async def test_a_button_that_is_no_json(scene: Scene) -> None:
    deeds = await ticked(scene)
    await scene.forges(BEN, value="{")
    assert scene.told(BEN) == OTHER_VERSION
    assert await scene.deeds() == deeds


async def test_a_form_of_another_version_says_so(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    scene.stage.sandbox.world.views[ANA][-1]["callback_id"] = "deploy.launch"
    await scene.submits(ANA)
    assert scene.errors(ANA) == {
        "runbook": "This form was drawn by another version of Runsheet. Open it again."
    }
    assert scene.messages(DEPLOYMENTS) == []
