"""Placeholders filled in: each value stays one part of one argument, and is never an option."""

import pytest

from runbook.bindings.filling import LONGEST, Unfilled, fill, named, plain

VALUES = {"version": "v2.4.0", "previous": "registry.example/api:v2.3.9@sha256", "percent": "25"}


def test_values_are_filled_in_where_their_names_stand() -> None:
    argv = ["./t.sh", "--to={version}", "{previous}", "{percent}", "${HOME}", "{}", "{ version }"]
    assert fill(argv, VALUES | {"HOME": "x"}) == [
        "./t.sh", "--to=v2.4.0", "registry.example/api:v2.3.9@sha256", "25", "${HOME}", "{}", "{ version }",
    ]  # fmt: skip
    assert named(argv) == {"version", "previous", "percent"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", "; rm -rf /"),
        ("version", "v1;id"),
        ("version", "v1 v2"),
        ("version", "-v"),
        ("version", "`id`"),
        ("version", "$HOME"),
        ("version", "v1\n"),
        ("version", "v1|cat"),
        ("version", "\u202ev1"),
        ("previous", "--force"),
        ("percent", "101"),
        ("percent", "-5"),
        ("percent", "٣"),
        ("trigger", "a; b"),
        ("trigger", "-x"),
        ("trigger", "a > b"),
        ("trigger", "a\nb"),
        ("trigger", "x" * (LONGEST + 1)),
    ],
)
def test_a_value_that_is_not_plain_is_refused(name: str, value: str) -> None:
    with pytest.raises(Unfilled, match="has characters that no command is given"):
        fill([f"{{{name}}}"], {name: value})


def test_a_value_that_is_missing_is_refused() -> None:
    with pytest.raises(Unfilled, match=r"needs {previous}, and this run has none"):
        fill(["{previous}"], {"previous": ""})


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Error rate > 10% for 5 minutes", "Error rate over 10% for 5 minutes"),
        ("p95 < 3s & rising; `rm -rf /`", "p95 under 3s and rising rm -rf /"),
        ("--force $(id)", "force id"),
        ("Lỗi thanh toán", "Lỗi thanh toán"),
        (";;;", "no reason given"),
        ("", "no reason given"),
        ("x" * 500, "x" * LONGEST),
    ],
)
def test_anybodys_words_become_a_value_that_is_taken(said: str, value: str) -> None:
    assert plain(said) == value
    assert fill(["{trigger}"], {"trigger": plain(said)}) == [value]
