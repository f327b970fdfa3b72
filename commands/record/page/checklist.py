"""Every item and claim of the checklist: its state, who and when, why, and what came before. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from commands.record import acts
from commands.record.acts import Act
from commands.record.gathered import Gathered
from commands.record.page.html import Child, Html, el
from commands.record.page.pieces import many, moment, words
from store.items import Item
from store.sections import Section

MARKS = {"done": "✓", "skipped": "»", "not applicable": "–", "open": "○", "claimed": "◌"}
WORDS = {
    "done": "Done",
    "skipped": "Skipped",
    "not applicable": "Not applicable",
    "open": "Left open",
    "claimed": "Claimed in the file, attested by nobody",
}
_STRUCK = {"skipped", "not applicable"}
_SHOWN = {"item.noted", "item.assigned"}
"""Acts that are said besides the last one that closed an item."""


def checklist(given: Gathered) -> Sequence[Child]:
    history = acts.by_item(given)
    return [_section(given, section, history) for section in given.sections]


def _section(given: Gathered, section: Section, history: Mapping[str, Sequence[Act]]) -> Html:
    items = given.items.get(section.id, ())
    above = " › ".join(section.path[:-1])
    closed = sum(item.closed_at is not None for item in items)
    opened: Child = (
        ("opened ", moment(section.opened_at, given.zone)) if section.opened_at else "never opened"
    )
    where = (f"{above} · " if above else "", f"{closed} of {many(len(items), 'item')} closed · ", opened)
    rows = [_item(given, item, history.get(item.key, ())) for item in items]
    return el("div", el("h3", section.title), el("p", *where, class_="where"), el("ol", rows), class_="list")


def _item(given: Gathered, item: Item, history: Sequence[Act]) -> Html:
    mark = el("span", MARKS.get(item.state, "·"), class_="mark", aria_hidden="true")
    text = el("s" if item.state in _STRUCK else "span", words(item.text))
    indent = f"margin-left:{min(item.depth, 6) * 1.4:.1f}rem" if item.depth else None
    kind = f"item {item.state.replace(' ', '-')}"
    more = _more(given, item, history)
    said = el("div", el("p", text, class_="text"), more, style=indent)
    return el("li", mark, said, el("div", _how(given, item, history), class_="how"), class_=kind)


def _how(given: Gathered, item: Item, history: Sequence[Act]) -> Iterator[Html]:
    """The state in words, by whom, when, and why."""
    attested = bool(history) and any(act.entry.what == "item.attested" for act in history[-1:])
    word = "Claim attested" if attested and item.state == "done" else WORDS.get(item.state, item.state)
    by: Sequence[Child] = ()
    if item.doer is not None and item.closed_at is not None:
        by = (f" · {given.name(item.doer)}, ", moment(item.closed_at, given.zone))
    yield el("p", el("b", item.outcome or word), by)
    if item.reason:
        yield el("p", item.reason, class_="why")


def _more(given: Gathered, item: Item, history: Sequence[Act]) -> Iterator[Html]:
    """Where it came from, what was said of it, and what it was before."""
    if item.added_by:
        yield el("p", f"Added during the run by {given.name(item.added_by)}")
    for act in _before(item, history):
        detail = act.entry.detail
        said = detail.get("note") or detail.get("reason")
        to = detail.get("to")
        about = f" to {given.name(str(to))}" if to else ""
        yield el(
            "p", f"{act.what}{about} · {act.who}, ", moment(act.at, given.zone), f": {said}" if said else None
        )


def _before(item: Item, history: Sequence[Act]) -> Iterator[Act]:
    """Notes, and what was done and undone before; the act that closed it is said already."""
    closing = next((act for act in reversed(history) if act.at == item.closed_at and _closes(act)), None)
    for act in history:
        if act is not closing and act.entry.what != "item.added":
            yield act


def _closes(act: Act) -> bool:
    return act.entry.what not in {*_SHOWN, "item.reopened", "item.added"}
