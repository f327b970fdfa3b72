"""Arithmetic on the clock and on the calendar, in any zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from runbook.plan.moments import offset, on_clock, reached
from runbook.terms import Span, Unit

ZONES = [
    ZoneInfo(name) for name in ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe")
]
zones = st.sampled_from(ZONES)
walls = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1))  # noqa: DTZ001 - times on a wall
moments = walls.map(lambda wall: wall.replace(tzinfo=UTC))


@given(moments, zones, st.integers(0, 2_000))
def test_hours_are_elapsed_whatever_the_clocks_do(at: datetime, zone: ZoneInfo, count: int) -> None:
    for before, away in ((True, -count), (False, count)):
        found = reached(at, offset(Span(count, Unit.HOUR), before=before), zone).at
        assert found.astimezone(UTC) - at == timedelta(hours=away)


@given(moments, zones, st.integers(0, 400))
def test_days_keep_the_wall_clock_where_it_exists(at: datetime, zone: ZoneInfo, count: int) -> None:
    found = reached(at, offset(Span(count, Unit.DAY)), zone)
    wall = at.astimezone(zone).replace(tzinfo=None)
    if found.doubt is None:
        assert found.at.replace(tzinfo=None, fold=0) == wall.replace(fold=0) + timedelta(days=count)


@given(walls, zones)
def test_a_wall_time_moves_forward_only_where_it_does_not_exist(wall: datetime, zone: ZoneInfo) -> None:
    found = on_clock(wall, zone)
    moved = found.at.replace(tzinfo=None) - wall
    assert moved >= timedelta()
    assert found.doubt or not moved


def test_a_month_ends_where_the_next_one_has_no_such_day() -> None:
    january = datetime(2025, 1, 31, 12, tzinfo=UTC)
    found = reached(january, offset(Span(1, Unit.MONTH)), ZONES[2])
    assert f"{found.at:%d.%m.}" == "28.02."


def test_what_is_too_far_away_is_doubted() -> None:
    far = reached(datetime(2025, 1, 1, tzinfo=UTC), offset(Span(10**12, Unit.WEEK)), ZONES[0])
    assert far.doubt
    assert "too far away" in far.doubt
