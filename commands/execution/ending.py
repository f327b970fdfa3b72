"""How commands end: kept, shown, on record, and whoever wanted them is told."""

from datetime import timedelta

from commands import kit, outside, runner
from commands.execution import rules, telling
from commands.outside import Finished, Outcome, SoFar, TagFound, WorkflowStarted
from commands.runner import State
from store import effects, executions, messages, runs, timers
from store.db import Transaction
from store.effects import End
from store.executions import Execution

WATCH_EVERY = timedelta(seconds=10)
"""Between one look at a workflow and the next."""


async def ended(tx: Transaction, outcome: Outcome[Finished | WorkflowStarted]) -> None:
    """A program or webhook is through, or GitHub has taken a workflow; or nobody knows."""
    execution = await executions.find(tx, outcome.team_id, int(outcome.subject))
    await effects.forget_answer(tx, outcome.team_id, outcome.key)
    if execution is None or execution.state != State.RUNNING:
        return
    answer = outcome.answer
    if outcome.end is End.UNKNOWN:
        await unsure(tx, execution, _unsure(outcome.problem))
    elif isinstance(answer, WorkflowStarted):
        await _watched(tx, execution, answer)
    elif isinstance(answer, Finished):
        keep(execution, answer.output)
        execution.code, execution.seconds = answer.code, answer.seconds
        await end(tx, execution, State.DONE if answer.ok else State.FAILED, answer.said)
    else:
        await end(tx, execution, State.FAILED, outcome.problem or "it was refused")


async def compared(tx: Transaction, outcome: Outcome[TagFound]) -> None:
    """What GitHub says of a tag, against the commit of the release."""
    execution = await executions.find(tx, outcome.team_id, int(outcome.subject))
    if execution is None or execution.state != State.RUNNING:
        return
    if outcome.answer is None:
        await end(tx, execution, State.FAILED, outcome.problem or "GitHub does not say")
        return
    run = await runs.get(tx, execution.run_id)
    same, said = rules.compared(execution.command, outcome.answer.commit, run.commit or "")
    await end(tx, execution, State.DONE if same else State.FAILED, said)


async def so_far(tx: Transaction, so_far: SoFar[outside.Output]) -> None:
    """What it has written by now."""
    execution = await executions.find(tx, so_far.team_id, int(so_far.subject))
    if execution is not None and execution.state == State.RUNNING:
        keep(execution, so_far.said)
        await messages.redraw(tx, execution.team_id, runner.CARD, str(execution.id))


def keep(execution: Execution, output: outside.Output) -> None:
    execution.head, execution.tail, execution.left_out = output.head, output.tail, output.left_out


async def end(
    tx: Transaction, execution: Execution, state: State, said: str, *, who: str = telling.CLOCK
) -> None:
    """It is over; `who` says so, where that is a person. The timer that its `then` names is due now."""
    execution.state, execution.said, execution.ended_at = state, said, tx.now
    execution.settled_by = None if who == telling.CLOCK else who
    tx.session.add(execution)
    what = "command.ended" if execution.settled_by is None else "command.settled"
    await runner.record(tx, execution, who, what, state=state, said=said, code=execution.code)
    await messages.retire(
        tx, execution.team_id, runner.CARD, str(execution.id), urgency=messages.Urgency.CLICKED
    )
    await telling.redraw_section(tx, execution)
    if execution.then is not None and state is not State.REPLACED:
        await timers.put(tx, execution.team_id, execution.then, str(execution.id), tx.now)


async def unsure(tx: Transaction, execution: Execution, said: str) -> None:
    """It may have been done: nothing repeats it, and a person is asked, on its card and in its thread."""
    execution.state, execution.said = State.UNSURE, said
    tx.session.add(execution)
    await runner.record(tx, execution, telling.CLOCK, "command.unsure", said=said)
    await messages.redraw(
        tx, execution.team_id, runner.CARD, str(execution.id), urgency=messages.Urgency.CLICKED
    )
    await telling.redraw_section(tx, execution)
    text = (
        f"❓ `{kit.safe(execution.command)}` may have run, and nobody knows how it ended: {kit.safe(said)}. "
        "Look, and say so on its card above."
    )
    await telling.say(tx, execution, "unsure", text)


async def _watched(tx: Transaction, execution: Execution, started: WorkflowStarted) -> None:
    execution.outside_id, execution.link = started.run, started.link
    if started.run is None:
        await unsure(tx, execution, "GitHub has started a workflow and does not say which run of it")
        return
    execution.said = "GitHub: started"
    tx.session.add(execution)
    await messages.redraw(tx, execution.team_id, runner.CARD, str(execution.id))
    await timers.put(tx, execution.team_id, runner.LOOK, str(execution.id), tx.now + WATCH_EVERY)


def _unsure(problem: str | None) -> str:
    interrupted = {"interrupted", "timeout", None}
    return "the bot was stopped while it ran" if problem in interrupted else str(problem)
