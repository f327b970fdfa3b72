"""Hints in comments."""

import pytest

from runbook.recognise.hints import hints
from tests.runbook.samples import only_item, read


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<!-- runsheet: owner=@a gate=hard -->", {"owner": "@a", "gate": "hard"}),
        ('x <!--runsheet:Owner="Ada Lovelace"--> y', {"owner": "Ada Lovelace"}),
        ("<!-- runsheet: a=1 --><!-- runsheet: a=2\nb=3 -->", {"a": "2", "b": "3"}),
        ("<!-- runsheet: nothing -->", {}),
        ("<!-- other: a=1 -->", {}),
        ("<!-- runsheet: a=1", {}),
    ],
)
def test_hints(markdown: str, expected: dict[str, str]) -> None:
    assert hints(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "- [ ] Do it <!-- runsheet: owner=@ops -->\n",
        "- [ ] Do it\n<!-- runsheet: owner=@ops -->\n",
        "- [ ] Do it\n  <!-- runsheet: owner=@ops -->\n",
        "- [ ] Do it\n\n  <!-- runsheet: owner=@ops -->\n",
    ],
)
def test_on_a_line_or_after_it(markdown: str) -> None:
    item = only_item(markdown)

    assert (item.text, dict(item.hints)) == ("Do it", {"owner": "@ops"})


HARD = "<!-- runsheet: gate=hard -->"


@pytest.mark.parametrize(
    ("markdown", "hard"),
    [
        (f"- [ ] a {HARD}\n- [ ] b", ["a"]),
        (f"- [ ] a\n  {HARD}\n- [ ] b", ["a"]),
        (f"- [ ] a\n\n{HARD}\n\n- [ ] b", ["a"]),
        (f"- [ ] a\n  - [ ] b {HARD}", ["b"]),
        ("- [ ] a <!--runsheet: Gate=HARD-->\n- [ ] b", ["a"]),
        (f"## Deployment steps\n\n1. a {HARD}\n2. b", ["1. a"]),
        (f"| Step | Done |\n|---|---|\n| a {HARD} | [ ] |\n| b | [ ] |", ["a"]),
        (f"| Step | Owner | Done |\n|---|---|---|\n| a | x | [ ] {HARD} |\n| b | y | [ ] |", ["a"]),
        (f"**Decision:** [ ] GO [ ] NO-GO {HARD}\n\n- [ ] b", ["Decision"]),
        (f"## S {HARD}\n\n- [ ] a\n- [ ] b <!-- runsheet: gate=soft -->\n\n### T\n\n- [ ] c", ["a"]),
        (f"## S\n\n{HARD}\n\n- [ ] a\n\n## T\n\n- [ ] b", ["a"]),
        ("- [ ] a <!-- runsheet: gate=soft owner=@x -->\n- [ ] gate=hard", []),
        ("```\n<!-- runsheet: gate=hard -->\n```\n- [ ] a", []),
    ],
)
def test_a_hard_item_is_hinted_at_wherever_it_is_written(markdown: str, hard: list[str]) -> None:
    assert [item.text for item in read(markdown).items if item.hard] == hard


def test_what_has_no_heading_has_no_hints_of_one() -> None:
    (section,) = read(f"- [ ] a\n\n{HARD}\n\n- [ ] b").sections

    assert dict(section.hints) == {}


def test_several_after_one_line() -> None:
    item = only_item("- [ ] Do it <!-- runsheet: a=1 -->\n<!-- runsheet: b=2 -->\n\n<!-- runsheet: a=3 -->\n")

    assert dict(item.hints) == {"a": "3", "b": "2"}


def test_a_hint_changes_no_id() -> None:
    plain, hinted = only_item("- [ ] Do it\n"), only_item("- [ ] Do it <!-- runsheet: a=1 -->\n")

    assert plain.id == hinted.id


def test_a_section_has_hints_too() -> None:
    sections = read("## A <!-- runsheet: a=1 -->\n## B\n\n<!-- runsheet: b=2 -->\n\n- [ ] x\n").sections

    assert [(each.title, dict(each.hints)) for each in sections] == [("A", {"a": "1"}), ("B", {"b": "2"})]
