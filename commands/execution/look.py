"""What the section cards show of what can be done there, and the card of each execution."""

from datetime import timedelta
from urllib.parse import quote

from commands import documents, kit, offers, runner
from commands.execution import rules, telling, views
from commands.execution.views import Row
from commands.feature import Card, Panel, Refused
from runbook.bindings import Bindings
from runbook.bindings.deeds import Deed, Sort, deeds
from runbook.model import Item as Entry
from runbook.model import Runbook, Unreadable
from runbook.recognise.masking import mask
from store import executions, items, runbooks, runs, sections
from store.db import Transaction
from store.executions import Execution
from store.items import Item
from store.runs import Run

SECTION = telling.SECTION

_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%"

AHEAD = timedelta(hours=1)
"""How far beyond now the window of a link goes: the card is not drawn again each time it is opened."""


async def draw(tx: Transaction, team_id: str, subject: str) -> Card:
    execution = await runner.get(tx, team_id, subject)
    names = await telling.names(tx, execution)
    return views.card(execution, names, await telling.item(tx, execution))


async def panel(tx: Transaction, team_id: str, subject: str) -> Panel | None:
    """What is bound to the items of one card, and what became of it; nothing where nothing is."""
    section_id, _, part = subject.partition("/")
    section = await sections.find(tx, team_id, int(section_id))
    if section is None:
        return None
    run = await runs.get(tx, section.run_id)
    try:
        document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
        bound = await documents.bound_of(tx, run)
    except Refused as refused:
        return None if run.ended_at else views.unusable(refused.text)
    except Unreadable:  # a later reader cannot read it
        return None
    on_card = await items.stretch(tx, section.id, int(part) * kit.ITEMS_A_CARD, kit.ITEMS_A_CARD)
    rows = await _rows(tx, run, on_card, _entries(document, on_card), bound)
    tags = [] if bound.source else _other_tags(on_card, _entries(document, on_card), run)
    if not rows and not tags:
        return None
    names = await telling.names(tx, *(row.latest for row in rows if row.latest))
    return views.panel(rows, tags, names, int(part), run)


def _entries(document: Runbook, on_card: list[Item]) -> list[Entry]:
    keys = {item.key for item in on_card}
    return [entry for entry in document.items if entry.id in keys]


async def _rows(
    tx: Transaction, run: Run, on_card: list[Item], entries: list[Entry], bound: Bindings
) -> list[Row]:
    by_key = deeds(entries, bound)
    wanted = [(item, deed) for item in on_card for deed in by_key.get(item.key, [])]
    started = await executions.of_items(tx, [item.id for item, _ in wanted]) if wanted else []
    rows = [await _row(tx, run, item, deed, bound, started) for item, deed in wanted]
    return [row for row in rows if row.is_worth_showing]


async def _row(
    tx: Transaction, run: Run, item: Item, deed: Deed, bound: Bindings, started: list[Execution]
) -> Row:
    wanted = (item.id, deed.name, deed.sort)
    same = [each for each in started if (each.item_id, each.command, runner.sort_of(each)) == wanted]
    if deed.sort is Sort.LINK:
        url = await _url(tx, run, item, bound.link(deed.name) or "")
        return Row(item, deed, url=url, why_not=None if rules.opens(url) else views.NO_ADDRESS)
    try:
        offered = await offers.offer(tx, run, deed.name, sort=deed.sort)
    except Refused as refused:
        return Row(item, deed, why_not=refused.text, latest=same[-1] if same else None)
    return Row(item, deed, shown=mask(offered.shown), latest=same[-1] if same else None)


async def _url(tx: Transaction, run: Run, item: Item, url: str) -> str:
    """With its window: from when the section opened to when the item was closed, or a while from now."""
    section = await sections.get(tx, item.section_id)
    begins = section.opened_at or run.started_at or tx.now
    ends = item.closed_at or run.ended_at or tx.now + AHEAD
    filled = {
        "{from}": f"{begins.timestamp() * 1000:.0f}",
        "{to}": f"{ends.timestamp() * 1000:.0f}",
        "{from_iso}": f"{begins:%Y-%m-%dT%H:%M:%SZ}",
        "{to_iso}": f"{ends:%Y-%m-%dT%H:%M:%SZ}",
        "{version}": run.version,
    }
    for name, value in filled.items():
        url = url.replace(name, value)
    return quote(url, safe=_OF_ADDRESSES)


MOST_TAGS = 3
"""Said on a card: a checklist that names many is of another version altogether."""


def _other_tags(on_card: list[Item], entries: list[Entry], run: Run) -> list[tuple[Item, str]]:
    """Open items that name another tag than the version of the run."""
    tags = {entry.id: entry.tag for entry in entries if entry.tag and entry.tag != run.version}
    other = [(item, tags[item.key]) for item in on_card if item.key in tags and item.closed_at is None]
    return other[:MOST_TAGS]
