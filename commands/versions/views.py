"""What people see of a newer version: the card in the run's thread, and what is different."""

from collections.abc import Iterator, Mapping

from slack_sdk.models.blocks import Block

from commands import kit
from commands.feature import Card, Modal
from commands.versions.inputs import KeepOurs, ShowDifference, Take
from commands.versions.rules import Change, Difference
from store.offers import Answer, Offer
from store.runbooks import Runbook
from store.runs import Run

_SHOWN = 40
"""Sections with changes that are shown; a form holds a hundred blocks."""

_TEXT = 150

_WORDS = {
    Answer.TAKEN: "✅ Taken by {who}: sections that were not open yet follow the new version.",
    Answer.KEPT: "↩️ {who} keeps the version that the run began with.",
    Answer.REPLACED: "➖ Not offered any more: the file has changed again.",
}


def card(run: Run, newer: Runbook, offer: Offer, names: Mapping[str, str], *, is_open: bool) -> Card:
    said = f"📄 *The runbook `{kit.safe(newer.name)}` has a newer version* (`{newer.sha256[:12]}`)."
    if not is_open:
        words = _WORDS.get(Answer(offer.answer), "➖ The run goes on with the version it has.")
        end = words.format(who=kit.person(names, offer.by) if offer.by else "Nobody")
        return Card(f"{said} {end}", [kit.words(f"{said}\n{end}", "newer")])
    what = "This run follows the one it began with. The lead decides whether it takes over what changed."
    return Card(f"{said} {what}", [kit.words(f"{said}\n{what}", "newer"), _buttons(run, offer)])


def _buttons(run: Run, offer: Offer) -> Block:
    at = {"run": run.id, "runbook": offer.runbook_id}
    takes = kit.confirm(
        "Take the newer version?",
        "Items of sections that are not open yet are replaced. What is open, and what was done, stays. "
        "Signatures have to be given again.",
        "Take it",
        "Not yet",
    )
    keeps = kit.confirm(
        "Keep yours?", "This version is not offered to the run again. The record says who decided.",
        "Keep ours", "Not yet",
    )  # fmt: skip
    return kit.actions(
        [
            kit.button("Show the difference", ShowDifference(**at), "Show what the newer version changes"),
            kit.button("Take it", Take(**at), "Take the newer version", style="primary", confirm=takes),
            kit.button("Keep ours", KeepOurs(**at), "Keep the version of this run", confirm=keeps),
        ],
        "answer",
    )


def difference(found: Difference) -> Modal:
    blocks = [kit.words(text, f"change-{at}") for at, text in enumerate(_said(found))]
    nothing = [kit.words("Nothing that is not open yet changes.", "nothing")]
    return Modal(title="What changes", blocks=blocks or nothing)


def _said(found: Difference) -> Iterator[str]:
    yield from map(_change, found.changes[:_SHOWN])
    rest = len(found.changes) - _SHOWN
    if rest > 0:
        yield f"… and {kit.many(rest, 'section')} more."
    if found.kept:
        count = kit.many(found.kept, "change")
        yield f"_Sections that are open keep what they have: {count} not taken over._"
    if found.new:
        yield f"_New sections come with the next run:_ {_titles(found.new)}"
    if found.gone:
        yield f"_No longer in the file, and done in this run still:_ {_titles(found.gone)}"


def _titles(titles: tuple[str, ...]) -> str:
    return kit.safe(kit.cut(", ".join(titles), 1000))


def _change(change: Change) -> str:
    rows = [
        *(f"➕ {_text(text)}" for text in change.added),
        *(f"➖ {_text(text)}" for text in change.removed),
        *(f"✏️ {_text(before)}\n      → {_text(after)}" for before, after in change.changed),
    ]
    return "\n".join([f"*{kit.safe(change.title)}*", *rows])


def _text(text: str) -> str:
    return kit.safe(kit.cut(text, _TEXT))


def kept(by: str) -> str:
    return f"↩️ {kit.safe(by)} keeps the version of the runbook that the run began with."


def taken(by: str, count: int) -> str:
    what = f"{kit.many(count, 'change')} in sections that were not open yet"
    return f"📄 {kit.safe(by)} took the newer version of the runbook: {what}."
