"""Looking again and again: at a probe's address until it is well, at a workflow until it is over."""

from datetime import timedelta

from commands import documents, kit, offers, outside, runner
from commands.execution import ending, rules
from commands.feature import Refused
from commands.offers import Way
from commands.outside import Looked, Outcome, WorkflowSeen
from commands.runner import State
from runbook.bindings import Bindings
from runbook.bindings.model import Probe, Runs
from store import executions, messages, runs, timers
from store.db import Transaction
from store.executions import Execution
from store.timers import Timer

LOOKED = "execution.looked"
SEEN = "execution.seen"

MOST_LINES = 100
"""Looks that are listed; those before are forgotten."""


async def look(tx: Transaction, timer: Timer) -> None:
    """Ask once; the answer comes as a turn of its own."""
    execution = await executions.find(tx, timer.team_id, int(timer.subject))
    if execution is None or execution.state != State.RUNNING:
        return
    try:
        wanted = await _wanted(tx, execution)
    except Refused as refused:
        await ending.end(tx, execution, State.FAILED, refused.text)
        return
    execution.looks += 1
    tx.session.add(execution)
    key = f"execution:{execution.id}:look:{execution.looks}"
    then = LOOKED if execution.way == Way.PROBE else SEEN
    await outside.want(tx, execution.team_id, key, wanted, then=then, subject=str(execution.id))


async def looked(tx: Transaction, outcome: Outcome[Looked]) -> None:
    execution = await executions.find(tx, outcome.team_id, int(outcome.subject))
    if execution is None or execution.state != State.RUNNING:
        return
    try:
        probe = offers.probe_of(await _bound(tx, execution), execution.command)
    except Refused as refused:
        await ending.end(tx, execution, State.FAILED, refused.text)
        return
    if outcome.answer is None:
        await ending.end(tx, execution, State.FAILED, outcome.problem or "it was refused")
        return
    await _counted(tx, execution, probe, outcome.answer)


async def _counted(tx: Transaction, execution: Execution, probe: Probe, answer: Looked) -> None:
    execution.in_a_row = execution.in_a_row + 1 if answer.ok else 0
    execution.code = answer.status
    execution.seconds = (tx.now - execution.started_at).total_seconds()
    line = (
        f"{tx.now:%H:%M:%S} UTC  {answer.problem or f'HTTP {answer.status}'}, {answer.seconds * 1000:.0f} ms"
    )
    execution.head = "".join(f"{each}\n" for each in [*execution.head.splitlines(), line][-MOST_LINES:])
    said = f"{execution.in_a_row} of {probe.in_a_row} good answers in a row, last: {_last(answer)}"
    if execution.in_a_row >= probe.in_a_row:
        await ending.end(tx, execution, State.DONE, said)
    elif rules.is_over(execution.started_at, tx.now, probe.every, probe.timeout):
        why = f"not well within {kit.span(probe.timeout)}: {said}"
        await ending.end(tx, execution, State.FAILED, why)
    else:
        await _again(tx, execution, said, probe.every)


async def seen(tx: Transaction, outcome: Outcome[WorkflowSeen]) -> None:
    execution = await executions.find(tx, outcome.team_id, int(outcome.subject))
    if execution is None or execution.state != State.RUNNING:
        return
    answer, timeout = outcome.answer, await _timeout(tx, execution)
    if answer is None:
        await ending.unsure(tx, execution, outcome.problem or "GitHub does not say")
        return
    execution.link = answer.link or execution.link
    execution.seconds = (tx.now - execution.started_at).total_seconds()
    if answer.status == "completed":
        state = State.DONE if answer.conclusion == "success" else State.FAILED
        await ending.end(tx, execution, state, f"GitHub: {_plain(answer.conclusion or 'no conclusion')}")
    elif timeout and rules.is_over(execution.started_at, tx.now, ending.WATCH_EVERY, timeout):
        why = f"GitHub: {_plain(answer.status)} after {kit.span(timeout)}, and no longer watched"
        await ending.end(tx, execution, State.FAILED, why)
    else:
        await _again(tx, execution, f"GitHub: {_plain(answer.status)}", ending.WATCH_EVERY)


async def _again(tx: Transaction, execution: Execution, said: str, every: timedelta) -> None:
    execution.said = said
    tx.session.add(execution)
    await messages.redraw(tx, execution.team_id, runner.CARD, str(execution.id))
    await timers.put(tx, execution.team_id, runner.LOOK, str(execution.id), tx.now + every)


async def _bound(tx: Transaction, execution: Execution) -> Bindings:
    return await documents.bound_of(tx, await runs.get(tx, execution.run_id))


async def _wanted(tx: Transaction, execution: Execution) -> outside.Wanted:
    """Raises Refused where it is not bound any more."""
    bound = await _bound(tx, execution)
    if execution.way == Way.PROBE:
        probe = offers.probe_of(bound, execution.command)
        return outside.LookAt(url=probe.http, own_host=probe.own_host)
    flow = offers.workflow_of(offers.command_of(bound, execution.command))
    return outside.AskWorkflow(
        api=flow.api, repository=flow.repository, token=flow.token, run=execution.outside_id or 0
    )


async def _timeout(tx: Transaction, execution: Execution) -> timedelta | None:
    """None where it is not bound any more: then it is watched to its end."""
    try:
        command: Runs = offers.command_of(await _bound(tx, execution), execution.command)
    except Refused:
        return None
    return command.timeout


def _last(answer: Looked) -> str:
    return answer.problem or f"HTTP {answer.status} in {answer.seconds * 1000:.0f} ms"


def _plain(word: str) -> str:
    """GitHub's words, such as `in_progress`, as people write them."""
    return word.replace("_", " ")
