"""Decisions about looking at a runbook and overruling its reading."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from commands.reading import rules
from tests.commands.refusals import refused

NOW = datetime(2026, 3, 9, 8, 20, tzinfo=UTC)
SEVEN_EAST = timezone(timedelta(hours=7))


def test_pages_hold_everything_once() -> None:
    pages = [rules.page(range(95), number, 40) for number in range(3)]
    assert [at for page in pages for at in page.rows] == list(range(95))
    assert {page.of for page in pages} == {3}


@pytest.mark.parametrize(("rows", "asked", "number", "of"), [(95, 7, 2, 3), (0, 0, 0, 1), (40, 1, 0, 1)])
def test_the_nearest_page_is_shown(rows: int, asked: int, number: int, of: int) -> None:
    page = rules.page(range(rows), asked, 40)
    assert (page.number, page.of) == (number, of)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("DEPLOYMENT_CHECKLIST", "DEPLOYMENT_CHECKLIST"),
        ("Release of the Ledger v3.2", "Release-of-the-Ledger-v3.2"),
        ("Mạng lưới kho", "Mạng-lưới-kho"),
        ("../../etc/passwd", "etc-passwd"),
        ("`<!channel>`", "channel"),
        ("🚀", "runbook"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_name_can_be_typed(stem: str, name: str) -> None:
    assert rules.name(stem) == name


def test_what_the_folder_has_is_changed_there() -> None:
    rules.free("mine", in_folder=False)
    with refused("has a `small` already. Change it there", "text"):
        rules.free("small", in_folder=True, field="text")


@pytest.mark.parametrize("given", [(None, (), ""), ("small", ("F1",), ""), ("small", (), "text")])
def test_one_of_the_three_is_given(given: tuple[str | None, tuple[str, ...], str]) -> None:
    with refused("The form takes one of the three.", "runbook"):
        rules.one_given(*given)


def test_a_plan_begins_as_asked_else_as_written() -> None:
    asked, written = NOW + timedelta(days=9), NOW + timedelta(days=2)
    assert rules.begins(asked, written, NOW) == rules.Begins(asked)
    assert rules.begins(None, written, NOW) == rules.Begins(written)


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        (datetime(2024, 12, 10, 8, 0, tzinfo=SEVEN_EAST), datetime(2026, 3, 10, 8, 0, tzinfo=SEVEN_EAST)),
        (datetime(2024, 12, 10, 16, 0, tzinfo=SEVEN_EAST), datetime(2026, 3, 9, 16, 0, tzinfo=SEVEN_EAST)),
    ],
)
def test_a_date_that_is_past_moves_to_the_next_day_with_that_time(
    written: datetime, begins: datetime
) -> None:
    found = rules.begins(None, written, NOW)
    assert found.at == begins
    assert "The checklist says Tue 10 December 2024" in found.why


def test_without_a_date_it_begins_in_a_day() -> None:
    found = rules.begins(None, None, NOW)
    assert found.at == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    assert "names no date" in found.why


def test_only_an_item_is_overruled_and_one_stays() -> None:
    rules.overrule(is_item=True, left=1, to_text=True)
    rules.overrule(is_item=True, left=0, to_text=False)
    with refused("Only an item can be overruled"):
        rules.overrule(is_item=False, left=3, to_text=True)
    with refused("This is the last item"):
        rules.overrule(is_item=True, left=0, to_text=True)
