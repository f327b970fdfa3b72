"""The planned start: the date, the time and the zone that the metadata gives the deployment."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from runbook import words

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_ASIAN = re.compile(r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
_RELEASE = r"(?:deployment|deploy|launch|release|go-?\s?live|cut-?over)"
_DATE_KEY = re.compile(
    rf"(?:target|planned|scheduled)?\s*{_RELEASE} date|date of (?:the )?{_RELEASE}"
    r"|(?:部署|发布|上线)日期|リリース日"
    r"|fecha (?:de|del) (?:despliegue|lanzamiento|deploy)|data (?:de|do|da) (?:implantação|lançamento|deploy)"
    r"|date (?:de|du) (?:déploiement|mise en production|lancement)|дата (?:релиза|деплоя|запуска)"
    r"|(?:deployment|release)-?(?:datum|termin)|ngày (?:triển khai|phát hành)",
    re.I,
)
_TIME_KEY = re.compile(
    rf"(?:target|planned|scheduled)?\s*{_RELEASE} (?:time|window|start)|(?:部署|发布|上线)时间|リリース時刻"
    r"|hora (?:de|del|do|da) (?:despliegue|lanzamiento|deploy|implantação|lançamento)"
    r"|heure (?:de|du) (?:déploiement|mise en production|lancement)|время (?:релиза|деплоя|запуска)"
    r"|(?:deployment|release)-?(?:zeit|uhrzeit)|(?:giờ|thời gian) (?:triển khai|phát hành)",
    re.I,
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]{3,12})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\b"
)
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|º|\.)?(?: de)? (?P<month>[^\W\d_]{3,12})"
    r"\.?,?(?: de)? (?P<year>\d{4})\b"
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?!\d)\s*(?:(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"|(?P<bare>\d{1,2})\s*(?P<bare_half>[AaPp])\.?[Mm]\b\.?"
)
_ZONE = re.compile(
    r"(?P<iana>\b[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]+)+)"
    r"|\b(?:UTC|GMT)\b(?:\s?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\d))?"
)
_FURTHEST = timedelta(hours=14)
YEARS = range(1970, 2200)
"""Those in which a run can be planned: a calendar has ends, and offsets lead away from the start."""


def planned_date(meta: Mapping[str, str]) -> date | None:
    """The day of the deployment: "December 10, 2024", "10 December 2024" or "2024-12-10"."""
    value = _value(meta, is_date)
    for form in (_ISO, _ASIAN, _MONTH_FIRST, _DAY_FIRST):
        if found := form.search(value):
            return _date(int(found["year"]), found["month"], int(found["day"]))
    return None


def planned_start(meta: Mapping[str, str]) -> datetime | None:
    """The moment of the deployment, aware; None unless date, time and zone are all given."""
    day = planned_date(meta)
    value = _value(meta, is_time)
    found = _TIME.match(value)
    at = _time(found) if found else None
    zone = _zone(value)
    return datetime.combine(day, at, zone) if day and at is not None and zone else None


def is_date(key: str) -> bool:
    """Whether a key names the day of the deployment; `Date` alone, `Date Created` and the like are stale."""
    return _DATE_KEY.fullmatch(key) is not None


def is_time(key: str) -> bool:
    return _TIME_KEY.fullmatch(key) is not None


def _value(meta: Mapping[str, str], asked: Callable[[str], bool]) -> str:
    return next((value for name, value in meta.items() if asked(name)), "")


def _date(year: int, named: str, day: int) -> date | None:
    number = int(named) if named.isdecimal() else words.month(named)
    try:
        return date(year, number, day) if number and year in YEARS else None
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"] or found["bare"]), int(found["minute"] or 0)
    half = (found["half"] or found["bare_half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, minute) if hour < 24 else None


def _zone(value: str) -> tzinfo | None:
    found = _ZONE.search(value)
    if found is None:
        return None
    if found["iana"]:
        return _named(found["iana"])
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    if offset > _FURTHEST:
        return None
    return timezone(offset if found["sign"] == "+" else -offset)


def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder of the zone database
        return None
