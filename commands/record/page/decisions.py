"""Who let the run go on: gates with their signatures, decisions of the checklist, traffic, verdicts. Pure."""

from collections.abc import Iterator, Sequence

from commands.record import acts, words
from commands.record.gathered import Gathered
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import badge, moment, table
from store.gates import Gate
from store.items import Item
from store.signoffs import SignOff

_COLUMNS = ("What", "How", "Who", "When")
_DECIDING = {"gate", "signoff", "verdict", "decision", "traffic"}
_TONES = {"go": "good", "no-go": "bad", "stale": "warn", "withdrawn": "warn"}


def decisions(given: Gathered) -> Sequence[Child]:
    """Gate by gate; then what else was decided; then how it came to that."""
    shown: list[Child] = [_gate(given, gate) for gate in given.gates]
    rest = [*_of_items(given)]
    if rest:
        shown += [el("h4", "In the checklist"), table(_COLUMNS, rest, "decisions")]
    history = [*_history(given)]
    if history:
        shown += [el("h4", "In order"), table(("When", "What", "Who"), history, "course")]
    return shown or [el("p", "None was asked for.")]


# Gates. -----------------------------------------------------------------------------------------------------


def _gate(given: Gathered, gate: Gate) -> Html:
    rows = [_signature(given, row) for row in given.signoffs if row.gate_id == gate.id]
    facts = [el("p", each, class_="where") for each in _about(given, gate)]
    return el("div", el("h3", gate.title), facts, table(_COLUMNS, rows, "decisions") if rows else None)


def _about(given: Gathered, gate: Gate) -> Iterator[Child]:
    zone = given.zone
    opened: Child = ("Opened ", moment(gate.opened_at, zone)) if gate.opened_at else "Not opened"
    passed: Child = (" · passed ", moment(gate.passed_at, zone)) if gate.passed_at else " · not passed"
    yield (opened, passed)
    named = (("document", gate.document), ("bindings", gate.side), ("release", gate.release))
    signed = [(f" {name} ", el("code", held[:12], title=held)) for name, held in named if held]
    if signed:
        yield ("Passed for", signed)
    if gate.broken_by:
        by = f"{given.name(gate.break_asked_by or '')} and {given.name(gate.broken_by)}"
        yield (badge("broken", "bad"), f" by {by}: {gate.break_reason}")
        if gate.reviewed_at:
            who = given.name(gate.reviewed_by or "")
            yield ("Reviewed by ", who, ", ", moment(gate.reviewed_at, zone), f": {gate.review}")
        elif gate.review_due_at:
            yield ("Not reviewed yet; due ", moment(gate.review_due_at, zone))


def _signature(given: Gathered, row: SignOff) -> Sequence[Child]:
    how: list[Child] = [badge(row.state, _TONES.get(row.state, "plain"))]
    if row.waived:
        how = [badge("relaxed by policy", "warn")]
    if row.reason:
        how.append(f" {row.reason}")
    if row.delegate and row.delegated_by:
        how.append(f" {given.name(row.delegated_by)} delegated it to {given.name(row.delegate)}.")
    when: Child = moment(row.at, given.zone) if row.at else "not given"
    return row.name, how, given.name(row.by or ""), when


# Items. -----------------------------------------------------------------------------------------------------


def _of_items(given: Gathered) -> Iterator[Sequence[Child]]:
    """Decisions of the checklist, and lines to sign that stand at no gate; decided or not."""
    signs, at_gates = acts.to_sign(given), {row.key for row in given.signoffs}
    for item in given.all_items:
        if item.outcomes or (item.key in signs and item.key not in at_gates):
            how = item.outcome or ("signed" if item.state == "done" else item.state)
            what = signs.get(item.key, item.text)
            yield what, _how(how, item), given.name(item.doer or ""), _when(given, item)


def _how(said: str, item: Item) -> Html:
    tone = "good" if item.state == "done" else "plain"
    return el("span", badge(said, tone), f" {item.reason}" if item.reason else None)


def _when(given: Gathered, item: Item) -> Child:
    return moment(item.closed_at, given.zone) if item.closed_at else "not given"


def _history(given: Gathered) -> Iterator[Sequence[Child]]:
    for act in acts.acts(given, given.of_run):
        if words.family(act.entry.what) in _DECIDING:
            what = el("span", el("b", act.what, class_=act.tone), f" {act.about}" if act.about else None)
            yield moment(act.at, given.zone), what, act.who
