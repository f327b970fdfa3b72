"""Starting a run: through the form, by one command, by a shortcut, and what the form says back."""

from datetime import datetime
from typing import Any

import pytest

from tests.stories import checklists
from tests.stories.scene import ANA, BEN, CHI, DEPLOYMENTS, GENERAL, IDA, MORNING, Scene, Stage, words

FIVE_LATER = "Mon 9 Mar 2026 08:05"
"""Five minutes after the morning on which stories begin."""

BILLING = checklists.of("Billing v7.0.0", Only=["Invoices sent"])


def field(scene: Scene, name: str, user: str = ANA) -> Any:
    """The block of an input in the open form."""
    blocks = scene.form(user)["blocks"]
    return next(block for block in blocks if block["block_id"].partition("~")[0] == name)


def entered(scene: Scene, name: str, user: str = ANA) -> Any:
    """What an input holds now."""
    block = field(scene, name, user)
    state = scene.form(user)["state"]["values"][block["block_id"]][block["element"]["action_id"]]
    key = next(key for key in state if key != "type")
    return state[key]


async def test_every_field_of_the_form_is_on_the_card(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    start = int(datetime.fromisoformat("2026-03-11T20:30:00+01:00").timestamp())
    await scene.submits(
        ANA,
        service="Parcel Tracking API",
        version="v2.5.0",
        previous="v2.4.9",
        environment="staging",
        start=start,
        zone="Europe/Madrid",
        lead=BEN,
        channel=GENERAL,
    )
    assert not scene.has_form(ANA)
    card = scene.card("Parcel Tracking API v2.5.0 → staging", GENERAL)
    assert "Lead Ben Okafor" in words(card)
    assert "Replaces v2.4.9" in words(card)
    assert f"<!date^{start}^" in words(card)
    assert "Wed 11 Mar 2026 20:30 (Europe/Madrid)" in words(card)
    prepared = (await scene.journal())[0]
    assert (prepared.who, prepared.what, prepared.detail["version"]) == (ANA, "run.prepared", "v2.5.0")


async def test_the_form_is_filled_from_the_checklist(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    assert entered(scene, "service") == "Parcel Tracking"
    assert entered(scene, "version") == "v2.4.0"
    assert entered(scene, "environment") == "production"
    assert entered(scene, "zone") == "Europe/Madrid", "hers: the checklist names none"
    assert entered(scene, "lead") == ANA
    assert entered(scene, "channel") == DEPLOYMENTS
    assert field(scene, "runbook")["hint"]["text"] == "Small Deployment: 6 items, 2 claimed."


async def test_the_bare_command_opens_the_form(scene: Scene) -> None:
    await scene.types(ANA, "/deploy")
    assert scene.form(ANA)["title"]["text"] == "Start a deployment"


async def test_one_command_starts_at_once(scene: Scene) -> None:
    answer = await scene.types(BEN, "/deploy start small v2.4.0")
    assert answer["with"] is None, "the card is the answer"
    card = scene.card("Parcel Tracking v2.4.0 → production")
    assert "Lead Ben Okafor" in words(card)
    assert not scene.has_form(BEN)


async def test_a_lone_version_goes_with_the_only_runbook(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start v2.6.1")
    assert "Parcel Tracking v2.6.1" in scene.card("→")["text"]


async def test_a_lone_version_among_several_runbooks_opens_the_form_with_it(stage: Stage) -> None:
    (stage.runbooks / "billing.md").write_text(BILLING)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start v9.1.0")
        assert entered(scene, "version") == "v9.1.0"


async def test_a_runbook_without_a_version_opens_its_form(stage: Stage) -> None:
    (stage.runbooks / "billing.md").write_text(BILLING)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small")
        assert entered(scene, "service") == "Parcel Tracking"


async def test_the_runbook_that_is_named_is_the_one_that_runs(stage: Stage) -> None:
    (stage.runbooks / "billing.md").write_text(BILLING)
    async with stage.running() as scene:
        await scene.starts(ANA, "small v2.4.0")
        assert "Team told" in words(scene.messages()[-1])
        await scene.starts(ANA, "billing v7.0.0")
        assert "Invoices sent" in words(scene.messages()[-1])


async def test_the_ending_of_the_file_may_be_typed(scene: Scene) -> None:
    await scene.starts(ANA, "small.md v2.4.0")
    assert (await scene.deeds())[0] == "run.prepared"


async def test_picking_another_runbook_fills_the_form_anew_and_keeps_the_rest(stage: Stage) -> None:
    (stage.runbooks / "billing.md").write_text(BILLING)
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start small")
        await scene.submits(ANA, previous="v2.3.0", environment="eu-west", zone="nowhere", lead=CHI)
        await scene.picks(ANA, "runbook", "billing")
        assert entered(scene, "service") == "Billing"
        assert entered(scene, "version") == "v7.0.0"
        assert field(scene, "runbook")["hint"]["text"] == "Release: 1 item, 0 claimed."
        assert entered(scene, "previous") == "v2.3.0"
        assert entered(scene, "environment") == "eu-west"
        assert entered(scene, "lead") == CHI
        assert entered(scene, "channel") == DEPLOYMENTS
        await scene.submits(ANA, zone="UTC+7")
        assert "Billing v7.0.0 → eu-west" in words(scene.card("→"))


@pytest.mark.parametrize(
    ("given", "at", "says"),
    [
        ({"version": "latest"}, "version", "“latest” does not name one release."),
        ({"version": "v2 or v3"}, "version", "“v2 or v3” does not name one release."),
        ({"previous": "the old one"}, "previous", "“the old one” does not name one release."),
        ({"zone": "Mars/Olympus"}, "zone", "“Mars/Olympus” is no time zone. Try Europe/Madrid, or UTC+7."),
        ({"zone": "<!channel>"}, "zone", "“<!channel>” is no time zone."),
        ({"service": "   "}, "service", "Spaces alone say nothing here."),
        ({"environment": "\t"}, "environment", "Spaces alone say nothing here."),
        ({"lead": IDA}, "lead", "Only a full member of the workspace can lead a run."),
        ({"lead": "UJAN"}, "lead", "Only a full member of the workspace can lead a run."),
        ({"lead": "UBOT"}, "lead", "Only a full member of the workspace can lead a run."),
    ],
)
async def test_what_is_wrong_stands_under_its_field(
    scene: Scene, given: dict[str, str], at: str, says: str
) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, **given)
    (where,) = scene.errors(ANA)
    assert where == at
    assert says in scene.errors(ANA)[at]
    assert await scene.journal() == []


async def test_a_corrected_form_starts_the_run(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.submits(ANA, version="latest")
    await scene.submits(ANA, version="v2.4.0")
    assert not scene.has_form(ANA)
    assert scene.card("Parcel Tracking v2.4.0")


async def test_a_start_in_the_past_is_said_and_moved_to_the_next_day(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.DATED.format(date="March 1, 2026"))
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        hint = field(scene, "start")["hint"]["text"]
        assert hint == (
            "The checklist says Sun 1 March 2026 08:00 (UTC+07:00), which is past: re-dated to the next day "
            "at that time. Everything before and after moves along. Pick another start if you like."
        )
        assert entered(scene, "start") == MORNING.timestamp() + 17 * 3600
        await scene.submits(ANA)
        assert "Tue 10 Mar 2026 08:00 (UTC+07:00)" in words(scene.card("→"))


async def test_a_start_still_ahead_is_kept(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.DATED.format(date="March 11, 2026"))
    async with stage.running() as scene:
        await scene.types(ANA, "/deploy start")
        assert "hint" not in field(scene, "start")
        await scene.submits(ANA)
        assert "Wed 11 Mar 2026 08:00 (UTC+07:00)" in words(scene.card("→"))


async def test_a_form_left_open_too_long_starts_five_minutes_from_then(scene: Scene) -> None:
    await scene.types(ANA, "/deploy start")
    await scene.passes(hours=2)
    await scene.submits(ANA, zone="UTC")
    assert "Mon 9 Mar 2026 10:05 (UTC)" in words(scene.card("→"))


async def test_the_shortcut_opens_the_form(scene: Scene) -> None:
    await scene.act(user=BEN, do="shortcut", callback_id="start_deployment")
    await scene.submits(BEN, channel=DEPLOYMENTS)
    assert "Lead Ben Okafor" in words(scene.card("Parcel Tracking v2.4.0 → production"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/deploy start smal v2.4.0", "There is no runbook `smal`. Did you mean `small`?"),
        ("/deploy start elsewhere v2.4.0", "There is no runbook `elsewhere`. There are: `small`"),
        ("/deploy start small latest", "“latest” does not name one release."),
        ("/deploy start small v2.4.0 now", "takes a runbook and a version"),
    ],
)
async def test_a_command_that_cannot_start_says_why(scene: Scene, typed: str, says: str) -> None:
    await scene.types(ANA, typed)
    assert says in scene.told(ANA)
    assert await scene.journal() == []


@pytest.mark.parametrize("spelt", ["Parcel Tracking", "parcel tracking", "  PARCEL   Tracking "])
async def test_one_run_at_a_time_for_a_service_and_environment(scene: Scene, spelt: str) -> None:
    await scene.starts(ANA)
    await scene.types(BEN, "/deploy start")
    await scene.submits(BEN, service=spelt, version="v2.4.1", environment="Production ")
    form = scene.form(BEN)
    assert (
        "⛔ Run 1 of Parcel Tracking v2.4.0 to production, led by Ana Ruiz since "
        "Mon 9 Mar 2026 09:00 (Europe/Madrid), is still open. Finish or abort it first: `/deploy status 1`."
    ) in words(form)
    assert entered(scene, "version", BEN) == "v2.4.1", "the rest is kept"
    await scene.presses(BEN, "Show it", form)
    assert "run 1: running" in words(scene.form(BEN))
    await scene.act(user=BEN, do="close", view=scene.form(BEN)["id"])
    await scene.submits(BEN, environment="staging")
    assert scene.card("→ staging"), "another environment is free"


async def test_a_service_is_free_again_once_its_run_has_ended(scene: Scene) -> None:
    card = await scene.starts(ANA)
    await scene.presses(ANA, "Finish…", card)
    await scene.submits(ANA, reason="A rehearsal")
    await scene.starts(ANA, "small v2.4.1")
    assert "Run 2" in words(scene.card("Parcel Tracking v2.4.1"))
