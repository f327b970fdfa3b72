"""Taking turns: previewed, announced before and at the change, right after any downtime."""

from datetime import UTC, datetime

from tests.stories.oncall import on_call, recorded, rotate, said, written
from tests.stories.scene import ANA, BEN, CHI, Scene, Stage, words


def at(text: str) -> str:
    """As Slack is told to show that moment (UTC)."""
    stamp = int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
    return f"<!date^{stamp}^{{date_short_pretty}} {{time}}|{text} UTC>"


async def test_the_next_four_hand_offs_are_seen_before_it_starts(scene: Scene) -> None:
    await scene.types(ANA, "/oncall rotation 1 @ana @ben @chi")
    await scene.submits(ANA, zone="Europe/Madrid", at="09:00", weekday="4", every="week")
    shown = words(scene.form(ANA))
    assert "Now: Ana Ruiz" in shown
    assert [line for line in shown.split("\n") if line.startswith("• ")] == [
        "• Fri 13 Mar 2026 09:00 (Europe/Madrid): Ben Okafor",
        "• Fri 20 Mar 2026 09:00 (Europe/Madrid): Chi Nguyen",
        "• Fri 27 Mar 2026 09:00 (Europe/Madrid): Ana Ruiz",
        "• Fri 3 Apr 2026 09:00 (Europe/Madrid): Ben Okafor",
    ]
    assert await recorded(scene) == [], "nothing has changed yet"
    await scene.submits(ANA)
    assert await recorded(scene) == ["oncall.rotation"]
    assert said(scene) == [
        "📟 *On-Call Engineer:* Ana Ruiz, Ben Okafor, Chi Nguyen in turn, every week, says Ana Ruiz."
    ]
    assert (await on_call(scene))[:2] == [
        "*1 · On-Call Engineer* · at once: Ana Ruiz",
        f"      until {at('2026-03-13 08:00')}, then Ben Okafor",
    ]


async def test_a_form_that_does_not_fit_says_so(scene: Scene) -> None:
    await scene.types(ANA, "/oncall rotation")
    await scene.submits(ANA, people=[ANA], zone="Mars/Olympus")
    assert "“Mars/Olympus” is no time zone." in scene.errors(ANA)["zone"]
    await scene.submits(ANA, people=["UIDA"], zone="UTC")
    assert "Ida Berg is a guest" in scene.errors(ANA)["people"]
    await scene.submits(ANA, people=[ANA, BEN])
    await scene.submits(ANA)
    assert await recorded(scene) == ["oncall.rotation"]


async def test_a_hand_off_is_announced_before_and_at_the_change(scene: Scene) -> None:
    await rotate(scene, ANA, CHI, every="day", at="08:30")
    await scene.passes(minutes=30)
    assert [text for text in said(scene) if "after Ana Ruiz" in text] == [
        f"📟 *On-Call Engineer:* Chi Nguyen is on call until {at('2026-03-10 08:30')}, after Ana Ruiz."
    ]
    assert written(scene, CHI)[-1] == (
        f"📟 You are on call now as *On-Call Engineer*, until {at('2026-03-10 08:30')}."
    )
    assert "Chi Nguyen" in (await on_call(scene))[0]
    assert await recorded(scene) == ["oncall.rotation", "oncall.handed_over"]


async def test_whoever_is_next_is_told_an_hour_or_a_day_ahead(scene: Scene) -> None:
    await rotate(scene, ANA, CHI, at="12:00", weekday="2")
    told = len(written(scene, CHI))
    await scene.passes(days=1, hours=3, minutes=59)
    assert len(written(scene, CHI)) == told
    await scene.passes(minutes=1)
    assert written(scene, CHI)[told:] == [
        (
            f"You are on call as *On-Call Engineer* from {at('2026-03-11 12:00')} "
            f"to {at('2026-03-18 12:00')}. "
            "If you cannot be, have somebody type `/oncall cover`."
        )
    ]


async def test_after_a_downtime_it_is_whoever_it_would_be(stage: Stage) -> None:
    async with stage.running() as scene:
        await rotate(scene, ANA, BEN, CHI, every="day", at="09:00")
    stage.clock.jump_to(datetime(2026, 3, 11, 8, 0, tzinfo=UTC))
    async with stage.running() as scene:
        await scene.settled()
        assert "Chi Nguyen" in (await on_call(scene))[0]
        handed = [text for text in said(scene) if "is on call until" in text]
        assert handed == [
            f"📟 *On-Call Engineer:* Chi Nguyen is on call until {at('2026-03-11 09:00')}, after Ben Okafor."
        ], "one hand-off, the one that holds now"
        await scene.passes(hours=1)
        assert "Ana Ruiz" in (await on_call(scene))[0]


async def test_people_put_there_in_its_place_end_the_rotation(scene: Scene) -> None:
    await rotate(scene, ANA, CHI, every="day", at="09:00")
    await scene.types(ANA, "/oncall set 1 @ben")
    before = said(scene)
    await scene.passes(hours=2)
    assert [text for text in said(scene)[len(before) :] if "until" in text and "📟" in text] == []
    assert "Ben Okafor" in (await on_call(scene))[0]


async def test_somebody_alone_hands_over_to_nobody(scene: Scene) -> None:
    await rotate(scene, CHI, every="day", at="09:00")
    await scene.passes(days=3)
    assert await recorded(scene) == ["oncall.rotation", "oncall.warned"]
