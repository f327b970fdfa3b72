"""The pace: the first at once, then within Slack's limits. Times are given, none passes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.pace import BUDGETS, OPEN, POST, PUBLISH, UPDATE, Budget, Pace
from sandbox.rates import A_MINUTE
from store.messages import Message, Surface, Urgency
from tests.bot.clocks import START

Make = Callable[..., Message]
NOON = 100_000.0
"""Some monotonic moment; a process starts at any."""


def card(number: int = 1, place: str = "C", ts: str | None = "1.0", **more: Any) -> Message:
    return Message(
        id=number, team_id="T", key=f"run:{number}", kind="run", subject=str(number), place=place,
        ts=ts, wanted_at=START, **more,
    )  # fmt: skip


def post(number: int = 1, place: str = "C", **more: Any) -> Message:
    return card(number, place, None, **more)


def direct(number: int = 1, place: str = "U") -> Message:
    return post(number, place, surface=Surface.DM)


def home(number: int = 1, place: str = "U") -> Message:
    return card(number, place, surface=Surface.HOME)


def sent_at_once(pace: Pace, messages: list[Message], now: float = NOON) -> int:
    """How many go before the first has to wait."""
    for number, message in enumerate(messages):
        if pace.wait(message, now):
            return number
        pace.take(message, now)
    return len(messages)


@pytest.mark.parametrize("message", [card(), post(), home()], ids=["redraw", "post", "home"])
def test_the_first_goes_at_once(message: Message) -> None:
    assert Pace().wait(message, NOON) == 0


def test_a_message_is_redrawn_every_second_and_a_half_at_most() -> None:
    pace = Pace()
    pace.sent(card(), NOON)
    assert pace.wait(card(), NOON) == pytest.approx(1.5)
    assert pace.wait(card(), NOON + 1) == pytest.approx(0.5)
    assert pace.wait(card(), NOON + 1.5) == 0
    assert pace.wait(card(2), NOON) == 0, "messages do not wait for each other"


def test_a_channel_gets_one_post_a_second_after_a_burst() -> None:
    pace = Pace()
    assert sent_at_once(pace, [post(number) for number in range(9)]) == 3
    assert pace.wait(post(9), NOON) == pytest.approx(1)
    assert pace.wait(post(9), NOON + 1) == pytest.approx(0, abs=1e-6)
    assert pace.wait(post(9, place="COTHER"), NOON) == 0
    assert pace.wait(card(9), NOON) == 0, "redraws are counted by themselves"


def test_homes_and_posts_do_not_eat_the_redraws_up() -> None:
    pace = Pace()
    sent_at_once(pace, [home(number) for number in range(200)])
    sent_at_once(pace, [post(number, place=f"C{number}") for number in range(200)])
    assert pace.wait(home(999), NOON) > 0
    assert pace.wait(post(999, place="C999"), NOON) > 0
    assert pace.wait(card(999), NOON) == 0


@pytest.mark.parametrize("method", BUDGETS)
def test_no_minute_sees_more_than_slack_takes(method: str) -> None:
    """Whoever calls whenever it is allowed, from whatever moment a minute is counted."""
    pace, now, calls = Pace(between=0), NOON, list[float]()
    make = {UPDATE: card, POST: post, PUBLISH: home, OPEN: direct}[method]
    while now < NOON + 180:
        message = make(len(calls), f"C{len(calls)}")
        wait = pace.wait(message, now)
        if wait == 0:
            pace.take(message, now)
            calls.append(now)
        now += max(wait, 0.001)
    busiest = max(sum(first <= call < first + 60 for call in calls) for first in calls)
    assert busiest <= A_MINUTE[method]
    assert len(calls) >= BUDGETS[method].a_minute * 3, "and what is allowed is used"


def test_what_is_not_used_is_not_saved_up() -> None:
    pace = Pace()
    sent_at_once(pace, [card()])
    an_hour_later = NOON + 3600
    assert sent_at_once(pace, [card(number) for number in range(50)], an_hour_later) == BUDGETS[UPDATE].burst


@pytest.mark.parametrize("make", [card, post])
def test_a_page_waits_for_nothing_and_is_counted(make: Make) -> None:
    pace = Pace()
    usual = [make(number) for number in range(50)]
    pages = [make(number, urgency=Urgency.PAGE) for number in range(50)]
    sent_at_once(pace, usual)
    pace.sent(pages[0], NOON)
    before = pace.wait(usual[-1], NOON)
    assert sent_at_once(pace, pages) == 50
    assert pace.wait(usual[-1], NOON) > before


def test_places_long_unused_are_forgotten() -> None:
    pace = Pace(budgets={})
    for number in range(5000):
        pace.take(post(number, place=f"C{number}"), NOON + number)
    assert len(pace._buckets) <= 1000


def test_without_budgets_nothing_waits() -> None:
    pace = replace(Pace(), between=0, budgets={}, a_channel=None)
    everything = [message for number in range(500) for message in (card(number), post(number), home(number))]
    assert sent_at_once(pace, everything) == len(everything)
    assert Pace(budgets={UPDATE: Budget(1, 60)}, a_channel=None).wait(post(), NOON) == 0
