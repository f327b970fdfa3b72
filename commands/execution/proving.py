"""What the end of an item's command does to the item: a good one ticks it, a bad one leaves it open."""

from commands import documents, kit, runner
from commands.execution import telling
from commands.facts import ItemProven, ProgressMade, RunResumed
from commands.feature import Refused
from commands.runner import State
from runbook.bindings.deeds import Deed, Sort, deeds, named_after
from runbook.model import Unreadable
from store import blockers, executions, items, messages, runbooks, runs, timers
from store.db import Transaction
from store.executions import Execution
from store.items import Item
from store.runs import Run
from store.timers import Timer

OVER = "execution.over"
UNBLOCKED = "execution.unblocked"
RUN = "run"
CAUSE = "execution"


async def over(tx: Transaction, timer: Timer) -> None:
    """A command that an item wanted has ended; where it has several, all of them have to be done.

    Its subject is the revision of the item: what was run before it was reopened shows nothing any more.
    """
    execution = await executions.find(tx, timer.team_id, int(timer.subject))
    item = await telling.item(tx, execution) if execution else None
    if execution is None or item is None:
        return
    run = await runs.get(tx, item.run_id)
    wanted = [deed for deed in await of_item(tx, run, item) if _shows_something(deed, run)]
    if execution.state != State.DONE:
        await _failed(tx, run, item, execution, hard=any(deed.hard for deed in wanted))
    elif run.ended_at is None and not item.outcomes and await _all_done(tx, item, wanted):
        await _free(tx, run, item)
        who = execution.settled_by or execution.by
        said = execution.said or ""
        note = said if _is_named_after(execution, item) else f"{execution.command}: {said}"
        tx.tell(ItemProven(run.team_id, run.id, item.id, who, note))
        tx.tell(ProgressMade(run.team_id, run.id))


async def of_item(tx: Transaction, run: Run, item: Item) -> list[Deed]:
    """What can be done for it; nothing where its runbook or side file cannot be read any more."""
    kept = await runbooks.get(tx, run.runbook_id)
    try:
        document, bound = await documents.read(tx, kept), await documents.bound_of(tx, run)
    except (Refused, Unreadable):
        return []
    return deeds((entry for entry in document.items if entry.id == item.key), bound).get(item.key, [])


def _shows_something(deed: Deed, run: Run) -> bool:
    """A tag is compared with a commit, or with nothing."""
    return deed.sort is not Sort.LINK and not (deed.sort is Sort.TAG and run.commit is None)


async def _all_done(tx: Transaction, item: Item, wanted: list[Deed]) -> bool:
    since = [each for each in await executions.of_items(tx, [item.id]) if each.subject == str(item.rev)]
    latest = {(each.command, runner.sort_of(each)): each for each in since}
    ends = [latest.get((deed.name, deed.sort)) for deed in wanted]
    return all(each is not None and each.state == State.DONE for each in ends)


async def _failed(tx: Transaction, run: Run, item: Item, execution: Execution, *, hard: bool) -> None:
    name = f"“{kit.safe(kit.cut(item.text, 100))}”"
    own = _is_named_after(execution, item)
    who, what = (name, "It") if own else (f"`{kit.safe(execution.command)}`", name)
    said = f"{who} failed: {kit.safe(execution.said or '')}. {what}"
    if hard and run.ended_at is None and item.closed_at is None:
        why = f"{said} has to be done before the run goes on."
        await blockers.put(tx, run.id, f"{CAUSE}:{item.id}", why)
        await messages.redraw(tx, run.team_id, RUN, str(run.id))
    await telling.say(tx, execution, "failed", f"❌ {said} stays open.")


def _is_named_after(execution: Execution, item: Item) -> bool:
    """Then its name says nothing that the item's words do not."""
    return named_after(execution.command) == named_after(item.text)


# What a failed command has stopped. -------------------------------------------------------------------------


async def unblock(tx: Transaction, fact: ProgressMade) -> None:
    """An item that is closed, however it was, stops nothing any more."""
    freed = False
    for blocker in await blockers.of_run(tx, fact.run_id):
        cause, _, number = blocker.cause.partition(":")
        item = await items.find(tx, fact.team_id, int(number)) if cause == CAUSE else None
        if item is not None and item.closed_at is not None:
            await _free(tx, await runs.get(tx, fact.run_id), item)
            freed = True
    if freed:
        await timers.put(tx, fact.team_id, UNBLOCKED, str(fact.run_id), tx.now)


async def unblocked(tx: Transaction, timer: Timer) -> None:
    """What was complete but for that goes on now."""
    run = await runs.find(tx, timer.team_id, int(timer.subject))
    if run is not None and run.ended_at is None and not await blockers.of_run(tx, run.id):
        tx.tell(RunResumed(run.team_id, run.id))


async def _free(tx: Transaction, run: Run, item: Item) -> None:
    await blockers.clear(tx, run.id, f"{CAUSE}:{item.id}")
    await messages.redraw(tx, run.team_id, RUN, str(run.id))
