"""What a button means, whose ids are input from outside; and who leads the run that is meant."""

from commands import kit
from commands.feature import Refused
from store import people, runs
from store.db import Transaction
from store.runs import Run


async def run(tx: Transaction, team_id: str, run_id: int) -> Run:
    """A run of this workspace; raises Refused."""
    found = await runs.find(tx, team_id, run_id)
    if found is None:
        raise Refused("This run is not known here. `/deploy list` shows the open ones.")
    return found


async def lead_name(tx: Transaction, run: Run) -> str:
    """For the words of a refusal; it pings nobody."""
    return kit.person(await people.names(tx, run.team_id, [run.lead]), run.lead)
