"""Items that are closed by what happened, not by a press on them."""

from commands.checklist import closing, progress, rules
from commands.facts import ItemProven, TrafficMoved
from store import items, runs
from store.db import Transaction


async def prove(tx: Transaction, fact: ItemProven) -> None:
    await _close(tx, fact)


async def moved(tx: Transaction, fact: TrafficMoved) -> None:
    """The step of the checklist that asked for this share of the traffic is done."""
    await _close(tx, fact)


async def _close(tx: Transaction, fact: ItemProven | TrafficMoved) -> None:
    """With a word on what showed it; what is closed before, or is a decision, stays as it is."""
    item, run = await items.find(tx, fact.team_id, fact.item_id), await runs.get(tx, fact.run_id)
    if item is None or item.closed_at is not None or item.outcomes or run.ended_at is not None:
        return
    await closing.close(tx, fact.by, item, run, rules.State.DONE, what="item.proven", reason=fact.note)
    await progress.show_change(tx, run, [item])
