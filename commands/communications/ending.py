"""What is left of a run that goes back or is over: nobody is told of what did not come."""

from collections.abc import Callable

from commands.communications import asking, rules, views, wording
from commands.facts import RolledBack, RunEnded
from runbook.terms import Anchor
from store import communications, journal, messages, runs, timers
from store.communications import Communication, State
from store.db import Transaction
from store.runs import Run


async def rolled_back(tx: Transaction, fact: RolledBack) -> None:
    """What hung on `live`; how the way back goes is still to be told."""
    run = await runs.get(tx, fact.run_id)
    if run.live_at and run.ended_at is None:
        await _call_off(tx, run, rules.ROLLED_BACK, lambda row: row.anchor == Anchor.LIVE)
        await asking.ask(tx, run)


async def end(tx: Transaction, fact: RunEnded) -> None:
    run = await runs.get(tx, fact.run_id)
    await _call_off(tx, run, wording.ended(run), lambda _: True)
    await timers.clear(tx, run.team_id, asking.DUE, str(run.id))
    subjects = await messages.subjects_under(tx, run.team_id, views.ASKED, str(run.id))
    await messages.retire(tx, run.team_id, views.ASKED, *subjects)


async def _call_off(tx: Transaction, run: Run, why: str, which: Callable[[Communication], bool]) -> None:
    rows = [row for row in await communications.of_run(tx, run.id) if row.state == State.PLANNED]
    left = [row for row in rows if which(row)]
    if not left:
        return
    count, open_ones = sum(row.due_at is not None for row in left), sum(row.is_open for row in left)
    for row in left:
        asked = row.is_open
        row.state, row.settled_at, row.reason = State.CANCELLED, tx.now, why
        if asked:
            await asking.redraw(tx, run, row)
    await communications.add_all(tx, left)
    await journal.record(
        tx, run.team_id, f"run:{run.id}", asking.CLOCK, "communications.cancelled", count=count,
        asked_for=open_ones, reason=why,
    )  # fmt: skip
