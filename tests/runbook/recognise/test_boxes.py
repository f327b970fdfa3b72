"""Task boxes, wherever GitHub would draw one, and nowhere else."""

import pytest

from runbook import reader
from tests.runbook.samples import fixture, only_item


def test_nested_boxes() -> None:
    runbook = reader.read(fixture("nested"))
    texts = {item.id: item.text for item in runbook.items}

    assert [(item.line, item.depth, item.claimed, item.text) for item in runbook.items] == [
        (3, 0, False, "Freeze merges"),
        (8, 0, True, "Approvals: Security"),
        (9, 0, False, "Approvals: Data protection"),
        (10, 0, False, "Every approval is in"),
        (11, 1, False, "Security"),
        (13, 1, False, "People to ask: Finance"),
        (14, 2, False, "Budget of the quarter is large enough"),
        (16, 0, True, "Done with a capital"),
        (20, 0, False, "Drain the old nodes and wait until the last job has ended"),
        (24, 0, False, "Start the new ones"),
        (26, 0, False, "Boxes in a quote count"),
        (43, 0, False, "Start the new ones"),
        (44, 0, False, "Start the new ones"),
    ]
    assert {item.text: texts[item.parent] for item in runbook.items if item.parent} == {
        "Security": "Every approval is in",
        "People to ask: Finance": "Every approval is in",
        "Budget of the quarter is large enough": "People to ask: Finance",
    }


def test_raw_is_the_source() -> None:
    items = {item.line: item.raw for item in reader.read(fixture("nested")).items}

    assert items[14] == "      1. [ ] Budget of the quarter\n         is large enough"
    assert items[20] == "1. [ ] Drain the old nodes\n   and wait until the last job\nhas ended"
    assert items[26] == "> - [ ] Boxes in a quote count"


@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "1)", "12."])
@pytest.mark.parametrize(("mark", "claimed"), [(" ", False), ("x", True), ("X", True)])
def test_every_bullet_and_every_mark(bullet: str, mark: str, claimed: bool) -> None:  # noqa: FBT001
    item = only_item(f"{bullet} [{mark}] Ship it\n")

    assert (item.text, item.claimed) == ("Ship it", claimed)


@pytest.mark.parametrize(
    "line",
    ["- [] no gap", "- [ ]no gap", "- [ ]", "- [y] mark", "- \\[ ] escaped", "[ ] no bullet", "- text [ ] x"],
)
def test_what_is_no_box(line: str) -> None:
    assert only_item(f"{line}\n\n---\n\n- [ ] The box\n").text == "The box"


def test_an_item_of_nothing_but_a_comment_is_not_lost() -> None:
    assert only_item("- [ ] <!-- to be written -->").text == "<!-- to be written -->"


def test_a_box_on_the_line_below_its_bullet_is_found_there() -> None:
    item = only_item("-\n  [x] Below\n")

    assert (item.line, item.raw, item.text) == (2, "  [x] Below", "Below")
