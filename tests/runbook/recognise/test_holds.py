"""Holds."""

import pytest

from runbook.recognise.holds import hold
from runbook.terms import Span, Unit


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Wait 10 minutes", Span(10, Unit.MINUTE)),
        ("Wait for 10 min before the next step", Span(10, Unit.MINUTE)),
        ("Wait at least one hour", Span(1, Unit.HOUR)),
        ("Monitor error rates for 30 min", Span(30, Unit.MINUTE)),
        ("Monitor logs for 10+ minutes", Span(10, Unit.MINUTE)),
        ("Soak: 1h", Span(1, Unit.HOUR)),
        ("**Soak** for 24 hours", Span(24, Unit.HOUR)),
        ("Monitor every 15 minutes", None),
        ("Monitor error rates", None),
        ("The token lives for 1 hour", None),
        ("Rollback takes < 30 min", None),
        ("Duration: 2-3 minutes", None),
        ("Watch the 5 dashboards", None),
        ("Waiting list has 10 users", None),
    ],
)
def test_how_long(text: str, span: Span | None) -> None:
    assert hold(text) == span
