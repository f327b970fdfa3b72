"""Fields under an item."""

import pytest

from runbook.recognise.fields import field, first, means


@pytest.mark.parametrize(
    ("text", "key", "value", "meaning"),
    [
        ("Owner: DBA", "owner", "DBA", "owner"),
        ("**Sent by:** Ana", "sent by", "Ana", "owner"),
        ("Time Started: [HH:MM]", "time started", "[HH:MM]", "stamp"),
        ("Criteria: p95 < 2 s", "criteria", "p95 < 2 s", "expected"),
        ("Actual: ____ ms", "actual", "____ ms", "result"),
        ("Region: Correct", "region", "Correct", "note"),
        ("HTTPS → redirect: Active", "https → redirect", "Active", "note"),
        ("Owner:", "owner", "", "owner"),
    ],
)
def test_pairs(text: str, key: str, value: str, meaning: str) -> None:
    found = field(4, text)

    assert found is not None
    assert (found.line, found.key, found.value, means(found)) == (4, key, value, meaning)


@pytest.mark.parametrize(
    "text", ["Only words", "https://example.com/x", ": no key", "`a: b` is code", "9:30 starts"]
)
def test_no_pairs(text: str) -> None:
    assert field(1, text) is None


def test_the_first_value_of_a_meaning() -> None:
    fields = tuple(filter(None, [field(1, "Owner:"), field(2, "Tester: Ben"), field(3, "Owner: Ana")]))

    assert first(fields, "owner") == "Ben"
    assert first(fields, "deadline") is None
