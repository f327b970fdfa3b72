"""Runbooks by their names."""

import pytest

from commands import documents
from tests.commands.refusals import refused


def test_a_runbook_is_named_with_or_without_its_ending() -> None:
    assert (
        documents.named("small", ["big", "small"]) == documents.named("small.md", ["big", "small"]) == "small"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("smal", "There is no runbook `smal`. Did you mean `small`?"),
        ("xyz", "There is no runbook `xyz`. There are: `big`, `small`"),
        ("<!here>", "There is no runbook `&lt;!here&gt;`."),
    ],
)
def test_an_unknown_one_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with refused(hint, "runbook"):
        documents.named(name, ["big", "small"])
