"""Rotations by the clock on the wall: who is on call when, whatever the zone's clocks are put to. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from commands import zones


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"


_DAYS = {Every.DAY: 1, Every.WEEK: 7}


@dataclass(frozen=True)
class Rota:
    """`people` take turns, the first of them from `since` on; each hands over `at` that time in `zone`."""

    people: tuple[str, ...]
    every: Every
    at: time
    zone: str
    since: date


@dataclass(frozen=True)
class Shift:
    """From `starts` on, and no longer at `ends`."""

    person: str
    starts: datetime
    ends: datetime


def shift(rota: Rota, moment: datetime) -> Shift | None:
    """The shift at a moment; None before the rotation begins."""
    number = _number(rota, moment)
    return _shift(rota, number) if number >= 0 else None


def following(rota: Rota, moment: datetime, count: int = 4) -> list[Shift]:
    """The next shifts that begin after a moment."""
    return list(islice(_from(rota, max(_number(rota, moment) + 1, 0)), count))


def begin(every: Every, at: time, zone: str, moment: datetime, weekday: int | None = None) -> date:
    """The day of the hand-off that a moment follows: a rotation since then is in force at once.

    `weekday` (Monday is 0) is that of a weekly hand-off; without it, the moment's own.
    """
    local = moment.astimezone(zones.parse(zone))
    day = local.date()
    if every is Every.WEEK and weekday is not None:
        day -= timedelta(days=(day.weekday() - weekday) % 7)
    return day if _at(day, at, zone) <= moment else day - timedelta(days=_DAYS[every])


def _from(rota: Rota, number: int) -> Iterator[Shift]:
    while True:
        yield _shift(rota, number)
        number += 1


def _shift(rota: Rota, number: int) -> Shift:
    return Shift(rota.people[number % len(rota.people)], _handoff(rota, number), _handoff(rota, number + 1))


def _number(rota: Rota, moment: datetime) -> int:
    """How many hand-offs lie between the first and this moment; negative before the first."""
    day = moment.astimezone(zones.parse(rota.zone)).date()
    number = (day - rota.since).days // _DAYS[rota.every]
    while _handoff(rota, number) > moment:
        number -= 1
    return number


def _handoff(rota: Rota, number: int) -> datetime:
    return _at(rota.since + timedelta(days=number * _DAYS[rota.every]), rota.at, rota.zone)


def _at(day: date, at: time, zone: str) -> datetime:
    """A time that the clocks skip is taken as an hour later, one that comes twice as the first."""
    return datetime.combine(day, at, zones.parse(zone)).astimezone(UTC)
