"""Comparisons."""

import pytest

from runbook.recognise.comparisons import comparison
from runbook.terms import Compare, Condition, Quantity, Span, Unit


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "Error rate > 10% for 5 minutes",
            Condition("Error rate", None, Compare.OVER, Quantity(10, "%"), Span(5, Unit.MINUTE)),
        ),
        (
            "Response time (p95) > 10s, for the 90 s",
            Condition("Response time", "p95", Compare.OVER, Quantity(10, "s"), Span(90, Unit.SECOND)),
        ),
        ("p99 <= 1,250.5 ms", Condition("p99", None, Compare.AT_MOST, Quantity(1250.5, "ms"))),
        ("Uptime ≥ 99,5%", Condition("Uptime", None, Compare.AT_LEAST, Quantity(99.5, "%"))),
        ("Rating >= 4.0/5.0", Condition("Rating", None, Compare.AT_LEAST, Quantity(4, out_of=5))),
        ("Calls < baseline", Condition("Calls", None, Compare.UNDER, Quantity(None, baseline=True))),
        ("Fix time > 30 minutes", Condition("Fix time", None, Compare.OVER, Quantity(30, "min"))),
        ("< 2% overhead", Condition("", None, Compare.UNDER, Quantity(2, "%"))),
        ("Coverage ≥ 80% (92%)", Condition("Coverage", None, Compare.AT_LEAST, Quantity(80, "%"))),
        ("Deploy. Then lag < 5s.", Condition("Then lag", None, Compare.UNDER, Quantity(5, "s"))),
        ("Users > 10000", Condition("Users", None, Compare.OVER, Quantity(10_000))),
    ],
)
def test_comparison(text: str, condition: Condition) -> None:
    assert comparison(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "no sign",
        "deploy <version> to <env>",
        "v1 -> 2",
        "a => 5",
        "`x > 5`",
        "Settings > Rollout",
        "> 5MB of logs",
        "Node >= 18.2.1",
        "more than > 10M rows",
    ],
)
def test_no_comparison(text: str) -> None:
    assert comparison(text) is None


@pytest.mark.parametrize(
    ("text", "compare", "value"),
    [
        ("Error rate stays below 1%", Compare.UNDER, 1.0),
        ("Availability must remain above 99.9 %", Compare.OVER, 99.9),
        ("p95 at most 300 ms for 10 minutes", Compare.AT_MOST, 300.0),
        ("No more than 2% of requests fail", Compare.AT_MOST, 2.0),
    ],
)
def test_comparisons_in_words(text: str, compare: Compare, value: float) -> None:
    found = comparison(text)

    assert found is not None
    assert (found.compare, found.quantity.value) == (compare, value)


@pytest.mark.parametrize(
    "text", ["At least 3 devices", "Over the weekend", "Under 5 people know", "above all"]
)
def test_words_without_a_measure_compare_nothing(text: str) -> None:
    assert comparison(text) is None
