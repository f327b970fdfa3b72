"""What all parts of the page are made of: moments, lengths of time, tables, marks. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from commands.record.page.html import Child, Html, el


def moment(at: datetime, zone: tzinfo) -> Html:
    """On the wall clock of the run, and in UTC."""
    local, utc = at.astimezone(zone), at.astimezone(UTC)
    shown = f"{local:%-d %b %H:%M:%S}"
    if local.utcoffset() == timedelta():
        return el("time", f"{shown} UTC", datetime=_iso(at))
    same_day = local.date() == utc.date()
    beside = f"{utc:%H:%M:%S} UTC" if same_day else f"{utc:%-d %b %H:%M:%S} UTC"
    return el("time", shown, " ", el("small", beside), datetime=_iso(at))


def long_moment(at: datetime, zone: tzinfo) -> Html:
    """With the day of the week and the year."""
    local, utc = at.astimezone(zone), at.astimezone(UTC)
    if local.utcoffset() == timedelta():
        return el("time", f"{local:%a %-d %b %Y, %H:%M:%S} UTC", datetime=_iso(at))
    same_day = local.date() == utc.date()
    beside = f"{utc:%H:%M:%S} UTC" if same_day else f"{utc:%-d %b %Y, %H:%M:%S} UTC"
    return el("time", f"{local:%a %-d %b %Y, %H:%M:%S}", " ", el("small", beside), datetime=_iso(at))


def clock(at: datetime, zone: tzinfo, beside: datetime | None = None) -> str:
    """The time of day; with the date where that is another than that of `beside`."""
    local = at.astimezone(zone)
    other_day = beside is not None and beside.astimezone(zone).date() != local.date()
    return f"{local:%-d %b %H:%M}" if other_day else f"{local:%H:%M}"


def took(since: datetime, until: datetime) -> str:
    """As exact as it matters: seconds, then minutes, then hours, then days."""
    seconds = max(0, round((until - since).total_seconds()))
    if not seconds:
        return "at once"
    if seconds < 120:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 120:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h" if hours else f"{days} days"


def late(due: datetime, done: datetime) -> str:
    """Tenths of a second matter for a page."""
    seconds = max(0.0, (done - due).total_seconds())
    return f"{seconds:.1f} s" if seconds < 60 else took(due, done)


def table(columns: Sequence[str], rows: Iterable[Sequence[Child]], kind: str | None = None) -> Html:
    """On a narrow screen each row stands as a block of its own, with its columns named."""
    head = el("thead", el("tr", [el("th", name, scope="col") for name in columns]))
    body = el("tbody", [_tr(columns, row) for row in rows])
    return el("table", head, body, class_=kind)


def _tr(columns: Sequence[str], cells: Sequence[Child]) -> Html:
    pairs = zip(columns, cells, strict=True)
    return el("tr", [el("td", cell or "", data_label=name) for name, cell in pairs])


def facts(rows: Iterable[tuple[str, Child]]) -> Html:
    """Names and what they stand for; what there is nothing to say of is left out."""
    said = [el("div", el("dt", name), el("dd", value)) for name, value in rows if value]
    return el("dl", said, class_="facts")


def part(title: str, *children: Child) -> Html:
    return el("section", el("h2", title), *children, id=anchor(title))


def anchor(title: str) -> str:
    """What a link within the page leads to."""
    return "-".join(re.findall("[a-z]+", title.lower()))


def words(text: str) -> Sequence[Child]:
    """The text of an item, its code as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return [text]
    return [el("code", each) if at % 2 else each for at, each in enumerate(parts)]


def badge(text: str, tone: str) -> Html:
    return el("span", text, class_=f"badge {tone}")


def hash_of(text: str) -> Html:
    return el("code", text, class_="hash")


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
