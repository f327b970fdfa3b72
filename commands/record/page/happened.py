"""What happened to the run as a whole: what held it, and its course. Pure."""

from collections.abc import Sequence

from commands.record import acts, words
from commands.record.acts import Act
from commands.record.gathered import Gathered
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import moment, table, took


def stops(given: Gathered) -> Sequence[Child] | None:
    """What held the run, and what stops it now."""
    held = acts.holds(given)
    rows = [
        (
            moment(hold.since, given.zone),
            moment(hold.until, given.zone) if hold.until else "still held",
            took(hold.since, hold.until or given.at),
            hold.by + (f"; ended by {hold.ended_by}" if hold.ended_by else ""),
            hold.why,
        )
        for hold in held
    ]
    now = [el("li", f"{blocker.text} ", moment(blocker.since, given.zone)) for blocker in given.blockers]
    if not rows and not now:
        return None
    return [
        table(("From", "To", "For", "By", "Why"), rows) if rows else None,
        (el("p", "What stops it now:"), el("ul", now)) if now else None,
    ]


def course(given: Gathered) -> Sequence[Child]:
    """Everything that is not about a single item, in order."""
    rows = [
        (moment(act.at, given.zone), _what(act), act.who)
        for act in acts.acts(given, given.of_run)
        if words.family(act.entry.what) != "item"
    ]
    return [table(("When", "What", "Who"), rows, "course")]


def _what(act: Act) -> Html:
    return el("span", el("b", act.what, class_=act.tone), f" {act.about}" if act.about else None)
