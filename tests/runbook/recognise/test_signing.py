"""Sign-offs in other forms."""

import pytest

from runbook.recognise.signoffs import columns, is_empty, signoff


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("CTO: ____", "CTO"),
        ("QA Lead: ____ (Signature) Date: ____", "QA Lead"),
        ("Approved by: ____, Time: ____", "Approved by"),
        ("负责人：____", "负责人"),
    ],
)
def test_where_approvals_are_given_a_blank_is_enough(text: str, who: str) -> None:
    found = signoff(text, asked=True)

    assert found is not None
    assert found.who == who
    assert signoff("p95: ____ ms", asked=True) is None


def test_elsewhere_it_needs_a_date() -> None:
    assert signoff("CTO: ____") is None
    assert signoff("CTO: ____ Date: ____") is not None


def test_tables_of_approvals() -> None:
    assert columns(("**Role**", "Name", "Signature", "Date")) == (0, frozenset({2, 3}))
    assert columns(("項目", "氏名", "承認日")) == (0, frozenset({2}))
    assert columns(("Step", "Date")) is None
    assert columns(("Role", "Phone")) is None
    assert [is_empty(cell) for cell in ("", " ", "____", "\\_\\_\\_", "[Date]", "-", "☐", "Ana")] == [
        True
    ] * 7 + [False]
