"""Running what a side file binds: commands and probes, by name, for whichever feature needs one.

`want` starts one. When it has ended, the timer that `then` names is due for its id, once: the feature that
has that timer finds it by `get`, and reads `state`, `said`, `code` and `subject`. After an end that nobody
knows a person is asked first, and `then` waits for what they say.
"""

from collections.abc import Mapping
from enum import StrEnum

from commands import documents, kit, offers, outside
from commands.feature import Refused
from commands.offers import SORTS, Way
from commands.outside import Wanted
from runbook.bindings import Bindings
from runbook.bindings.deeds import Sort
from runbook.bindings.filling import fill
from runbook.bindings.model import Runs
from runbook.recognise.masking import mask
from store import executions, items, journal, messages, people, timers
from store.db import Transaction
from store.executions import Execution
from store.items import Item
from store.messages import Message, Urgency
from store.runs import Run

ENDED = "execution.ended"
"""Outcomes of what is done here, as the feature `execution` takes them."""

COMPARED = "execution.compared"
"""The same, of what GitHub says of a tag."""

LOOK = "execution.look"
"""The timer of the next look of a probe, or at a workflow."""

CARD = "execution"


class State(StrEnum):
    """UNSURE: it may have been done; a person is asked. REPLACED: it was, and had it run again."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNSURE = "unsure"
    REPLACED = "replaced"


# What other features call. ----------------------------------------------------------------------------------


async def want(
    tx: Transaction,
    run: Run,
    name: str,
    values: Mapping[str, str] | None = None,
    *,
    by: str,
    sort: Sort = Sort.COMMAND,
    then: str | None = None,
    subject: str = "",
    item: Item | None = None,
    parent: Message | None = None,
    urgency: Urgency = Urgency.USUAL,
) -> Execution:
    """Start the command (or probe, or comparison of a tag) of this name. Raises Refused, as `offer` does.

    `values` are for its placeholders besides the run's own version and previous; a `trigger` is put into
    `plain` words. `by` is who wants it. Its card stands in the thread of `parent`, else of the run's card.
    One that is under way already, for the same item where there is one, is refused.
    """
    offered = await offers.offer(tx, run, name, values, sort=sort)
    await _free(tx, run, offered, item)
    shown = mask(offered.shown)
    execution = await executions.add(tx, Execution(
        team_id=run.team_id, run_id=run.id, item_id=item.id if item else None, command=name,
        way=offered.way, shown=shown, given=dict(values or {}), by=by, state=State.RUNNING,
        then=then, subject=subject, started_at=tx.now,
    ))  # fmt: skip
    await record(tx, execution, by, "command.started", shown=shown)
    thread = parent or await messages.find(tx, run.team_id, f"run:{run.id}")
    await messages.card(tx, run.team_id, CARD, str(execution.id), run.channel, parent=thread, urgency=urgency)
    await _begin(tx, run, execution, urgency)
    return execution


async def get(tx: Transaction, team_id: str, execution_id: int | str) -> Execution:
    """Raises Refused for one that is not known here."""
    found = await executions.find(tx, team_id, int(execution_id))
    if found is None:
        raise Refused("This command is not known here. `/deploy status` shows the run as it is.")
    return found


async def record(
    tx: Transaction, execution: Execution, who: str, what: str, **detail: str | int | None
) -> None:
    """In the journal of its run."""
    said = {"execution": execution.id, "command": execution.command, **detail}
    await journal.record(tx, execution.team_id, f"run:{execution.run_id}", who, what, **said)


def sort_of(execution: Execution) -> Sort:
    return SORTS.get(Way(execution.way), Sort.COMMAND)


# Its parts. -------------------------------------------------------------------------------------------------


async def _free(tx: Transaction, run: Run, offered: offers.Offer, item: Item | None) -> None:
    """Raises Refused where the same is under way, or where nobody knows yet how it ended."""
    for other in await executions.open_of_run(tx, run.id):
        same = (other.command, sort_of(other)) == (offered.name, SORTS.get(offered.way, Sort.COMMAND))
        if not same or other.item_id != (item.id if item else None):
            continue
        who = kit.person(await people.names(tx, run.team_id, [other.by]), other.by)
        when = f"{who} started `{kit.safe(offered.name)}` at {kit.clock(other.started_at)}"
        if other.state == State.UNSURE:
            raise Refused(f"{when}, and nobody knows how it ended. Say so on its card first.")
        raise Refused(f"{when}, and it is still running.")


async def _begin(tx: Transaction, run: Run, execution: Execution, urgency: Urgency) -> None:
    if execution.way == Way.PROBE:
        await timers.put(tx, run.team_id, LOOK, str(execution.id), tx.now)
        return
    bound = await documents.bound_of(tx, run)
    if execution.way == Way.TAG:
        await _compare(tx, run, execution, bound)
        return
    wanted = await _wanted(tx, run, execution, offers.command_of(bound, execution.command))
    await outside.want(
        tx, run.team_id, f"execution:{execution.id}", wanted, then=ENDED, subject=str(execution.id),
        urgency=urgency,
    )  # fmt: skip


async def _compare(tx: Transaction, run: Run, execution: Execution, bound: Bindings) -> None:
    source, _ = offers.comparable(bound, run, execution.command)
    wanted = outside.FindTag(
        api=source.api, repository=source.github, token=source.token, tag=execution.command
    )
    await outside.want(
        tx, run.team_id, f"execution:{execution.id}", wanted, then=COMPARED, subject=str(execution.id)
    )


async def _wanted(tx: Transaction, run: Run, execution: Execution, command: Runs) -> Wanted:
    values, seconds = offers.values(run, execution.given), command.timeout.total_seconds()
    if command.argv is not None and command.sha256 is not None:
        return outside.RunCommand(
            argv=tuple(command.argv), sha256=command.sha256, values=values, env=tuple(command.env),
            timeout=seconds,
        )  # fmt: skip
    if command.webhook is not None:
        body = {"command": execution.command, "run": run.number, "service": run.service,
                "environment": run.environment, "by": execution.by, **values}  # fmt: skip
        if execution.item_id is not None:
            item = await items.find(tx, run.team_id, execution.item_id)
            body["item"] = item.text if item else ""
        hook = command.webhook
        return outside.CallWebhook(url=hook.url, secret=hook.secret, body=body, timeout=seconds)
    flow = offers.workflow_of(command)
    inputs = dict(zip(flow.inputs, fill(flow.inputs.values(), values), strict=True))
    return outside.StartWorkflow(
        api=flow.api, repository=flow.repository, token=flow.token, workflow=flow.workflow,
        ref=fill([flow.ref], values)[0], inputs=inputs,
    )  # fmt: skip
