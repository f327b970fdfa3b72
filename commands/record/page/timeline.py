"""Planned against actual, drawn: a row each, on one axis, in the zone of the run. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from commands.record.course import Bar, Mark, Row
from commands.record.page import scale
from commands.record.page.html import Html, el
from commands.record.page.pieces import clock, took
from commands.record.page.scale import Scale

_WIDE = 1000
_HIGH = 26
_THIN = 3.0
"""Of a thousand: what lasts a moment is still seen."""


_VERBS = {
    Bar.RUN: ("from", "not over", "to"),
    Bar.HOLD: ("from", "not over", "to"),
    Bar.INCIDENT: ("from", "not over", "to"),
    Bar.GATE: ("open", "not passed", "passed"),
    Bar.SECTION: ("began", "not complete", "complete"),
}
_NEVER = {**dict.fromkeys(Bar, "never began"), Bar.GATE: "never opened"}

_EDGE = 92.0
"""Of a hundred: a label further to the right would stand out of the page."""


def drawing(rows: Sequence[Row], zone: tzinfo) -> Html | None:
    """Nothing where there is nothing to compare."""
    made = scale.scale(moment for row in rows for moment in row.moments)
    if made is None:
        return None
    ticks = scale.ticks(made, zone)
    lines = [x(tick.at) for tick in ticks]
    shown = [_row(row, made, lines, zone, rows[0].due) for row in rows]
    return el("div", _axis(ticks), *shown, _axis(ticks), class_="timeline")


def key() -> Html:
    """What the shapes mean."""
    shapes = [
        ("planned", "planned"), ("bar section", "actual"), ("bar section open", "not complete at the end"),
        ("bar gate", "gate"), ("bar hold", "held"), ("bar incident", "incident"),
    ]  # fmt: skip
    return el("p", [el("span", _swatch(kind), " ", said) for kind, said in shapes], class_="key")


def _swatch(kind: str) -> Html:
    shape = el("rect", x=1, y=3, width=20, height=8, class_=kind)
    return el("svg", shape, viewBox="0 0 22 14", width=22, height=14, aria_hidden="true")


def x(at: float) -> float:
    return round(at * _WIDE / 100, 1)


def _axis(ticks: Sequence[scale.Tick]) -> Html:
    labels = [
        el(
            "span",
            el("b", tick.day, class_="same" if tick.same_day else None),
            tick.time,
            style=f"left:{tick.at:.2f}%",
            class_=" ".join(_manner(tick)) or None,
        )
        for tick in ticks
    ]
    return el("div", el("div", labels, class_="ticks"), class_="axis", aria_hidden="true")


def _manner(tick: scale.Tick) -> Iterator[str]:
    if tick.at > _EDGE:
        yield "edge"
    if tick.crowded:
        yield "crowded"


def _row(row: Row, made: Scale, lines: Sequence[float], zone: tzinfo, day: datetime | None) -> Html:
    said = " · ".join(_said(row, zone, day))
    label = el("div", el("b", row.title), el("span", said), class_="label")
    shapes = [*_folds(made), *_grid(lines), *_shapes(row, made)]
    track = el(
        "svg", el("title", f"{row.title}: {said}"), shapes, viewBox=f"0 0 {_WIDE} {_HIGH}",
        preserveAspectRatio="none", role="img",
    )  # fmt: skip
    return el("div", label, track, class_="row")


def _said(row: Row, zone: tzinfo, day: datetime | None) -> Iterator[str]:
    """The row in words: what it shows is never only drawn."""
    if row.note:
        yield row.note
    if row.due is not None:
        until = f"–{clock(row.due_end, zone, row.due)}" if row.due_end else ""
        yield f"planned {clock(row.due, zone, day)}{until}"
    if row.since is None:
        yield _NEVER[row.bar]
        return
    begins, on, ends = _VERBS[row.bar]
    yield f"{begins} {clock(row.since, zone, day)}"
    if row.due is not None and row.bar is Bar.SECTION:
        yield _off(row.due, row.due_end, row.since)
    if row.goes_on:
        yield on
    elif row.until is not None:
        yield f"{ends} {clock(row.until, zone, row.since)} ({took(row.since, row.until)})"


def _off(due: datetime, due_end: datetime | None, since: datetime) -> str:
    """What had a stretch of time to begin in is late only after that."""
    if abs((since - due).total_seconds()) < 60 or (due_end and due <= since <= due_end):
        return "on time"
    return f"{took(due, since)} late" if since > due else f"{took(since, due)} early"


def _folds(made: Scale) -> Iterator[Html]:
    for left, right in made.folds:
        yield el("rect", x=x(left), y=0, width=round(x(right) - x(left), 1), height=_HIGH, class_="fold")


def _grid(lines: Sequence[float]) -> Iterator[Html]:
    for at in lines:
        yield _line(at, "grid")


def _shapes(row: Row, made: Scale) -> Iterator[Html]:
    if row.since is not None and row.until is not None:
        kind = f"bar {row.bar}" + (" open" if row.goes_on else "")
        yield _box(made.at(row.since), made.at(row.until), 8, 12, kind)
    if row.due is not None:
        if row.due_end is not None:
            yield _box(made.at(row.due), made.at(row.due_end), 3, 3, "planned")
        yield _line(x(made.at(row.due)), "planned")
    for mark in row.marks:
        yield _mark(mark, made)


def _box(left: float, right: float, y: float, height: float, kind: str) -> Html:
    width = max(x(right) - x(left), _THIN)
    return el("rect", x=min(x(left), _WIDE - width), y=y, width=round(width, 1), height=height, class_=kind)


def _mark(mark: Mark, made: Scale) -> Html:
    return el("g", el("title", mark.said), _line(x(made.at(mark.at)), f"mark {mark.tone}"))


def _line(at: float, kind: str) -> Html:
    at = min(max(at, 1), _WIDE - 1)
    return el("line", x1=at, x2=at, y1=0, y2=_HIGH, class_=kind)
