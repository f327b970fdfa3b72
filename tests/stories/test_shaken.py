"""One story as Slack should deliver it, with everything twice, and with everything out of order."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from tests import databases
from tests.conftest import LONG
from tests.stories import aside
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, words

WINDOW = 2.0 if LONG else 0.2
"""Real seconds within which deliveries change places."""
DEVIKA = "UDEV"

Deed = tuple[str, str, Any]


def keys(scene: Scene) -> Counter[str]:
    """How often each of our messages stands in the channel."""
    said = (message["metadata"] for message in scene.messages() if message["metadata"])
    return Counter(metadata["event_payload"]["key"] for metadata in said)


async def what_is_done(scene: Scene) -> list[Deed]:
    """Who opened a section is whoever was last of those who completed it at the same moment."""
    return [
        ("" if entry.what == "section.opened" else entry.who, entry.what, entry.detail)
        for entry in await scene.journal()
    ]


async def story(scene: Scene) -> None:
    """Commands, presses, forms, menus and a visit, at the same moment wherever people would."""
    await scene.starts()
    before = scene.card("Before")
    await aside.ask(scene, ANA, "Before", "assign")
    item = aside.choice(scene.form(ANA), "Team told")
    await asyncio.gather(
        scene.submits(ANA, item=item, person=CHI),
        scene.presses(BEN, "Attest 2 claims", before),
        scene.opens_home(CHI),
        scene.says(DEVIKA, "@runsheet help"),
    )
    await scene.presses(CHI, "Done", scene.card("Before"), near="Team told")
    during = scene.card("During")
    await asyncio.gather(
        scene.presses(BEN, "Done", during, near="Traffic moved"),
        scene.presses(DEVIKA, "Done", during, near="Errors watched"),
        scene.presses(CHI, "Reopen…", scene.card("Before"), near="Team told"),
    )
    await scene.submits(CHI, reason="Told the wrong team")
    await scene.presses(CHI, "Done", scene.card("Before"), near="Team told")
    await asyncio.gather(
        scene.types(BEN, "/deploy hold too many errors"), scene.types(DEVIKA, "/deploy list")
    )
    await scene.types(ANA, "/deploy resume")


async def told(folder: Path, name: str, *rules: Json) -> tuple[list[Deed], list[str]]:
    """The record of it, and what its cards show at the end."""
    (folder / name).mkdir()
    async with Stage.built(databases.sqlite(folder / name), folder / name) as stage, stage.running() as scene:
        await stage.sandbox.trouble({"deliveries": list(rules)})
        await story(scene)
        await stage.sandbox.deliveries.settled()
        await scene.settled()
        assert all(rule["struck"] > 10 for rule in (await stage.sandbox.trouble({}))["deliveries"])
        assert set(keys(scene).values()) == {1}
        shown = [words(scene.card(title)) for title in ("→", "Before", "During", "After")]
        return await what_is_done(scene), shown


async def test_everything_twice_and_everything_out_of_order(tmp_path: Path) -> None:
    plain, cards = await told(tmp_path, "plain")
    assert len(plain) > 12
    twice, cards_twice = await told(tmp_path, "twice", {"kind": "duplicate"})
    assert sorted(map(repr, twice)) == sorted(map(repr, plain))
    assert cards_twice == cards
    shaken = {"kind": "reorder", "seconds": WINDOW, "seed": 5}
    mixed, cards_mixed = await told(tmp_path, "mixed", shaken)
    assert sorted(map(repr, mixed)) == sorted(map(repr, plain))
    assert cards_mixed == cards
