"""A run takes a newer version of its checklist: what is not open yet is replaced, all else stays."""

from commands import changes, documents
from commands.changes import Named
from commands.checklist import copies, look
from commands.facts import BindingsTaken, RunbookTaken
from runbook.model import Section as Heading
from store import items, messages, runbooks, runs, sections
from store.db import Transaction
from store.items import Item
from store.sections import Section

NOWHERE = 0
"""The line of a section that the file has no more."""

_WRITTEN = (
    "ordinal", "key", "text", "depth", "state", "about", "outcomes", "hard", "percent", "rhythm",
)  # fmt: skip


async def take(tx: Transaction, fact: RunbookTaken) -> None:
    """Sections are neither added nor removed: what comes after them counts on where they stand."""
    run = await runs.get(tx, fact.run_id)
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    headings = {heading.id: heading for heading in document.sections if heading.items}
    for section in await sections.of_run(tx, run.id):
        heading = headings.get(section.key)
        section.line = heading.line if heading else NOWHERE
        tx.session.add(section)
        if heading and section.opened_at is None:
            await _replace(tx, section, heading)


async def bind(tx: Transaction, fact: BindingsTaken) -> None:
    """What can be run, probed or opened from a card is what the run's side file binds now."""
    for section in await sections.of_run(tx, fact.run_id):
        if section.opened_at is not None:
            cards = [f"{section.id}/{part}" for part in await look.parts(tx, section)]
            await messages.redraw(tx, fact.team_id, look.SECTION, *cards)


async def _replace(tx: Transaction, section: Section, heading: Heading) -> None:
    """What only says something else keeps its number."""
    ours = [Named(item.key, item.text, item) for item in await items.of_section(tx, section.id)]
    new = [Named(item.key, item.text, item) for item in copies.items(section, heading)]
    added: list[Item] = []
    for pair in list(changes.pairs(ours, new)):
        if pair.after is None and pair.before:
            await items.remove(tx, pair.before)
        elif pair.before is None and pair.after:
            added.append(pair.after)
        elif pair.before and pair.after:
            _rewrite(pair.before, pair.after)
            tx.session.add(pair.before)
    await tx.session.flush()
    await items.add_all(tx, added)


def _rewrite(item: Item, to: Item) -> None:
    for name in _WRITTEN:
        setattr(item, name, getattr(to, name))
