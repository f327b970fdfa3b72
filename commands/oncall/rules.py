"""Decisions about on-call: words in, a decision or Refused out."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from commands.feature import Refused, safe

LONGEST_COVER = timedelta(days=31)

_WHY_NOT = {
    "guest": "a guest, who cannot act on a page",
    "foreign": "of another workspace and cannot act on a page",
    "deactivated": "deactivated",
    "bot": "a bot",
}


def may_be_on_call(standing: str | None, name: str, field: str | None = None) -> None:
    """Whoever is paged has to be able to act."""
    if standing is None:
        raise Refused(f"Slack does not say who {name} is. Try again in a minute.", field)
    if standing != "member":
        raise Refused(f"{name} is {_WHY_NOT[standing]}. Choose a full member of this workspace.", field)


# Which level is meant. --------------------------------------------------------------------------------------


def role(text: str, roles: Sequence[str]) -> str:
    """The role of a level: by its number, its name, or a word or beginning of it that no other has."""
    found = matching(text, roles)
    if len(found) == 1:
        return found[0]
    named = ", ".join(f"`{number}` {safe(each)}" for number, each in enumerate(roles, start=1))
    many = "could mean several levels" if found else "is no level of the contact tree"
    raise Refused(f"“{safe(text)}” {many}. There are: {named}.", "role")


def matching(text: str, roles: Sequence[str]) -> list[str]:
    wanted = " ".join(text.casefold().split())
    if wanted.isdecimal():
        return [roles[int(wanted[:3]) - 1]] if 0 < int(wanted[:3]) <= len(roles) else []
    exact = [each for each in roles if each.casefold() == wanted]
    if exact or not wanted:
        return exact
    return [each for each in roles if f" {wanted}" in f" {each.casefold()}"]


def split_role(text: str, roles: Sequence[str]) -> tuple[str, str] | None:
    """A level and what follows it, where a text begins with one; the longest that fits."""
    words = text.split()
    for count in range(len(words), 0, -1):
        found = matching(" ".join(words[:count]).rstrip(":,"), roles)
        if len(found) == 1:
            return found[0], " ".join(words[count:])
    return None


# Until when. ------------------------------------------------------------------------------------------------

_LENGTH = re.compile(r"(\d{1,3})\s*(m|min|h|d)", re.IGNORECASE)
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_HOUR = re.compile(r"(\d{1,2})[:.](\d{2})")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def until(text: str, now: datetime) -> datetime:
    """When a cover ends: `18:00`, `tomorrow 09:00`, `fri 09:00`, `2026-03-10 09:00`, `3h`.

    `now` is in the zone of whoever says it; an hour without a day is the next one that comes.
    """
    given = text.strip().removeprefix("until").strip()
    length = _LENGTH.fullmatch(given)
    moment = now + int(length[1]) * _UNITS[length[2].lower()] if length else _moment(given, now)
    return ahead(moment, now)


def ahead(moment: datetime, now: datetime) -> datetime:
    """The end of a cover lies ahead, and not too far."""
    if moment <= now:
        raise Refused("That is past. Give a time that is still to come.", "until")
    if moment - now > LONGEST_COVER:
        days = LONGEST_COVER.days
        raise Refused(f"A cover lasts {days} days at most; for longer, have the rotation changed.", "until")
    return moment


def _moment(text: str, now: datetime) -> datetime:
    day, _, hour = text.replace("T", " ").rpartition(" ")
    at, wanted = _hour(hour), _day(day.strip().lower(), now.date())
    if at is None or (day and wanted is None):
        raise Refused(
            f"“{safe(text)}” names no time. "
            "Say `18:00`, `tomorrow 09:00`, `fri 09:00`, `2026-03-10 09:00` or `3h`.",
            "until",
        )
    moment = datetime.combine(wanted or now.date(), at, now.tzinfo)
    if moment > now or (day and not _is_weekday(day)):
        return moment
    return moment + timedelta(days=7 if day else 1)


def _hour(text: str) -> time | None:
    found = _HOUR.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _day(text: str, today: date) -> date | None:
    if text in {"today", "tomorrow"}:
        return today + timedelta(days=text == "tomorrow")
    if _is_weekday(text):
        return today + timedelta(days=(_DAYS.index(text[:3]) - today.weekday()) % 7)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_weekday(text: str) -> bool:
    return text.strip().lower()[:3] in _DAYS and text.strip().isalpha()


def time_of_day(text: str) -> time:
    """HH:MM, as a picker of times gives it."""
    at = _hour(text)
    if at is None:
        raise Refused(f"“{safe(text)}” is no time of day. Say it as 09:00.", "at")
    return at


# Pages. -----------------------------------------------------------------------------------------------------


def acknowledge(addressee: str, by: str, name: str, *, done: bool) -> None:
    if by != addressee:
        raise Refused(f"This page is for {name}: only they can acknowledge it.")
    if done:
        raise Refused("You have acknowledged this page already.")


def end_cover(coverer: str, by: str, *, over: bool) -> None:
    if over:
        raise Refused("This cover is over already. `/oncall` shows who is on call.")
    if by != coverer:
        raise Refused("Only whoever covers can give it back.")
