"""Time zones by name and by offset."""

from datetime import UTC, datetime, timedelta

import pytest

from commands import zones

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0),
        ("gmt", 0),
        ("Z", 0),
        ("UTC+7", 7),
        ("UTC+07:00", 7),
        ("utc -3:30", -3.5),
        ("GMT+0545", 5.75),
        ("Europe/Madrid", 2),
        ("Asia/Kolkata", 5.5),
    ],
)
def test_a_zone_is_so_many_hours_from_utc(name: str, hours: float) -> None:
    assert SUMMER.astimezone(zones.parse(name)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "name",
    ["", " ", "Mars/Olympus", "Europe", "../../etc/passwd", "/etc/passwd", "UTC+99", "+7", "UTC+", "\0"],
)
def test_anything_else_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        zones.parse(name)


@pytest.mark.parametrize("name", ["UTC", "UTC+07:00", "UTC-03:30", "Europe/Madrid"])
def test_a_zone_is_known_by_the_name_it_gives_itself(name: str) -> None:
    """A checklist's zone fills the form, and comes back from it, as its own name."""
    assert str(zones.parse(name)) == name
