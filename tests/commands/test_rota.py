"""Rotations by the clock on the wall, across the nights on which the clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commands import rota
from commands.rota import Every, Rota, Shift

MADRID = ZoneInfo("Europe/Madrid")


def weekly(at: str = "09:00", since: str = "2026-03-09", zone: str = "Europe/Madrid") -> Rota:
    return Rota(("UANA", "UBEN", "UCHI"), Every.WEEK, time.fromisoformat(at), zone, date.fromisoformat(since))


def daily(at: str, since: str, zone: str = "Europe/Madrid") -> Rota:
    return Rota(("UANA", "UBEN"), Every.DAY, time.fromisoformat(at), zone, date.fromisoformat(since))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def madrid(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("moment", "person"),
    [
        ("2026-03-09 09:00", "UANA"),
        ("2026-03-16 08:59:59", "UANA"),
        ("2026-03-16 09:00", "UBEN"),
        ("2026-03-23 09:00", "UCHI"),
        ("2026-03-30 09:00", "UANA"),
        ("2027-03-08 09:00", "UBEN"),
    ],
)
def test_people_take_turns(moment: str, person: str) -> None:
    shift = rota.shift(weekly(), madrid(moment))
    assert shift is not None
    assert shift.person == person


def test_before_it_begins_nobody_is_on_call() -> None:
    early = madrid("2026-03-09 08:59")
    assert rota.shift(weekly(), early) is None
    assert rota.shift(weekly(), madrid("2020-01-01 00:00")) is None
    assert rota.following(weekly(), early, 1)[0].person == "UANA"


def test_a_week_with_a_night_less_is_an_hour_shorter() -> None:
    """Clocks go forward on 29 March 2026 in Madrid."""
    shift = rota.shift(weekly(), madrid("2026-03-29 12:00"))
    assert shift == Shift("UCHI", utc("2026-03-23 08:00"), utc("2026-03-30 07:00"))


def test_a_time_that_the_clocks_skip_is_an_hour_later() -> None:
    turns = daily("02:30", "2026-03-28")
    shift = rota.shift(turns, madrid("2026-03-28 12:00"))
    assert shift == Shift("UANA", utc("2026-03-28 01:30"), utc("2026-03-29 01:30"))
    assert madrid("2026-03-29 03:30").astimezone(UTC) == shift.ends
    later = rota.shift(turns, utc("2026-03-29 01:30"))
    assert later is not None
    assert later.person == "UBEN"


def test_a_time_that_comes_twice_is_the_first() -> None:
    turns = daily("02:30", "2026-10-24")
    shift = rota.shift(turns, madrid("2026-10-25 12:00"))
    assert shift == Shift("UBEN", utc("2026-10-25 00:30"), utc("2026-10-26 01:30"))


def test_the_next_four_hand_offs() -> None:
    following = rota.following(weekly(), madrid("2026-03-16 09:00"))
    assert [(each.person, each.starts) for each in following] == [
        ("UCHI", utc("2026-03-23 08:00")),
        ("UANA", utc("2026-03-30 07:00")),
        ("UBEN", utc("2026-04-06 07:00")),
        ("UCHI", utc("2026-04-13 07:00")),
    ]


def test_somebody_alone_hands_over_to_nobody_else() -> None:
    alone = Rota(("UANA",), Every.DAY, time(9), "UTC", date(2026, 3, 9))
    assert {each.person for each in rota.following(alone, utc("2026-03-12 10:00"))} == {"UANA"}


@pytest.mark.parametrize(
    ("every", "weekday", "moment", "begins"),
    [
        (Every.DAY, None, "2026-03-11 09:00", "2026-03-11"),
        (Every.DAY, None, "2026-03-11 08:59", "2026-03-10"),
        (Every.WEEK, 0, "2026-03-11 08:59", "2026-03-09"),
        (Every.WEEK, 2, "2026-03-11 09:00", "2026-03-11"),
        (Every.WEEK, 2, "2026-03-11 08:59", "2026-03-04"),
        (Every.WEEK, 4, "2026-03-11 12:00", "2026-03-06"),
        (Every.WEEK, None, "2026-03-11 12:00", "2026-03-11"),
    ],
)
def test_a_new_rotation_is_in_force_at_once(
    every: Every, weekday: int | None, moment: str, begins: str
) -> None:
    since = rota.begin(every, time(9), "Europe/Madrid", madrid(moment), weekday)
    assert since == date.fromisoformat(begins)
    turns = Rota(("UANA", "UBEN"), every, time(9), "Europe/Madrid", since)
    shift = rota.shift(turns, madrid(moment))
    assert shift is not None
    assert shift.person == "UANA"


@given(
    some.integers(0, 15 * 365 * 24 * 60).map(lambda minutes: utc("2020-01-01") + timedelta(minutes=minutes)),
    some.sampled_from(list(Every)),
    some.times(),
    some.sampled_from(["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "UTC+5:30", "Asia/Tokyo"]),
)
def test_every_moment_is_somebodys(moment: datetime, every: Every, at: time, zone: str) -> None:
    since = rota.begin(every, at, zone, moment - timedelta(days=400))
    turns = Rota(("UANA", "UBEN", "UCHI"), every, at, zone, since)
    shift = rota.shift(turns, moment)
    assert shift is not None
    assert shift.starts <= moment < shift.ends
    (after,) = rota.following(turns, moment, 1)
    assert after.starts == shift.ends
    assert after == rota.shift(turns, shift.ends)
