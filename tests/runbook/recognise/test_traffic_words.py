"""Traffic in other words."""

import pytest

from runbook.model import Traffic
from runbook.recognise.traffic import traffic


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Increase traffic to 50%", 50),
        ("Shift traffic from 10% to 25 %", 25),
        ("Switch the traffic to the green side (100%)", 100),
        ("Shift 5% of users", 5),
        ("Roll out to 10 % of users", 10),
        ("Enable the feature for 25% of customers", 25),
    ],
)
def test_steps(text: str, percent: int) -> None:
    assert traffic(text) == Traffic(percent)


@pytest.mark.parametrize(
    "text",
    [
        "Blue: 0%, Green: 100%",
        "CPU 80 %",
        "Coverage above 80%",
        "100% of requests answered",
        "Check that traffic is at 50%",
        "Increase traffic to 150%",
        "Enable caching for 50% faster pages",
    ],
)
def test_what_moves_nothing(text: str) -> None:
    assert traffic(text) is None
