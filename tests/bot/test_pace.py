"""The pace of redraws: the first at once, then within Slack's limits. Times are given, none passes."""

import pytest

from bot.pace import Pace
from store.messages import Message
from tests.bot.clocks import START

NOON = 100_000.0
"""Some monotonic moment; a process starts at any."""


def card(number: int = 1, ts: str | None = "1.0") -> Message:
    return Message(
        id=number, team_id="T", key=f"run:{number}", kind="run", subject=str(number), place="C",
        ts=ts, wanted_at=START,
    )  # fmt: skip


def test_the_first_redraw_goes_at_once() -> None:
    assert Pace().wait(card(), NOON) == 0


def test_a_message_is_redrawn_every_second_and_a_half_at_most() -> None:
    pace = Pace()
    pace.redrawn(card(), NOON)
    assert pace.wait(card(), NOON) == pytest.approx(1.5)
    assert pace.wait(card(), NOON + 1) == pytest.approx(0.5)
    assert pace.wait(card(), NOON + 1.5) == 0


def test_messages_do_not_wait_for_each_other() -> None:
    pace = Pace()
    pace.redrawn(card(1), NOON)
    assert pace.wait(card(2), NOON) == 0


def test_posting_is_not_redrawing() -> None:
    pace = Pace()
    for _ in range(100):
        pace.redrawn(card(), NOON)
    assert pace.wait(card(ts=None), NOON) == 0


def test_fifty_a_minute_for_the_whole_workspace() -> None:
    pace = Pace()
    for number in range(50):
        assert pace.wait(card(number), NOON) == 0
        pace.redrawn(card(number), NOON)
    assert pace.wait(card(99), NOON) == pytest.approx(1.2)
    assert pace.wait(card(99), NOON + 1.2) == pytest.approx(0, abs=1e-6)


def test_the_wait_that_is_named_is_enough() -> None:
    pace, now, sent = Pace(), NOON, 0
    while now < NOON + 60:
        wait = pace.wait(card(sent), now)
        if wait == 0:
            pace.redrawn(card(sent), now)
            sent += 1
        now += max(wait, 0.001)
    assert 99 <= sent <= 101, "fifty at once, and fifty more in the minute after"


def test_what_is_not_used_is_not_saved_up() -> None:
    pace = Pace()
    pace.redrawn(card(0), NOON)
    an_hour_later = NOON + 3600
    for number in range(50):
        pace.redrawn(card(number), an_hour_later)
    assert pace.wait(card(99), an_hour_later) > 0
