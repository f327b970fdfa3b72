"""When a person is asked or written to once a run is live, and what a verdict is."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commands.monitoring import rules
from commands.monitoring.rules import Criterion, Tick, Why
from tests.commands.refusals import refused

MADRID = ZoneInfo("Europe/Madrid")
HOUR = timedelta(hours=1)


def tick(**changed: Any) -> Tick:
    """A quiet one in the middle of a window."""
    usual: dict[str, Any] = {
        "first": False, "last": False, "night": False, "incident": False, "unknown": True, "just_live": False,
        "asked_ago": HOUR,
    }  # fmt: skip
    return Tick(**usual | changed)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"first": True}, Why.FIRST),
        ({"first": True, "just_live": True}, Why.UNKNOWN),
        ({"first": True, "just_live": True, "unknown": False}, Why.FIRST),
        ({"just_live": True}, None),
        ({"last": True}, Why.LAST),
        ({"incident": True, "last": True}, Why.INCIDENT),
        ({"asked_ago": timedelta(hours=7, minutes=59)}, None),
        ({"asked_ago": timedelta(hours=8)}, Why.SHIFT),
        ({"asked_ago": None}, Why.SHIFT),
    ],
)
def test_a_person_is_asked_where_it_is_worth_it(changed: dict[str, Any], why: Why | None) -> None:
    assert rules.why(tick(**changed)) is why


@pytest.mark.parametrize("changed", [{}, {"first": True}, {"last": True}, {"asked_ago": None}])
def test_at_night_nobody_is_asked(changed: dict[str, Any]) -> None:
    assert rules.why(tick(night=True, **changed)) is None


@pytest.mark.parametrize("changed", [{"incident": True}, {"first": True, "just_live": True}])
def test_exceptions_do_not_wait_for_the_morning(changed: dict[str, Any]) -> None:
    assert rules.why(tick(night=True, **changed)) is not None


@pytest.mark.parametrize(
    ("clock", "night"),
    [("06:59", True), ("07:00", False), ("21:59", False), ("22:00", True), ("00:00", True)],
)
def test_night_is_from_ten_to_seven(clock: str, *, night: bool) -> None:
    hour, minute = map(int, clock.split(":"))
    local = datetime(2026, 3, 9, hour, minute, tzinfo=MADRID)
    assert rules.is_night(local) is night
    assert rules.is_night(rules.out_of_night(local)) is False
    assert (rules.out_of_night(local) == local) is not night


def test_a_night_ends_on_the_morning_after_it() -> None:
    """Also that of 29 March 2026, which has no two o'clock."""
    for late in (datetime(2026, 3, 28, 23, 30, tzinfo=MADRID), datetime(2026, 3, 29, 1, 30, tzinfo=MADRID)):
        assert rules.out_of_night(late).astimezone(UTC) == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)


def test_the_digest_is_the_next_nine_on_the_clock() -> None:
    before = datetime(2026, 3, 28, 8, 59, tzinfo=MADRID)
    at = datetime(2026, 3, 28, 9, 0, tzinfo=MADRID)
    assert rules.next_digest(before) == at
    assert rules.next_digest(at).astimezone(UTC) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_three_quarters_of_a_day_are_eighteen_hours() -> None:
    opens = datetime(2026, 3, 9, tzinfo=UTC)
    assert rules.near(opens, opens + 24 * HOUR) == opens + 18 * HOUR


def test_what_was_wrong_may_be_well_now_and_no_other_way_round() -> None:
    rules.answer(over=False, well=True, answered=None)
    with refused("Answered already: all well, Ana."):
        rules.answer(over=False, well=True, answered="Ana")
    with refused("If that has changed: `/incident open`."):
        rules.answer(over=False, well=False, answered="Ana")
    with refused("watched any more"):
        rules.answer(over=True, well=True, answered=None)


def test_a_prompt_is_done_once_and_not_after_the_run() -> None:
    rules.done(over=False, done_by=None)
    with refused("Done already: Ben, 09:10."):
        rules.done(over=False, done_by="Ben, 09:10")
    with refused("asked for any more"):
        rules.done(over=True, done_by=None)


def test_unknown_is_not_met() -> None:
    met, failed = Criterion("a", closed=True, met=True), Criterion("b", closed=True, met=False)
    skipped, waiting = Criterion("c", closed=True, met=None), Criterion("d", closed=False, met=None)
    found = rules.verdict([met, failed, skipped])
    assert (found.met, found.failed, found.unknown, found.of) == (("a",), ("b",), ("c",), 3)
    assert found.decided, "what was skipped is decided, and unknown"
    assert not rules.verdict([met, waiting]).decided
    assert not rules.verdict([]).decided
