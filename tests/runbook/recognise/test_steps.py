"""Ordered lists that are steps."""

import pytest

from runbook.recognise.lists import lists
from runbook.recognise.steps import are_steps
from tests.runbook.samples import document


def test_steps_as_printed() -> None:
    found = list(
        lists(
            document(
                "1. Stop\n   the queue\n2. Start\n   - detail\n\ntext\n\n"
                "4) Go on\n\n- bullet\n  1. nested\n\n> 1. quoted\n"
            )
        )
    )

    assert [
        [(step.line, step.number, step.lead, step.raw, step.end) for step in each.entries] for each in found
    ] == [
        [(1, "1.", "Stop\nthe queue", "1. Stop\n   the queue", 2), (3, "2.", "Start", "2. Start", 5)],
        [(8, "4)", "Go on", "4) Go on", 9)],
        [(10, "", "bullet", "- bullet", 12)],
    ]
    assert list(map(are_steps, found)) == [True, True, False]


@pytest.mark.parametrize(
    "markdown",
    [
        "1. [Pre-flight](#pre-flight)\n2. [Steps](#steps)\n",
        "Roll back iff all three are true:\n\n1. Errors rise\n2. Users see it\n3. No fix is near\n",
        "1. **Do** freeze the branch\n2. **Don't** merge\n",
        "1. Blocker of §3 is open\n2. Fix it\n",
        "1. **Level 1 (0-5 min):** alerts\n2. **Level 2 (5-15 min):** page\n",
        "Decision criteria:\n1. Errors\n2. Load\n",
    ],
)
def test_lists_that_are_prose(markdown: str) -> None:
    assert not any(map(are_steps, lists(document(markdown))))


def test_steps_that_only_begin_with_a_link() -> None:
    assert all(map(are_steps, lists(document("1. [Freeze](#freeze) the branch\n2. [Tag](#tag) it\n"))))
