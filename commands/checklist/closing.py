"""What every end of an item does: who, when, why; and the record of whatever happens to one."""

from commands.checklist import rules
from store import journal
from store.db import Transaction
from store.items import Item
from store.runs import Run


async def close(
    tx: Transaction,
    by: str,
    item: Item,
    run: Run,
    state: rules.State,
    what: str | None = None,
    reason: str | None = None,
    **detail: str,
) -> None:
    item.state, item.doer, item.closed_at, item.reason = state, by, tx.now, reason
    item.reopened_by = None
    item.rev += 1
    await record(tx, by, item, what or f"item.{state.replace(' ', '_')}", reason=reason, **detail)


async def record(tx: Transaction, by: str, item: Item, what: str, **detail: str | None) -> None:
    await journal.record(tx, item.team_id, f"run:{item.run_id}", by, what, item=item.key, **detail)
