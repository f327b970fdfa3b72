"""Decisions about items that act."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.execution import rules
from tests.commands.refusals import refused

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def test_what_is_open_in_an_open_run_can_be_started() -> None:
    rules.start(item_closed=False, run_ended=False)
    with refused("The run has ended"):
        rules.start(item_closed=False, run_ended=True)
    with refused("This item is closed. Reopen it"):
        rules.start(item_closed=True, run_ended=False)


def test_what_is_run_is_what_was_shown() -> None:
    rules.as_shown("abc", "abc")
    with refused("has changed since you opened this"):
        rules.as_shown("abc", "abd")


def test_only_what_nobody_knows_is_settled_by_a_person() -> None:
    rules.settle("unsure", "it was called and did not answer")
    with refused("How this ended is known: exit code 0"):
        rules.settle("done", "exit code 0")


@pytest.mark.parametrize(("minutes", "over"), [(0, False), (9, False), (9.9, True), (20, True)])
def test_a_look_is_the_last_where_the_next_would_come_too_late(minutes: float, over: bool) -> None:  # noqa: FBT001
    every, timeout = timedelta(seconds=10), timedelta(minutes=10)
    assert rules.is_over(NOW, NOW + timedelta(minutes=minutes), every, timeout) is over


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://logs.example/?a=1", True),
        ("${LOGS}/x", False),
        ("javascript:x", False),
        ("https://" + "a" * 3000, False),
    ],
)
def test_a_link_is_an_address_that_slack_opens(url: str, opens: bool) -> None:  # noqa: FBT001
    assert rules.opens(url) is opens
