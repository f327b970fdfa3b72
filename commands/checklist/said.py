"""What is said about an item in words: its state, who, when and why."""

from collections.abc import Iterator, Mapping

from commands import kit
from commands.checklist.rules import CLOSED, State
from store.items import Item, Rhythm

LONG = 300
"""Characters of an item shown on a card; the rest is behind "Show all"."""

WORDS = {
    State.CLAIMED: "Claimed",
    State.OPEN: "Open",
    State.DONE: "Done",
    State.SKIPPED: "Skipped",
    State.NOT_APPLICABLE: "Not applicable",
}


RHYTHMS = {
    Rhythm.STANDING: "A standing duty, as long as the window lasts.",
    Rhythm.CHECK_IN: "Looked at whenever the window is checked.",
    Rhythm.SERIES: "Asked for each time, in the thread.",
}
"""Of what comes back, how: such an item has no tick of its own."""


def said(names: Mapping[str, str], item: Item) -> str:
    """Nothing for an open item of which there is nothing to say."""
    facts = [*(_closed if State(item.state) in CLOSED else _open)(names, item)]
    if item.added_by:
        facts.append(f"Added by {kit.person(names, item.added_by)}")
    if item.reason:
        facts.append(kit.safe(kit.cut(item.reason, LONG)))
    lines = [f"_{' · '.join(facts)}_"] if facts else []
    if item.note and item.note_by:
        lines.append(f"💬 {kit.safe(kit.cut(item.note, LONG))} — {kit.person(names, item.note_by)}")
    return "\n".join(lines)


def _closed(names: Mapping[str, str], item: Item) -> Iterator[str]:
    if item.doer and item.closed_at:
        word = kit.safe(item.outcome) if item.outcome else WORDS[State(item.state)]
        yield f"{word} · {kit.person(names, item.doer)} · {kit.clock(item.closed_at)}"


def _open(names: Mapping[str, str], item: Item) -> Iterator[str]:
    if State(item.state) is State.CLAIMED:
        yield WORDS[State.CLAIMED]
    if State(item.state) is State.OPEN and item.rhythm:
        yield RHYTHMS[Rhythm(item.rhythm)]
    if item.assignee:
        yield f"For {kit.person(names, item.assignee)}"
    if State(item.state) is State.OPEN and item.reopened_by:
        yield f"Reopened by {kit.person(names, item.reopened_by)}"
    if item.hard:
        yield "🔒 Hard: skipped by two people only"
    if item.skip_asked_by:
        why = kit.safe(kit.cut(item.skip_reason or "", LONG))
        yield f"{kit.person(names, item.skip_asked_by)} asks to skip it: {why}"
