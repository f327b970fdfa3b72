"""What became of the items of a section."""

import pytest

from commands.changes import Named, by_name, pairs


def became(before: str, after: str) -> set[tuple[str | None, str | None]]:
    """Items are written as `id words`, one a line."""

    def named(text: str) -> list[Named[str]]:
        split = [line.split(" ", 1) for line in text.splitlines()]
        return [Named(name, words, words) for name, words in split]

    return {(pair.before, pair.after) for pair in pairs(named(before), named(after))}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1 Go", "1 Go", {("Go", "Go")}),
        ("1 Go", "", {("Go", None)}),
        ("", "1 Go", {(None, "Go")}),
        ("1 Watch errors", "2 Watch errors closely", {("Watch errors", "Watch errors closely")}),
        ("1 Move traffic", "2 Read the logs", {("Move traffic", None), (None, "Read the logs")}),
        (
            "1 Move traffic\n2 Watch errors",
            "3 Watch errors closely\n4 Read the logs",
            {("Move traffic", None), ("Watch errors", "Watch errors closely"), (None, "Read the logs")},
        ),
        ("1 One\n2 Two", "2 Two\n1 One", {("One", "One"), ("Two", "Two")}),
    ],
)
def test_items_are_the_same_added_removed_or_said_otherwise(
    before: str, after: str, expected: set[tuple[str | None, str | None]]
) -> None:
    assert became(before, after) == expected


def test_what_is_the_same_already_is_not_taken_for_something_alike() -> None:
    found = became("1 Tell the team\n2 Tell the teams", "2 Tell the teams")
    assert found == {("Tell the team", None), ("Tell the teams", "Tell the teams")}


def test_what_is_signed_is_the_same_by_its_name_alone() -> None:
    before = [Named("1", "QA Lead", "a"), Named("2", "CTO", "b"), Named("3", "CTO", "c")]
    after = [Named("9", "qa  lead", "A"), Named("8", "CTO", "B"), Named("1", "QA Leads", "D")]
    assert {(pair.before, pair.after) for pair in by_name(before, after)} == {
        ("a", "A"), ("b", "B"), ("c", None), (None, "D"),
    }  # fmt: skip
