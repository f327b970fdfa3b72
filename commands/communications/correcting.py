"""People who were told of a start that is another one by now are to be told again."""

from datetime import datetime

from commands.communications import asking, rules
from store import communications
from store.communications import Communication, State
from store.db import Transaction
from store.runs import Run

CORRECTION = "correction"
"""The kind of a row that corrects another one."""


async def check(tx: Transaction, run: Run, starts: datetime) -> None:
    """Of each line, what was sent last: whoever reads that knows no better."""
    rows = await communications.of_run(tx, run.id)
    sent = [row for row in rows if row.corrects is None and row.state == State.SENT and row.told_start]
    before = rules.overtaken((row.key, row.nth, row) for row in sent)
    waits = {row.corrects: row for row in rows if row.corrects and row.state == State.PLANNED}
    for row in sent:
        if row not in before:
            await _check(tx, run, row, waits.get(row.id), starts)


async def _check(
    tx: Transaction, run: Run, row: Communication, waits: Communication | None, starts: datetime
) -> None:
    moved = row.told_start is not None and rules.is_moved(row.told_start, starts)
    if moved and waits is None:
        await _add(tx, run, row, starts)
    elif moved and waits and waits.moved_to != starts:
        waits.moved_to = starts
        await asking.redraw(tx, run, waits)
    elif waits and not moved:
        waits.state, waits.settled_at, waits.reason = State.CANCELLED, tx.now, rules.AS_TOLD
        await asking.redraw(tx, run, waits)


async def _add(tx: Transaction, run: Run, row: Communication, starts: datetime) -> None:
    """Asked for in this turn; what it corrects says so."""
    others = [each for each in await communications.of_run(tx, run.id) if each.corrects == row.id]
    correction = Communication(
        team_id=run.team_id, run_id=run.id, key=f"{row.key}/{row.nth}", nth=len(others) + 1, line=row.line,
        kind=CORRECTION, audience=row.audience, text=row.text, channel=row.channel, owner=row.owner,
        asks_at=tx.now, due_at=tx.now, told_start=row.told_start, corrects=row.id, moved_to=starts,
    )  # fmt: skip
    await communications.add_all(tx, [correction])
    await asking.redraw(tx, run, correction)
    await asking.redraw(tx, run, row)
