"""Lengths of time."""

import pytest

from runbook.recognise import durations
from runbook.terms import Span, Unit


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("48h", Span(48, Unit.HOUR)),
        ("30min", Span(30, Unit.MINUTE)),
        ("5 Minutes", Span(5, Unit.MINUTE)),
        ("90 s", Span(90, Unit.SECOND)),
        ("an hour", Span(1, Unit.HOUR)),
        ("2 weeks", Span(2, Unit.WEEK)),
        ("3-day", Span(3, Unit.DAY)),
        ("1 month", Span(1, Unit.MONTH)),
        ("0 days", None),
        ("5", None),
        ("hours", None),
        ("5 monkeys", None),
    ],
)
def test_span(text: str, span: Span | None) -> None:
    assert durations.span(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Monitor every 15 minutes", Span(15, Unit.MINUTE)),
        ("Updates every 30min", Span(30, Unit.MINUTE)),
        ("every hour", Span(1, Unit.HOUR)),
        ("every hourglass", None),
        ("everyday", None),
    ],
)
def test_every(text: str, span: Span | None) -> None:
    assert durations.every(text) == span


def test_before_after_within_and_for() -> None:
    assert durations.before("Mail 48h before") == Span(48, Unit.HOUR)
    assert durations.before("Mail v48h before") is None
    assert durations.after("Survey 2 weeks after") == Span(2, Unit.WEEK)
    assert durations.within("Report within 24h") == Span(24, Unit.HOUR)
    assert durations.within("Report within reason") is None
    assert durations.bound("weekly for month 1") == Span(1, Unit.MONTH)
    assert durations.bound("weekly for 6 weeks") == Span(6, Unit.WEEK)
    assert durations.bound("weekly for the team") is None
