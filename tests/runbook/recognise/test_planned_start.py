"""The planned start."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from runbook.recognise.planned_start import planned_date, planned_start


@pytest.mark.parametrize(
    "value",
    [
        "December 10, 2024",
        "Tuesday, Dec. 10th, 2024",
        "10 December 2024",
        "2024-12-10",
        "2024-12-10 (Tue)",
        "10th Dec 2024",
    ],
)
def test_dates(value: str) -> None:
    assert planned_date({"Deployment Date": value}) == date(2024, 12, 10)


@pytest.mark.parametrize(
    "value", ["", "[Date]", "YYYY-MM-DD", "June 31, 2024", "12/10/2024", "Tomorrow", "Foo 3, 2024"]
)
def test_no_date(value: str) -> None:
    assert planned_date({"Deployment Date": value}) is None


def test_the_key_is_read_in_any_case_and_no_other_key_is() -> None:
    assert planned_date({"deployment date": "2024-12-10"}) == date(2024, 12, 10)
    assert planned_date({"Last Updated": "2024-12-10"}) is None


def at(hour: int, minute: int, **offset: int) -> datetime:
    return datetime(2024, 12, 10, hour, minute, tzinfo=timezone(timedelta(**offset)))


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("08:00 AM UTC+7", at(8, 0, hours=7)),
        ("8 pm UTC", at(20, 0)),
        ("12:30 am UTC-3", at(0, 30, hours=-3)),
        ("12 p.m. GMT", at(12, 0)),
        ("20:15 (UTC+05:30)", at(20, 15, hours=5, minutes=30)),
        ("20:15 UTC−0930", at(20, 15, hours=-9, minutes=-30)),
        ("08:00 - 10:00 UTC+7", at(8, 0, hours=7)),
        ("08:00 Asia/Ho_Chi_Minh", datetime(2024, 12, 10, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))),
        (
            "08:00 America/Argentina/Salta",
            datetime(2024, 12, 10, 8, tzinfo=ZoneInfo("America/Argentina/Salta")),
        ),
    ],
)
def test_starts(value: str, start: datetime) -> None:
    found = planned_start({"Deployment Date": "2024-12-10", "Deployment Time": value})

    assert found == start
    assert found is not None
    assert found.tzinfo == start.tzinfo


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[Time] UTC",
        "UTC+7",
        "8 UTC",
        "08:00",
        "08:00 EST",
        "08:00 Mars/Base",
        "08:00 America/Argentina",
        "08:00 UTC+25",
        "25:00 UTC",
        "13 PM UTC",
        "0 am UTC",
    ],
)
def test_no_start(value: str) -> None:
    assert planned_start({"Deployment Date": "2024-12-10", "Deployment Time": value}) is None


def test_no_start_without_a_date() -> None:
    assert planned_start({"Deployment Time": "08:00 UTC"}) is None
