"""When a communication can be asked for, which of a series, and when a start is another than was told."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.communications import rules
from commands.communications.rules import Standing
from runbook.terms import Anchor
from tests.commands.refusals import refused

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


def test_an_answer_is_given_once_and_not_after_the_end() -> None:
    rules.answer(Standing(run_ended=False, settled=None))
    with refused("Answered already: Sent · Ana"):
        rules.answer(Standing(run_ended=True, settled="Sent · Ana"))
    with refused("The run has ended"):
        rules.answer(Standing(run_ended=True, settled=None))


@pytest.mark.parametrize(
    ("role", "tells"),
    [
        ("Communications Lead", True),
        ("Comms", True),
        ("Head of communication", True),
        ("Commander", False),
        ("Community Manager", False),
        ("QA Lead", False),
    ],
)
def test_who_keeps_people_informed(role: str, *, tells: bool) -> None:
    assert rules.tells(role) is tells


@pytest.mark.parametrize(
    ("anchor", "begun", "live", "come"),
    [
        (Anchor.T0, False, False, True),
        (Anchor.START, False, False, False),
        (Anchor.START, True, False, True),
        (Anchor.LIVE, True, False, False),
        (Anchor.LIVE, True, True, True),
    ],
)
def test_nobody_says_what_has_not_come(anchor: Anchor, *, begun: bool, live: bool, come: bool) -> None:
    assert rules.has_come(anchor, begun=begun, live=live) is come


@pytest.mark.parametrize(("minutes", "moved"), [(0, False), (9, False), (10, True), (-10, True), (-9, False)])
def test_a_start_is_another_one_by_ten_minutes(minutes: int, *, moved: bool) -> None:
    assert rules.is_moved(NOON, NOON + timedelta(minutes=minutes)) is moved


def test_of_a_series_only_the_last_is_sent() -> None:
    series = [("a", 2, "a2"), ("b", 1, "b1"), ("a", 1, "a1"), ("a", 10, "a10")]
    assert rules.overtaken(series) == ["a1", "a2"]


def test_the_next_of_each_line_is_offered() -> None:
    assert rules.first_of_each([("a", "a1"), ("b", "b1"), ("a", "a2")]) == ["a1", "b1"]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=40), "40 min"),
        (timedelta(minutes=-40), "40 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=2, minutes=5), "2 h 5 min"),
        (timedelta(days=1, minutes=3), "1 day 3 min"),
        (timedelta(days=3, hours=1, minutes=9), "3 days 1 h"),
    ],
)
def test_a_length_of_time_in_words(length: timedelta, said: str) -> None:
    assert rules.words(length) == said


def test_nothing_is_late_within_a_minute() -> None:
    assert rules.late(NOON, NOON + timedelta(seconds=59)) is None
    assert rules.late(NOON, NOON - timedelta(hours=1)) is None
    assert rules.late(NOON, NOON + timedelta(minutes=1)) == "1 min late"


def test_what_is_next_is_asked_for_or_reminded_of() -> None:
    later = NOON + timedelta(hours=1)
    assert rules.next_due([None, later], [NOON]) == NOON
    assert rules.next_due([None], []) is None
