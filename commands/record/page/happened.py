"""What happened to the run as a whole: decisions and sign-offs, what held it, its course. Pure."""

from collections.abc import Iterator, Sequence

from commands.record import acts, words
from commands.record.acts import Act
from commands.record.gathered import Gathered
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import badge, moment, table, took
from store.items import Item

_DECIDING = {"gate", "signoff", "verdict", "decision", "traffic"}


def decisions(given: Gathered) -> Sequence[Child]:
    """Decisions of the checklist, the lines to sign, and whatever the journal knows of gates."""
    rows = [*_signed(given), *_decided(given)]
    if not rows:
        return [el("p", "None was asked for.")]
    return [table(("What", "How", "Who", "When"), rows, "decisions")]


def _signed(given: Gathered) -> Iterator[Sequence[Child]]:
    """One row a line to sign or decision of the checklist, signed or not."""
    signs = {e.id: e.signoff.who for e in given.document.items if e.signoff} if given.document else {}
    for item in given.all_items:
        if item.key in signs or item.outcomes:
            what = signs.get(item.key, item.text)
            how = item.outcome or ("signed" if item.state == "done" else item.state)
            yield what, _how(how, item), given.name(item.doer or ""), _when(given, item)


def _how(said: str, item: Item) -> Html:
    tone = "good" if item.state == "done" else "plain"
    return el("span", badge(said, tone), f" {item.reason}" if item.reason else None)


def _when(given: Gathered, item: Item) -> Child:
    return moment(item.closed_at, given.zone) if item.closed_at else "not given"


def _decided(given: Gathered) -> Iterator[Sequence[Child]]:
    for act in acts.acts(given, given.of_run):
        if words.family(act.entry.what) in _DECIDING:
            yield act.about or act.what, badge(act.what, act.tone), act.who, moment(act.at, given.zone)


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
