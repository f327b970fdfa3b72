"""Warned before it burns: daily and at every start of a run, of everybody who could not be reached."""

from dataclasses import replace

from store import oncall
from store.oncall import Duty
from tests.stories.oncall import put_on_call, recorded, rotate, said
from tests.stories.scene import ANA, BEN, Scene, Stage
from tests.stories.test_oncall_rotation import at


async def all_levels(scene: Scene) -> None:
    """Somebody everywhere whom Slack rings for; all but the first since long ago."""
    async with scene.bot.database.transaction(scene.stage.clock.now()) as tx:
        for role, user in {"Team Lead": ANA, "Engineering Manager": "UGIA", "CTO": "UHUG"}.items():
            duty = Duty(team_id=scene.bot.team_id, key=oncall.key(role), role=role, people=[user])
            await oncall.put(tx, duty)
    await put_on_call(scene, "1", "@chi")


def problems(scene: Scene) -> list[str]:
    """The last warning, a line each."""
    warnings = [text for text in said(scene) if text.startswith("⚠️ ")]
    return warnings[-1].split("\n") if warnings else []


async def test_where_all_is_well_nothing_is_said(scene: Scene) -> None:
    await all_levels(scene)
    await scene.passes(days=2)
    await scene.starts()
    assert problems(scene) == []


async def test_the_start_of_a_run_names_levels_with_nobody(scene: Scene) -> None:
    await put_on_call(scene, "1", "@chi")
    await scene.starts()
    assert problems(scene) == [
        "⚠️ *Before it is needed* (run 1 has started)",
        "• *Team Lead*: nobody can be paged. `/oncall set` says who it is.",
        "• *Engineering Manager*: nobody can be paged. `/oncall set` says who it is.",
        "• *CTO*: nobody can be paged. `/oncall set` says who it is.",
    ]
    await scene.types(ANA, "/oncall set 1 nobody")
    await scene.types(ANA, "/deploy abort no")
    await scene.presses(BEN, "Confirm abort", scene.card("→"))
    await scene.starts()
    assert problems(scene) == [
        "⚠️ *Before it is needed* (run 2 has started)",
        "• *Nobody is on call*, at any level: a page would reach nobody. `/oncall set` says who it is.",
    ]


async def test_every_morning_at_nine_where_the_rotation_is(scene: Scene) -> None:
    await all_levels(scene)
    await rotate(scene, "UDEV", every="day", at="08:30", zone="Asia/Kolkata")
    await scene.passes(hours=19, minutes=29)
    assert problems(scene) == []
    await scene.passes(minutes=1)  # 09:00 in Kolkata
    assert problems(scene)[0] == "⚠️ *On call today*"
    assert "Devika Rao is in Do Not Disturb" in problems(scene)[1]
    daily = await recorded(scene)
    await scene.passes(days=1)
    assert (await recorded(scene)).count("oncall.warned") == daily.count("oncall.warned") + 1


async def test_do_not_disturb_is_said_now_ahead_and_snoozed(scene: Scene) -> None:
    await all_levels(scene)
    await put_on_call(scene, "1", "@ben")
    await scene.starts()
    assert problems(scene)[1:] == [
        (
            "• *On-Call Engineer*: Ben Okafor is in Do Not Disturb from "
            f"{at('2026-03-09 21:00')} to {at('2026-03-10 06:00')}: Slack will not ring."
        )
    ]
    await scene.passes(hours=14)
    await scene.types(BEN, "/oncall")
    assert (
        f"🌙 Ben Okafor is in Do Not Disturb until {at('2026-03-10 06:00')}: Slack will not ring"
        in scene.told(BEN)
    )


async def test_somebody_who_left_is_named(scene: Scene) -> None:
    await all_levels(scene)
    await scene.act(user=ANA, do="deactivate", whom="UCHI")
    await scene.starts()
    assert problems(scene)[1:] == [
        "• *On-Call Engineer*: Chi Nguyen cannot be paged: the account is deactivated.",
        "• *On-Call Engineer*: nobody can be paged. `/oncall set` says who it is.",
    ]


async def test_a_gap_in_the_rotation_is_named_before_it_comes(scene: Scene) -> None:
    await all_levels(scene)
    await rotate(scene, "UEMI", "UCHI", every="day", at="09:00")
    await scene.act(user=ANA, do="deactivate", whom="UCHI")
    await scene.starts()
    assert problems(scene)[1:] == [
        (
            "• *On-Call Engineer*: from "
            f"{at('2026-03-09 09:00')} to {at('2026-03-10 09:00')} it is Chi Nguyen, who cannot be paged: "
            "the account is deactivated."
        ),
        (
            "• *On-Call Engineer*: from "
            f"{at('2026-03-11 09:00')} to {at('2026-03-12 09:00')} it is Chi Nguyen, who cannot be paged: "
            "the account is deactivated."
        ),
    ]


async def test_a_group_is_read_anew_and_its_new_people_are_looked_at(scene: Scene) -> None:
    await all_levels(scene)
    await scene.types(ANA, "/oncall set 1 @oncall")
    await scene.act(user=ANA, do="group", handle="oncall", users=["UEMI", "UDEV"])
    await scene.starts()
    (line,) = problems(scene)[1:]
    assert "Devika Rao is in Do Not Disturb" in line, "Ben is not in it any more"


async def test_a_group_that_is_gone_is_named(scene: Scene) -> None:
    await all_levels(scene)
    await scene.types(ANA, "/oncall set 1 <!subteam^SGONE|@night>")
    await scene.starts()
    assert problems(scene)[1:] == [
        "• *On-Call Engineer*: Slack does not say who is in @night: `no_such_subteam`.",
        "• *On-Call Engineer*: nobody can be paged. `/oncall set` says who it is.",
    ]


async def test_where_slack_does_not_tell_that_is_said(stage: Stage) -> None:
    workspace = stage.sandbox.workspace
    workspace.app = replace(workspace.app, scopes=workspace.app.scopes - {"dnd:read"})
    async with stage.running() as scene:
        await all_levels(scene)
        await scene.starts()
        assert problems(scene)[1:] == [
            "• Slack does not tell me who is in Do Not Disturb: `missing_scope dnd:read`."
        ]
