"""What people do with an execution: read its output, say how it ended, have it run again."""

from commands import runner
from commands.execution import ending, forms, rules, telling
from commands.execution.inputs import RunAgain, Settle, ShowOutput
from commands.feature import Answer, Click, Open
from commands.runner import State
from store import messages, runs
from store.db import Transaction
from store.executions import Execution


async def show_output(tx: Transaction, click: Click[ShowOutput]) -> Answer:
    return Open(forms.output(await runner.get(tx, click.by.team_id, click.button.execution)))


async def settle(tx: Transaction, click: Click[Settle]) -> None:
    execution = await _unsure(tx, click.by.team_id, click.button.execution)
    done = click.button.ended == "done"
    said = "somebody has looked: it was done" if done else "somebody has looked: it failed"
    state = State.DONE if done else State.FAILED
    await ending.end(tx, execution, state, said, who=click.by.user_id)


async def run_again(tx: Transaction, click: Click[RunAgain]) -> None:
    """A second one, in the place of the first; whoever waits hears of the second."""
    before = await _unsure(tx, click.by.team_id, click.button.execution)
    await ending.end(tx, before, State.REPLACED, "it was run again", who=click.by.user_id)
    card = await messages.find(tx, before.team_id, f"{runner.CARD}:{before.id}")
    parent = await messages.get(tx, card.parent_id) if card and card.parent_id else None
    item = await telling.item(tx, before)
    await runner.want(
        tx, await runs.get(tx, before.run_id), before.command, before.given, by=click.by.user_id,
        sort=runner.sort_of(before), then=before.then, subject=str(item.rev) if item else before.subject,
        item=item, parent=parent,
    )  # fmt: skip


async def _unsure(tx: Transaction, team_id: str, execution_id: int) -> Execution:
    execution = await runner.get(tx, team_id, execution_id)
    rules.settle(execution.state, execution.said)
    return execution
