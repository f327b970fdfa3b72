"""What other features tell changes the state of the run, and its card."""

from commands.deploy import rules
from commands.deploy.look import CARD, subject
from commands.facts import RunFact, StageBegun, WentLive
from store import journal, messages, runs, sections
from store.db import Transaction


async def begun(tx: Transaction, fact: StageBegun) -> None:
    """The first stage at or after T0 is the start of the deployment."""
    run = await runs.get(tx, fact.run_id)
    stage = await sections.get(tx, fact.section_id)
    if run.started_at is None and stage.opens_at and stage.opens_at >= run.planned_at:
        run.started_at, run.state = tx.now, rules.State.RUNNING
        await journal.record(tx, run.team_id, subject(run.id), run.lead, "run.started")
    await messages.redraw(tx, run.team_id, CARD, str(run.id))


async def redraw(tx: Transaction, fact: RunFact) -> None:
    await messages.redraw(tx, fact.team_id, CARD, str(fact.run_id))


async def went_live(tx: Transaction, fact: WentLive) -> None:
    run = await runs.get(tx, fact.run_id)
    if run.state != rules.State.HELD:
        run.state = rules.State.LIVE
    await messages.redraw(tx, run.team_id, CARD, str(run.id))
