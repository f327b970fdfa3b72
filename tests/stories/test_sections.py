"""Sections: they open one by one, in cards of twenty items, by progress or by the lead's `Next`."""

from tests.stories import checklists
from tests.stories.scene import ANA, BEN, CHI, Json, Scene, Stage, labels, words

NEXT = "Next section ▸"


def titles(scene: Scene) -> list[str]:
    """The headers of all cards, in the order they were posted."""
    blocks = [block for message in scene.messages() for block in message["blocks"]]
    return [block["text"]["text"] for block in blocks if block["type"] == "header"]


async def complete_before(scene: Scene) -> None:
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")


async def test_the_next_section_opens_when_the_one_before_is_complete(scene: Scene) -> None:
    await scene.starts()
    assert titles(scene)[1:] == ["Before"]
    await scene.presses(BEN, "Attest 2 claims", scene.card("Before"))
    assert titles(scene)[1:] == ["Before"], "one item is open"
    assert "Now: *Before* · 1 open" in words(scene.card("→"))
    await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")
    assert titles(scene)[1:] == ["Before", "During"]
    assert "Now: *During* · 2 open" in words(scene.card("→"))


async def test_the_lead_opens_the_next_section_early(scene: Scene) -> None:
    await scene.starts()
    assert NEXT in labels(scene.card("Before"))
    await scene.presses(ANA, NEXT, scene.card("→"))
    assert titles(scene)[1:] == ["Before", "During"]
    assert NEXT not in labels(scene.card("Before")), "it stands on the newest section only"
    await scene.presses(ANA, NEXT, scene.card("During"))
    assert titles(scene)[1:] == ["Before", "During", "After"]
    assert NEXT not in labels(scene.card("After"))
    assert NEXT not in labels(scene.card("→")), "none is left"


async def test_others_do_not_open_sections_early(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(BEN, NEXT, scene.card("Before"))
    assert scene.told(BEN) == "Only the lead, Ana Ruiz, opens the next section before this one is complete."
    assert titles(scene)[1:] == ["Before"]


async def test_next_pressed_twice_opens_one_section(scene: Scene) -> None:
    await scene.starts()
    before = scene.card("Before")
    await scene.presses(ANA, NEXT, before)
    await scene.presses(ANA, NEXT, before, stale=True)
    assert scene.told(ANA) == "The next section is open already."
    assert titles(scene)[1:] == ["Before", "During"]


async def test_an_item_left_behind_can_still_be_ticked(scene: Scene) -> None:
    await scene.starts()
    await scene.presses(ANA, NEXT, scene.card("Before"))
    await complete_before(scene)
    assert "3 of 3 done" in words(scene.card("Before"))
    assert titles(scene)[1:] == ["Before", "During"], "a section behind opens nothing"


async def test_nothing_opens_while_the_run_is_held(scene: Scene) -> None:
    await scene.starts()
    await scene.types(BEN, "/deploy hold error rate is climbing")
    assert NEXT not in labels(scene.card("→"))
    await scene.presses(ANA, NEXT, scene.card("Before"))
    assert scene.told(ANA) == "Held by Ben Okafor: error rate is climbing"
    await complete_before(scene)
    assert "3 of 3 done" in words(scene.card("Before")), "items can still be ticked"
    assert titles(scene)[1:] == ["Before"]
    await scene.presses(ANA, "Resume", scene.card("→"))
    assert titles(scene)[1:] == ["Before", "During"]


async def test_a_section_of_over_twenty_items_becomes_several_cards(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.of(Long=checklists.steps(45), Last=["End"]))
    async with stage.running() as scene:
        await scene.starts()
        assert titles(scene)[1:] == ["Long (1/3)", "Long (2/3)", "Long (3/3)"]
        first, second, third = (scene.card(f"({part}/3)") for part in (1, 2, 3))
        assert [words(card).count("⬜") for card in (first, second, third)] == [20, 20, 5]
        assert [NEXT in labels(card) for card in (first, second, third)] == [False, False, True]
        await scene.presses(BEN, "Done", second, near="Step 21")
        assert "1 of 20 done" in words(scene.card("(2/3)"))
        assert "0 of 20 done" in words(scene.card("(1/3)"))
        assert "1 of 46 done" in words(scene.card("→"))


async def test_claims_of_all_cards_are_attested_on_the_first(stage: Stage) -> None:
    text = checklists.of(Long=checklists.steps(25)).replace("- [ ]", "- [x]")
    (stage.runbooks / "small.md").write_text(text)
    async with stage.running() as scene:
        await scene.starts()
        assert not [label for label in labels(scene.card("(2/2)")) if label.startswith("Attest")]
        await scene.presses(CHI, "Reopen…", scene.card("(2/2)"), near="Step 25")
        await scene.submits(CHI, reason="Not on staging")
        await scene.presses(ANA, "Attest 24 claims", scene.card("(1/2)"))
        assert "20 of 20 done" in words(scene.card("(1/2)"))
        assert "4 of 5 done" in words(scene.card("(2/2)"))


async def test_the_last_card_alone_goes_on(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.of(Full=checklists.steps(40), Last=["End"]))
    async with stage.running() as scene:
        await scene.starts()
        await scene.presses(CHI, "Add an item…", scene.card("(2/2)"))
        await scene.submits(CHI, text="One more")
        assert [NEXT in labels(scene.card(f"({part}/3)")) for part in (1, 2, 3)] == [False, False, True]


async def test_the_twenty_first_item_begins_a_second_card(stage: Stage) -> None:
    (stage.runbooks / "small.md").write_text(checklists.of(Full=checklists.steps(20), Last=["End"]))
    async with stage.running() as scene:
        await scene.starts()
        assert titles(scene)[1:] == ["Full"]
        await scene.presses(CHI, "Add an item…", scene.card("Full"))
        await scene.submits(CHI, text="One more")
        assert titles(scene)[1:] == ["Full (1/2)", "Full (2/2)"]
        assert labels(scene.card("(1/2)"))[-1:] == ["Skip, assign…"]
        assert labels(scene.card("(2/2)")) == ["Done", "Skip, assign…", "Add an item…", NEXT]
        await scene.presses(ANA, NEXT, scene.card("(2/2)"))
        assert titles(scene)[1:] == ["Full (1/2)", "Full (2/2)", "Last"]


async def test_a_long_text_is_cut_and_shown_whole_on_demand(stage: Stage) -> None:
    text = "Compare & verify <each> step; " * 133 + "the end."
    (stage.runbooks / "small.md").write_text(checklists.of(Long=[text, "Short"]))
    async with stage.running() as scene:
        await scene.starts()
        card = scene.card("Long")
        assert "the end." not in words(card)
        assert labels(card).count("Show all") == 1
        await scene.presses(BEN, "Show all", card)
        shown = [block["text"]["text"] for block in scene.form(BEN)["blocks"]]
        assert max(len(piece) for piece in shown) <= 3000
        assert " ".join(shown) == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


async def test_nested_items_are_indented(stage: Stage) -> None:
    nested = "# Release\n\n## Parcel Tracking v2.4.0\n\n### Only\n\n- [ ] Outer\n  - [ ] Inner\n"
    (stage.runbooks / "small.md").write_text(nested)
    async with stage.running() as scene:
        await scene.starts()
        rows = [row(block) for block in scene.card("Only")["blocks"] if "accessory" in block]
        assert rows == ["⬜  Outer", "\N{EM SPACE}\N{EM SPACE}⬜  Inner"]


def row(block: Json) -> str:
    return str(block["text"]["text"])
