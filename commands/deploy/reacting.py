"""What other features tell changes the state of the run, and its card."""

from commands.deploy import rules
from commands.deploy.look import CARD, subject
from commands.facts import GateOpened, GatePassed, RunFact, StageBegun, WentLive
from store import gates, journal, messages, runs, sections
from store.db import Transaction
from store.gates import Before
from store.runs import Run


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


async def gate(tx: Transaction, fact: GateOpened | GatePassed) -> None:
    """Once it is live, a run waits for its confirmation, or does so no more."""
    run = await runs.get(tx, fact.run_id)
    state = rules.State(run.state)
    if state is not rules.State.HELD and not rules.ended(state):
        run.state = await under_way(tx, run)
    await messages.redraw(tx, run.team_id, CARD, str(run.id))


async def under_way(tx: Transaction, run: Run) -> rules.State:
    """What a run is that nothing holds."""
    confirming = await gates.waits(tx, run.id, Before.CLOSING)
    return rules.under_way(
        started=run.started_at is not None, live=run.live_at is not None, confirming=confirming
    )
