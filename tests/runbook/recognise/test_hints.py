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


def test_several_after_one_line() -> None:
    item = only_item("- [ ] Do it <!-- runsheet: a=1 -->\n<!-- runsheet: b=2 -->\n\n<!-- runsheet: a=3 -->\n")

    assert dict(item.hints) == {"a": "3", "b": "2"}


def test_a_hint_changes_no_id() -> None:
    plain, hinted = only_item("- [ ] Do it\n"), only_item("- [ ] Do it <!-- runsheet: a=1 -->\n")

    assert plain.id == hinted.id


def test_a_section_has_hints_too() -> None:
    sections = read("## A <!-- runsheet: a=1 -->\n## B\n\n<!-- runsheet: b=2 -->\n\n- [ ] x\n").sections

    assert [(each.title, dict(each.hints)) for each in sections] == [("A", {"a": "1"}), ("B", {"b": "2"})]
