"""Taking over for a while, and giving it back."""

from datetime import UTC, datetime

from tests.stories.oncall import on_call, put_on_call, recorded, rotate, said, written
from tests.stories.scene import ANA, BEN, CHI, Scene, labels
from tests.stories.test_oncall_rotation import at


async def test_somebody_takes_over_until_an_hour_of_their_own_clock(scene: Scene) -> None:
    await put_on_call(scene, "1", "@ana")
    await scene.types(BEN, "/oncall cover until 18:00")
    assert scene.told(BEN).split("\n")[1:3] == [
        "*1 · On-Call Engineer* · at once: Ben Okafor",
        f"      in the place of Ana Ruiz, until {at('2026-03-09 17:00')}, then Ana Ruiz",
    ], "Ben is in Lagos, an hour ahead of UTC"
    until = at("2026-03-09 17:00")
    text = f"📟 *On-Call Engineer:* Ben Okafor is on call until {until}, in the place of Ana Ruiz."
    assert said(scene)[-1] == text
    assert written(scene, ANA)[-1] == text
    await scene.passes(hours=9)
    over = "📟 *On-Call Engineer:* Ben Okafor's cover is over; on call: Ana Ruiz."
    assert said(scene)[-1] == over
    assert written(scene, ANA)[-1] == written(scene, BEN)[-1] == over
    assert "Ana Ruiz" in (await on_call(scene))[0]
    assert [what for what in await recorded(scene) if "cover" in what] == [
        "oncall.covered",
        "oncall.cover_over",
    ]


async def test_a_cover_is_given_back_before_its_time(scene: Scene) -> None:
    await put_on_call(scene, "1", "@ana")
    await scene.types(BEN, "/oncall cover 3h")
    await scene.types(BEN, "/oncall")
    card = scene.messages()[-1]
    assert labels(card)[0] == "Give back my cover"
    await scene.presses(BEN, "Give back my cover", card)
    await scene.forges(BEN)
    assert "This cover is over already." in scene.told(BEN)
    assert "Ana Ruiz" in (await on_call(scene))[0]
    assert said(scene)[-1] == "📟 *On-Call Engineer:* Ben Okafor's cover is over; on call: Ana Ruiz."
    before = said(scene)
    await scene.passes(minutes=200)
    assert [text for text in said(scene)[len(before) :] if "cover is over" in text] == [], "it was said once"


async def test_only_whoever_covers_gives_it_back(scene: Scene) -> None:
    await scene.types(BEN, "/oncall cover 3h")
    await scene.types(BEN, "/oncall")
    await scene.presses(BEN, "Test my page", scene.messages()[-1])
    await scene.forges(CHI, action_id="oncall.end_cover", value='{"cover": 1}')
    assert "Only whoever covers can give it back." in scene.told(BEN), "it was forged from his window"
    assert "Ben Okafor" in (await on_call(scene))[0]


async def test_a_cover_through_the_form_is_for_any_level(scene: Scene) -> None:
    await scene.types(BEN, "/oncall cover")
    until = int(datetime(2026, 3, 9, 20, 0, tzinfo=UTC).timestamp())
    await scene.submits(BEN, role="CTO", until=until - 20 * 3600)
    assert "That is past." in scene.errors(BEN)["until"]
    await scene.submits(BEN, until=until)
    assert "Ben Okafor" in (await on_call(scene))[3]


COVERS = {
    "/oncall cover lead until tomorrow 09:00": ("*2", "2026-03-10 08:00"),
    "/oncall cover engineering manager 90m": ("*3", "2026-03-09 09:30"),
    "/oncall cover 4 until 2026-03-12 18:00": ("*4", "2026-03-12 17:00"),
}


async def test_the_level_may_be_named(scene: Scene) -> None:
    for typed, (level, until) in COVERS.items():
        await scene.types(BEN, typed)
        rows = scene.told(BEN).split("\n")
        number = next(number for number, text in enumerate(rows) if text.startswith(level))
        assert "Ben Okafor" in rows[number]
        assert f"until {at(until)}" in rows[number + 1]


async def test_a_hand_off_under_a_cover_says_who_covers(scene: Scene) -> None:
    await rotate(scene, ANA, CHI, every="day", at="09:00")
    await scene.types(BEN, "/oncall cover 4h")
    await scene.passes(hours=1)
    (handed,) = [text for text in said(scene) if "after Ana Ruiz" in text]
    assert handed.endswith(f"Until {at('2026-03-09 12:00')} Ben Okafor covers.")
    assert "Ben Okafor" in (await on_call(scene))[0]
    await scene.passes(hours=3)
    assert "Chi Nguyen" in (await on_call(scene))[0]
