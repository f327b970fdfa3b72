"""The steps of the severity: laid out, carried over to another severity, done."""

from collections.abc import AsyncIterator, Sequence

from commands import documents
from commands.feature import Refused
from commands.incident import playbook, telling
from commands.incident.playbook import Does
from runbook.model import Runbook
from store import runbooks, runs, steps
from store.db import Transaction
from store.incidents import Incident
from store.steps import Step


async def lay_out(tx: Transaction, incident: Incident) -> None:
    """Those of its severity, unless they are there; what was done at another severity is done at this one."""
    if await steps.of_incident(tx, incident.id, incident.severity):
        return
    known = [document async for document in _documents(tx, incident)]
    done = await steps.done(tx, incident.id)
    made = []
    for ordinal, step in enumerate(playbook.steps(incident.severity, known)):
        before = _done_before(done, step)
        made.append(Step(
            incident_id=incident.id, severity=incident.severity, ordinal=ordinal, does=step.does,
            text=step.text, done_at=before.done_at if before else None,
            done_by=before.done_by if before else None,
        ))  # fmt: skip
    await steps.add_all(tx, made)


async def _documents(tx: Transaction, incident: Incident) -> AsyncIterator[Runbook]:
    """The runbook of its run, and then every one that is offered, by name."""
    run = await runs.find(tx, incident.team_id, incident.run_id) if incident.run_id else None
    own = [await runbooks.get(tx, run.runbook_id)] if run else []
    for kept in (*own, *await runbooks.offered(tx, incident.team_id)):
        if kept.problem is None:
            yield await documents.read(tx, kept)


def _done_before(done: Sequence[Step], step: playbook.Step) -> Step | None:
    """The same at another severity, where it is done: what is of no kind is known by its words."""
    same = (each for each in done if each.does == step.does)
    return next((each for each in same if step.does is not Does.OTHER or each.text == step.text), None)


async def finish(tx: Transaction, incident: Incident, does: Does, who: str) -> None:
    """Whatever is of that kind, unless it is done."""
    for step in await steps.doing(tx, incident.id, does):
        if step.done_at is None:
            step.done_at, step.done_by = tx.now, who
            tx.session.add(step)
    await telling.changed(tx, incident)


async def finish_one(tx: Transaction, incident: Incident, step: Step, who: str) -> None:
    """By whoever says so; of a kind, it stands for the kind."""
    if step.does != Does.OTHER:
        await finish(tx, incident, Does(step.does), who)
        return
    step.done_at, step.done_by = tx.now, who
    tx.session.add(step)
    await telling.changed(tx, incident)


async def undo(tx: Transaction, incident: Incident, *kinds: Does) -> None:
    for does in kinds:
        for step in await steps.doing(tx, incident.id, does):
            step.done_at = step.done_by = None
            tx.session.add(step)


async def is_done(tx: Transaction, incident: Incident, does: Does) -> bool:
    return any(step.done_at for step in await steps.doing(tx, incident.id, does))


async def of(tx: Transaction, incident: Incident, step_id: int) -> Step:
    """A step of this incident that a person may say is done. Raises Refused for any other."""
    rows = await steps.of_incident(tx, incident.id, incident.severity)
    step = next((each for each in rows if each.id == step_id and each.does in playbook.BY_HAND), None)
    if step is None:
        raise Refused("This step belongs to another severity by now. Use the newest card.")
    return step
