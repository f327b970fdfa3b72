"""What waits for one person's signature, on their Home tab."""

from commands.feature import Panel
from commands.signoff import asking, views
from store import gates
from store.db import Transaction
from store.gates import Gate
from store.runs import Run


async def home_panel(tx: Transaction, team_id: str, user_id: str) -> Panel | None:
    """Of roles and statements that are bound to them, or handed on to them; nothing where nothing waits."""
    waiting = [
        (gate, run, names)
        for gate, run in await gates.waiting(tx, team_id)
        if (names := await _of(tx, gate, run, user_id))
    ]
    return views.mine(waiting) if waiting else None


async def _of(tx: Transaction, gate: Gate, run: Run, user_id: str) -> list[str]:
    """The lead of a run signs statements only."""
    rows = await asking.by_person(tx, run, await asking.unsigned_of(tx, gate))
    return [row.name for row in rows.get(user_id, []) if row.statement or user_id != run.lead]
