"""Looking at a record: on the card of its run."""

from commands.feature import Panel
from commands.record import rules, views
from commands.record.gathered import subject
from store import journal, runs
from store.db import Transaction


async def run_panel(tx: Transaction, team_id: str, run_id: str) -> Panel | None:
    """Once traffic is through or the run has ended; before that its card is for other things."""
    run = await runs.find(tx, team_id, int(run_id))
    if run is None or run.state in rules.FLYING:
        return None
    head = (await journal.heads(tx, team_id, [subject(run)]))[subject(run)]
    return views.on_run(run, head.seq, head.hash)
