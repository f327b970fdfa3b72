"""The share of the traffic, read back where it is bound: until it fits, or the lead says that it is right."""

from datetime import timedelta

from commands import documents, kit, known, outside
from commands.facts import RunChanged, RunFact, RunResumed
from commands.feature import Click, Refused
from commands.outside import Outcome, Reading
from commands.traffic import look, rules, views
from commands.traffic.inputs import AcceptShare
from runbook.bindings.model import Metric
from store import blockers, journal, messages, runs, sections, timers
from store.db import Transaction
from store.runs import Run
from store.sections import Section
from store.timers import Timer

READ, ANSWERED = "traffic.read", "traffic.answered"
EVERY = timedelta(minutes=1)
"""Between one reading and the next, and before the first: a metric follows what it measures."""


async def begin(tx: Transaction, run: Run) -> None:
    run.percent_read = None
    await blockers.clear(tx, run.id, look.DIFFERS)
    if await _metric(tx, run):
        await timers.put(tx, run.team_id, READ, str(run.id), tx.now + EVERY)


async def stop(tx: Transaction, fact: RunFact) -> None:
    """It is over, or goes back."""
    await timers.clear(tx, fact.team_id, READ, str(fact.run_id))
    await blockers.clear(tx, fact.run_id, look.DIFFERS)


async def read(tx: Transaction, timer: Timer) -> None:
    run = await runs.get(tx, int(timer.subject))
    metric = await _metric(tx, run)
    if metric is None or run.ended_at:
        return
    json = metric.json_
    wanted = outside.ReadMetric(
        prometheus=metric.prometheus,
        url=json.url if json else None,
        path=json.path if json else "",
        headers=dict(json.headers) if json else {},
    )
    key = f"traffic.read:{run.id}:{tx.now.isoformat()}"
    await outside.want(tx, run.team_id, key, wanted, then=ANSWERED, subject=f"{run.id}/{run.percent}")


async def answered(tx: Transaction, outcome: Outcome[Reading]) -> None:
    """Of what was routed then: it may have moved on."""
    run_id, _, percent = outcome.subject.partition("/")
    run = await runs.get(tx, int(run_id))
    step = await _last(tx, run)
    if run.ended_at or step is None or run.percent != int(percent):
        return
    found = outcome.answer or Reading(problem=outcome.problem or "it was refused")
    run.percent_read = found.value
    tx.session.add(run)
    if found.value is not None and rules.fits(found.value, run.percent):
        await _fits(tx, run, found.value)
    else:
        await _differs(tx, run, step, found)
    await look.redraw(tx, run, await _stage(tx, run, step))


async def _fits(tx: Transaction, run: Run, value: float) -> None:
    said = {"percent": str(run.percent), "read": f"{value:g}"}
    await journal.record(tx, run.team_id, f"run:{run.id}", rules.CLOCK, "traffic.read_back", **said)
    await _unblock(tx, run)


async def _differs(tx: Transaction, run: Run, step: rules.Step, found: Reading) -> None:
    """Said once, when it has had its time; read on all the same."""
    await timers.put(tx, run.team_id, READ, str(run.id), tx.now + EVERY)
    if not rules.is_settled(step.moved_at, tx.now) or await _is_blocked(tx, run):
        return
    text = views.differs(run.percent, found)
    stage = await _stage(tx, run, step)
    await blockers.put(tx, run.id, look.DIFFERS, text, from_ordinal=stage.ordinal)
    said = {"percent": str(run.percent), "read": views.read(found)}
    entry = await journal.record(tx, run.team_id, f"run:{run.id}", rules.CLOCK, "traffic.differs", **said)
    body = kit.body(f"⚠️ <@{run.lead}>: {text}")
    await messages.note(tx, run.team_id, f"traffic.differs:{run.id}:{entry.seq}", run.channel, body)
    tx.tell(RunChanged(run.team_id, run.id))


async def accept(tx: Transaction, click: Click[AcceptShare]) -> None:
    """The lead has looked, and knows better than what is read."""
    run = await known.run(tx, click.by.team_id, click.button.run)
    if click.by.user_id != run.lead:
        raise Refused(f"Only the lead, {await known.lead_name(tx, run)}, says that it is right.")
    if not await _is_blocked(tx, run):
        raise Refused("What is read fits by now, or the run has gone on.")
    await timers.clear(tx, run.team_id, READ, str(run.id))
    said = {"percent": str(run.percent), "read": views.read(Reading(value=run.percent_read))}
    await journal.record(tx, run.team_id, f"run:{run.id}", click.by.user_id, "traffic.accepted", **said)
    await _unblock(tx, run)
    step = await _last(tx, run)
    await look.redraw(tx, run, *([await _stage(tx, run, step)] if step else []))


async def _unblock(tx: Transaction, run: Run) -> None:
    if await _is_blocked(tx, run):
        await blockers.clear(tx, run.id, look.DIFFERS)
        tx.tell(RunResumed(run.team_id, run.id))


async def _is_blocked(tx: Transaction, run: Run) -> bool:
    return any(each.cause == look.DIFFERS for each in await blockers.of_run(tx, run.id))


async def _last(tx: Transaction, run: Run) -> rules.Step | None:
    """The step that was moved last; none where it was reopened since."""
    return next((step for step in reversed(await look.steps(tx, run)) if step.done), None)


async def _stage(tx: Transaction, run: Run, step: rules.Step) -> Section:
    item, _ = await look.item(tx, run.team_id, step.item)
    return await sections.get(tx, item.section_id)


async def _metric(tx: Transaction, run: Run) -> Metric | None:
    try:
        traffic = (await documents.bound_of(tx, run)).traffic
    except Refused:  # its side file cannot be used any more: said where the command would be
        return None
    return traffic.readback if traffic else None
