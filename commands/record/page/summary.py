"""The head of the page: what was released, how it ended, and in numbers. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from commands.record import acts
from commands.record.gathered import Gathered
from commands.record.page.html import Html, el
from commands.record.page.pieces import badge, facts, hash_of, long_moment, many, took

STATES = {"closed": "good", "aborted": "bad", "rolled back": "bad", "held": "warn"}
"""How a state of a run is coloured; it is always said in words too."""


def head(given: Gathered) -> Html:
    run = given.run
    return el(
        "header",
        el("p", f"Record of run {run.number}", class_="eyebrow"),
        el("h1", f"{run.service} {run.version}", " ", el("span", f"→ {run.environment}", class_="to")),
        el("p", badge(run.state, STATES.get(run.state, "plain")), " ", run.title, class_="state"),
        _ending(given),
        _numbers(given),
        _about(given),
    )


def _ending(given: Gathered) -> Html:
    run = given.run
    if run.ended_at is None:
        said = (
            "This run has not ended: this is the record as it stood ",
            long_moment(given.at, given.zone),
            ".",
        )
        return el("p", *said, class_="note")
    why = f": {run.reason}" if run.reason else "."
    return el("p", f"{run.state.capitalize()} by {given.name(run.ended_by or '')}{why}", class_="note")


def _numbers(given: Gathered) -> Html:
    tiles = [el("div", el("b", number), el("span", said)) for number, said in _counted(given)]
    return el("div", tiles, class_="tiles")


def _counted(given: Gathered) -> Iterator[tuple[str, str]]:
    states = Counter(item.state for item in given.all_items)
    total = sum(states.values())
    yield f"{states['done']}", f"of {many(total, 'item')} done"
    for state, said in (("skipped", "skipped"), ("not applicable", "not applicable")):
        if states[state]:
            yield str(states[state]), said
    left = total - states["done"] - states["skipped"] - states["not applicable"]
    if left:
        yield str(left), "left open"
    held = len(acts.holds(given))
    if held:
        yield str(held), "time held" if held == 1 else "times held"
    count = len(given.troubles)
    yield str(count), "incident" if count == 1 else "incidents"
    yield took(given.began_at, given.run.ended_at or given.at), "from first to last"


def _about(given: Gathered) -> Html:
    run, zone = given.run, given.zone
    return facts(
        [
            ("Lead", f"{given.name(run.lead)}"),
            ("Replaces", run.previous),
            ("Commit", run.commit),
            ("Planned start", long_moment(run.planned_at, zone)),
            ("Prepared", long_moment(given.began_at, zone)),
            ("Started", _known(given, run.started_at)),
            ("Live", _known(given, acts.live_at(given))),
            ("Ended", _known(given, run.ended_at)),
            ("Time zone", run.zone),
            ("Runbook", given.kept.name),
            ("SHA-256 of the runbook", hash_of(given.kept.sha256)),
        ]
    )


def _known(given: Gathered, at: datetime | None) -> Html | None:
    return long_moment(at, given.zone) if at else None
