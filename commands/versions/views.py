"""What people see of a newer version: the card in the run's thread, and what is different."""

from collections.abc import Iterable, Iterator, Mapping

from slack_sdk.models.blocks import Block

from commands import kit
from commands.feature import Card, Modal
from commands.versions.inputs import KeepOurs, ShowDifference, Take
from commands.versions.rules import Change, Difference
from runbook.recognise.masking import mask
from store.offers import Answer, Offer
from store.runbooks import Runbook
from store.runs import Run

_SHOWN = 80
"""Blocks of changes that are shown; a form holds a hundred."""

_TEXT = 150

_ROWS = 8
"""Rows of a change in a block, which holds 3,000 characters."""

_WORDS = {
    Answer.KEPT: "↩️ {who} keeps the version that the run has.",
    Answer.REPLACED: "➖ Not offered any more: the file has changed again.",
}
_TAKEN = "✅ Taken by {who}: "


def card(run: Run, newer: Runbook, offer: Offer, names: Mapping[str, str], *, is_open: bool) -> Card:
    said = _offered(newer, offer)
    if not is_open:
        words = _WORDS.get(Answer(offer.answer), "➖ The run goes on with the version it has.")
        if offer.answer == Answer.TAKEN:
            words = _TAKEN + _taken(offer)
        end = words.format(who=kit.person(names, offer.by) if offer.by else "Nobody")
        return Card(f"{said} {end}", [kit.words(f"{said}\n{end}", "newer")])
    what = "This run follows the one it has. The lead decides whether it takes over what changed."
    return Card(f"{said} {what}", [kit.words(f"{said}\n{what}", "newer"), _buttons(run, offer)])


def _offered(newer: Runbook, offer: Offer) -> str:
    name, side = kit.safe(newer.name), f" (`{offer.side[:12]}`)" if offer.side else ", which is gone"
    if not offer.document:
        return f"📎 *The side file of `{name}` has a newer version*{side}."
    beside = f" So has its side file{side}." if offer.bindings else ""
    return f"📄 *The runbook `{name}` has a newer version* (`{newer.sha256[:12]}`).{beside}"


def _taken(offer: Offer) -> str:
    if not offer.document:
        return "the run follows the newer side file."
    beside = ", and the run the newer side file" if offer.bindings else ""
    return f"sections that were not open yet follow the new version{beside}."


def _buttons(run: Run, offer: Offer) -> Block:
    takes = kit.confirm("Take the newer version?", _if_taken(run, offer), "Take it", "Not yet")
    keeps = kit.confirm(
        "Keep yours?", "This version is not offered to the run again. The record says who decided.",
        "Keep ours", "Not yet",
    )  # fmt: skip
    at = {"offer": offer.id}
    return kit.actions(
        [
            kit.button("Show the difference", ShowDifference(**at), "Show what the newer version changes"),
            kit.button("Take it", Take(**at), "Take the newer version", style="primary", confirm=takes),
            kit.button("Keep ours", KeepOurs(**at), "Keep the version of this run", confirm=keeps),
        ],
        "answer",
    )


def _if_taken(run: Run, offer: Offer) -> str:
    said = []
    if offer.document:
        said.append("Items of sections that are not open yet are replaced. What is open, and done, stays.")
    if offer.bindings:
        said.append("People, commands and probes of the run are those of the new side file.")
    if run.started_at is None:
        said.append("Signatures have to be given again.")
    return " ".join(said)


def difference(found: Difference) -> Modal:
    blocks = [kit.words(text, f"change-{at}") for at, text in enumerate(_said(found))]
    nothing = [kit.words("Nothing that is not open yet changes.", "nothing")]
    return Modal(title="What changes", blocks=blocks or nothing)


def _said(found: Difference) -> Iterator[str]:
    told = [text for change in (*found.bound, *found.changes) for text in _change(change)]
    yield from told[:_SHOWN]
    if len(told) > _SHOWN:
        yield "… and more than a form can show: compare the files."
    if found.kept:
        count = kit.many(found.kept, "change")
        yield f"_Sections that are open keep what they have: {count} not taken over._"
    if found.new:
        yield f"_New sections come with the next run:_ {_titles(found.new)}"
    if found.answered:
        yield f"_Answered as the run was prepared, which counts:_ {_titles(found.answered)}"
    if found.gone:
        yield f"_No longer in the file, and done in this run still:_ {_titles(found.gone)}"


def _titles(titles: tuple[str, ...]) -> str:
    return kit.safe(kit.cut(", ".join(titles), 1000))


def _change(change: Change) -> Iterator[str]:
    """In as many blocks as it takes."""
    said = [_row(*row) for row in _rows(change)]
    for at in range(0, len(said), _ROWS):
        title = f"*{kit.safe(change.title)}*" if at == 0 else f"*{kit.safe(change.title)}*, more"
        yield "\n".join([title, *said[at : at + _ROWS]])


def _rows(change: Change) -> Iterator[tuple[str, str, str | None]]:
    yield from (("➕", text, None) for text in change.added)
    yield from (("➖", text, None) for text in change.removed)
    yield from (("✏️", before, after) for before, after in change.changed)


def _row(mark: str, text: str, after: str | None) -> str:
    if after is None:
        return f"{mark} {_text(text)}"
    before, after = _apart(text, after)
    return f"{mark} {_text(before)}\n      → {_text(after)}"


def _apart(before: str, after: str) -> tuple[str, str]:
    """From a little before they differ, where that comes too late to be shown."""
    pairs = zip(before, after, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    if same < _TEXT - 30:
        return before, after
    return f"… {before[same - 30 :]}", f"… {after[same - 30 :]}"


def rows(changes: Iterable[Change]) -> Iterator[str]:
    """For the record: `Roles: QA Lead: Chi Nguyen → QA Lead: Ben Okafor`."""
    for change in changes:
        for mark, text, after in _rows(change):
            yield f"{change.title}: {mark} {text}" + (f" → {after}" if after is not None else "")


def _text(text: str) -> str:
    return kit.safe(kit.cut(mask(text), _TEXT))


def kept(by: str, offer: Offer) -> str:
    return f"↩️ {kit.safe(by)} keeps the version of the {_what(offer)} that the run has."


def taken(by: str, offer: Offer, found: Difference) -> str:
    said = []
    if offer.document:
        said.append(f"{kit.many(found.count, 'change')} in sections that were not open yet")
    if offer.bindings:
        said.append(f"{kit.many(found.bound_count, 'change')} in its side file")
    return f"📄 {kit.safe(by)} took the newer version of the {_what(offer)}: {', and '.join(said)}."


def _what(offer: Offer) -> str:
    return "runbook" if offer.document else "side file"


def unusable(name: str, why: str) -> str:
    return (
        f"📎 The side file of `{kit.safe(name)}` has changed, and is not offered to the runs under way: they "
        f"keep the one they have. {why}"
    )
