"""The record as one page for whoever audits it: nothing outside of it is needed to read or print it. Pure."""

from collections.abc import Sequence

from commands.record import course
from commands.record.gathered import Gathered
from commands.record.page import (
    checklist,
    communications,
    decisions,
    happened,
    incidents,
    proof,
    summary,
    timeline,
)
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import anchor, long_moment, part
from commands.record.page.style import STYLE

_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, whatever anybody has written into an item."""


def page(given: Gathered) -> str:
    run = given.run
    title = f"Run {run.number}: {run.service} {run.version} → {run.environment}"
    parts = [(name, shown) for name, shown in _parts(given) if shown is not None]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=_ALLOWED),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("style", Html(STYLE)),
    )
    contents = el("nav", [el("a", name, href=f"#{anchor(name)}") for name, _ in parts])
    shown = [part(name, *children) for name, children in parts]
    body = el("body", el("main", summary.head(given), contents, shown, _foot(given)))
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


def _parts(given: Gathered) -> list[tuple[str, Sequence[Child] | None]]:
    return [
        ("Planned and actual", _timeline(given)),
        ("Gates, decisions and sign-offs", decisions.decisions(given)),
        ("Communications", communications.communications(given)),
        ("What held the run", happened.stops(given)),
        ("Incidents", incidents.incidents(given)),
        ("Course of the run", happened.course(given)),
        ("Checklist", checklist.checklist(given)),
        ("Who took part", proof.people(given)),
        ("Every entry", proof.journal(given)),
        ("How to check this record", proof.proof(given)),
    ]


def _timeline(given: Gathered) -> Sequence[Child] | None:
    drawn = timeline.drawing(course.rows(given), given.zone)
    if drawn is None:
        return None
    said = f"Times are in {given.run.zone}. Stretches in which nothing begins or ends are folded."
    return el("p", said, class_="where"), timeline.key(), drawn


def _foot(given: Gathered) -> Html:
    return el("footer", "Written by Runsheet ", long_moment(given.at, given.zone), ".")
