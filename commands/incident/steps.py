"""The steps of the severity: laid out, carried over to another severity, done."""

from commands.feature import Refused
from commands.incident import playbook, telling
from commands.incident.playbook import Does
from store import steps
from store.db import Transaction
from store.incidents import Incident
from store.steps import Step


async def lay_out(tx: Transaction, incident: Incident) -> None:
    """Those of its severity, unless they are there; what was done at another severity is done at this one."""
    if await steps.of_incident(tx, incident.id, incident.severity):
        return
    wanted = await playbook.steps(tx, incident.team_id, incident.run_id, incident.severity)
    made = []
    for ordinal, step in enumerate(wanted):
        before = next((each for each in await steps.doing(tx, incident.id, step.does) if each.done_at), None)
        made.append(Step(
            incident_id=incident.id, severity=incident.severity, ordinal=ordinal, does=step.does,
            text=step.text, done_at=before.done_at if before else None,
            done_by=before.done_by if before else None,
        ))  # fmt: skip
    await steps.add_all(tx, made)


async def finish(tx: Transaction, incident: Incident, does: Does, who: str) -> None:
    """Whatever is of that kind, unless it is done."""
    for step in await steps.doing(tx, incident.id, does):
        if step.done_at is None:
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
