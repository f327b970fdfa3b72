"""Items that are closed by what happened, not by a press on them."""

from commands.checklist import closing, progress, rules
from commands.facts import ItemProven, TrafficMoved
from store import items, people, runs
from store.db import Transaction


async def prove(tx: Transaction, fact: ItemProven) -> None:
    await _close(tx, fact)


async def moved(tx: Transaction, fact: TrafficMoved) -> None:
    """The step of the checklist that asked for this share of the traffic is done."""
    await _close(tx, fact)


async def _close(tx: Transaction, fact: ItemProven | TrafficMoved) -> None:
    """In the name of who pressed, with what showed it as a note; closed before, it stays as it is."""
    item = await items.find(tx, fact.team_id, fact.item_id)
    by = await people.find(tx, fact.team_id, fact.by)
    if item is None or by is None or item.closed_at is not None:
        return
    run = await runs.get(tx, item.run_id)
    if fact.note:
        item.note, item.note_by = fact.note, by.user_id
    await closing.close(tx, by, item, run, rules.State.DONE, what="item.proven", proof=fact.note or "")
    await progress.show_change(tx, run, [item])
