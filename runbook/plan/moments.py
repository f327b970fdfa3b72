"""Moments: so long from one, elapsed or on the calendar of a zone, and what is odd about where that ends."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from runbook.terms import Span, Unit

_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_FAR = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is aware and in the zone asked for; `doubt` says in a sentence what is odd about it."""

    at: datetime
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So far from an anchor: days, weeks and months on the calendar, then elapsed time.

    `wall` is a time of day on the date that the calendar gives.
    """

    calendar: Span | None = None
    elapsed: timedelta = timedelta()
    wall: time | None = None
    before: bool = False

    def __str__(self) -> str:
        """`-48 h`, `+1 day 4 h`, `-2 days at 00:00`."""
        said = [words(self.calendar)] if self.calendar else []
        if self.elapsed or (not said and self.wall is None):
            said.append(_elapsed_words(self.elapsed))
        length = f"{'-' if self.before else '+'}{' '.join(said)}" if said else "same day"
        return length if self.wall is None else f"{length} at {self.wall:%H:%M}"

    def plus(self, elapsed: timedelta) -> "Offset":
        """That much elapsed time later; what is before the anchor comes nearer to it."""
        sum_ = (-self.elapsed if self.before else self.elapsed) + elapsed
        return Offset(self.calendar, abs(sum_), before=sum_ < timedelta())


def offset(span: Span | None, *, before: bool = False) -> Offset:
    """That length of time from an anchor, as it was said."""
    if span is None:
        return Offset()
    if span.unit.elapsed:
        return Offset(elapsed=length(span), before=before)
    return Offset(calendar=span, before=before)


def between(earlier: datetime, later: datetime) -> Offset:
    """The elapsed time from one moment to another, in either order."""
    elapsed = later.astimezone(UTC) - earlier.astimezone(UTC)
    return Offset(elapsed=abs(elapsed), before=elapsed < timedelta())


def on_day(days: int, wall: time) -> Offset:
    """A wall time, so many days from the anchor's day."""
    calendar = Span(abs(days), Unit.DAY) if days else None
    return Offset(calendar=calendar, wall=wall, before=days < 0)


def length(span: Span) -> timedelta:
    """Of a span of seconds, minutes or hours; the longest there is where it has no end."""
    try:
        return timedelta(seconds=span.count * _SECONDS[span.unit])
    except OverflowError:
        return timedelta.max


def words(span: Span) -> str:
    """`48 h`, `1 day`, `2 weeks`."""
    plural = "" if span.unit.elapsed or span.count == 1 else "s"
    return f"{span.count} {span.unit}{plural}"


def reached(anchor: datetime, by: Offset, zone: tzinfo) -> Moment:
    """Where an offset leads from an anchor; a moment too far away for a calendar is doubted."""
    try:
        return _reached(anchor, by, zone)
    except (OverflowError, ValueError):
        return Moment(_FAR.astimezone(zone), f"{by} is too far away to be planned.")


def on_clock(wall: datetime, zone: tzinfo) -> Moment:
    """A wall time in a zone. One that does not exist moves forward, one that comes twice is its first."""
    first = wall.replace(tzinfo=zone)
    real = first.astimezone(UTC).astimezone(zone)
    if real.replace(tzinfo=None) != wall:
        missing = f"{wall:%H:%M} does not exist on {day(wall)}, when the clocks go forward"
        return Moment(real, f"{missing}: {real:%H:%M} is taken.")
    if wall.replace(tzinfo=zone, fold=1).utcoffset() != first.utcoffset():
        twice = f"{wall:%H:%M} comes twice on {day(wall)}, when the clocks go back"
        return Moment(first, f"{twice}: the first is taken.")
    return Moment(first)


def day(moment: date) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def _reached(anchor: datetime, by: Offset, zone: tzinfo) -> Moment:
    found = Moment(anchor.astimezone(zone))
    if by.calendar or by.wall is not None:
        wall = found.at.replace(tzinfo=None)
        wall = _on_calendar(wall, by.calendar, -1 if by.before else 1) if by.calendar else wall
        wall = wall if by.wall is None else datetime.combine(wall.date(), by.wall)
        found = on_clock(wall, zone)
    elapsed = -by.elapsed if by.before else by.elapsed
    # Arithmetic on an aware datetime is wall clock: two days before 08:00 is 08:00, also where that is 47 h.
    return Moment((found.at.astimezone(UTC) + elapsed).astimezone(zone), found.doubt)


def _on_calendar(wall: datetime, span: Span, sign: int) -> datetime:
    if span.unit in _DAYS:
        return wall + timedelta(days=sign * span.count * _DAYS[span.unit])
    months = wall.year * 12 + wall.month - 1 + sign * span.count
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return wall.replace(year=year, month=month + 1, day=min(wall.day, last))


def _elapsed_words(elapsed: timedelta) -> str:
    minutes, seconds = divmod(int(elapsed.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    said = [f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min"), (seconds, "s")) if count]
    return " ".join(said) or "0 min"
