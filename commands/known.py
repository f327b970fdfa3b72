"""What a button means: the ids in it are input from outside."""

from commands.feature import Refused
from store import runs
from store.db import Transaction
from store.runs import Run


async def run(tx: Transaction, team_id: str, run_id: int) -> Run:
    """A run of this workspace; raises Refused."""
    found = await runs.find(tx, team_id, run_id)
    if found is None:
        raise Refused("This run is not known here. `/deploy list` shows the open ones.")
    return found
