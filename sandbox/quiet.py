"""Quiet hours: when somebody does not want to be disturbed."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.people import Person


def window(person: Person, now: datetime) -> tuple[datetime, datetime] | None:
    """The quiet hours that last now, or else the next ones."""
    if person.quiet is None:
        return None
    zone = ZoneInfo(person.tz)
    opens, closes = (time.fromisoformat(given) for given in person.quiet)
    overnight = timedelta(days=1 if closes <= opens else 0)
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    days = (yesterday + timedelta(days=number) for number in range(3))
    nights = (
        (datetime.combine(day, opens, zone), datetime.combine(day + overnight, closes, zone)) for day in days
    )
    return next(night for night in nights if night[1] > now)
