"""What the clock asks while an incident is open: a decision, an update, a sign of life."""

from datetime import datetime, timedelta

from commands import kit
from commands.incident import playbook, telling
from commands.incident.playbook import CADENCE, DECIDE_WITHIN, PATIENCE
from store import incidents, messages, timers
from store.db import Transaction
from store.incidents import Incident
from store.messages import Urgency
from store.timers import Timer

DECIDE, UPDATE, QUIET = "incident.decide_by", "incident.update_due", "incident.quiet"
ASKING = "incident.asking"
"""The card of a question; its subject is `incident/what/when`, and it shows whether that is still asked."""


async def begin(tx: Transaction, incident: Incident, since: datetime | None = None) -> None:
    """From the moment it is declared, or at another severity; `since`: when it was opened again."""
    incident.update_due_at = tx.now + CADENCE[incident.severity]
    await timers.put(tx, incident.team_id, UPDATE, str(incident.id), incident.update_due_at)
    decide_by = (since or incident.declared_at) + DECIDE_WITHIN
    if incident.severity == 1 and incident.decision is None:
        await timers.put(tx, incident.team_id, DECIDE, str(incident.id), decide_by)


async def end(tx: Transaction, incident: Incident) -> None:
    incident.update_due_at = incident.quiet_asked_at = None
    for name in (DECIDE, UPDATE, QUIET):
        await timers.clear(tx, incident.team_id, name, str(incident.id))
    await redraw(tx, incident)


async def watch(tx: Transaction, incident: Incident) -> None:
    """Somebody has it: a sign of life of theirs is expected from now on."""
    incident.active_at, incident.quiet_asked_at = tx.now, None
    await timers.put(tx, incident.team_id, QUIET, str(incident.id), tx.now + playbook.QUIET)


async def updated(tx: Transaction, incident: Incident, after: timedelta | None = None) -> None:
    """People were told, or do not need to be yet."""
    incident.update_due_at = tx.now + (after or CADENCE[incident.severity])
    await timers.put(tx, incident.team_id, UPDATE, str(incident.id), incident.update_due_at)
    await redraw(tx, incident)


# The clock's turns. -----------------------------------------------------------------------------------------


async def update_due(tx: Transaction, timer: Timer) -> None:
    incident = await _open(tx, timer)
    if incident is None or incident.update_due_at is None or tx.now < incident.update_due_at:
        return
    await _ask(tx, incident, "update", incident.update_due_at)
    again = tx.now + CADENCE[incident.severity]
    await timers.put(tx, incident.team_id, UPDATE, str(incident.id), again)


async def decide_by(tx: Transaction, timer: Timer) -> None:
    incident = await _open(tx, timer)
    if incident is None or incident.decision is not None or incident.severity != 1:
        return
    text = "30 minutes without a decision between fixing forward and rolling back."
    await telling.happened(tx, incident, telling.CLOCK, "decision.asked", text)
    await _ask(tx, incident, "decide", incident.declared_at)


async def about_silence(tx: Transaction, incident: Incident) -> bool:
    """Ask whoever has it whether they still do. True where they were asked and did not answer."""
    if incident.acknowledged_by is None or incident.resolved_at is not None or incident.active_at is None:
        return False
    if incident.quiet_asked_at is not None:
        return tx.now >= incident.quiet_asked_at + PATIENCE
    if tx.now < incident.active_at + playbook.QUIET:
        again = incident.active_at + playbook.QUIET
        await timers.put(tx, incident.team_id, QUIET, str(incident.id), again)
        return False
    incident.quiet_asked_at = tx.now
    who = await telling.plain_names(tx, incident.team_id, [incident.acknowledged_by])
    await telling.happened(
        tx, incident, telling.CLOCK, "silence.asked", f"{who} is asked for a sign of life."
    )
    await _ask(tx, incident, "quiet", tx.now)
    name = kit.safe(incident.title)
    text = f"❓ Incident {incident.number}, {name}: are you still on it? Press *Still on it* there."
    await telling.say_to(tx, incident, incident.acknowledged_by, f"quiet:{int(tx.now.timestamp())}", text)
    await timers.put(tx, incident.team_id, QUIET, str(incident.id), tx.now + PATIENCE)
    return False


async def _open(tx: Transaction, timer: Timer) -> Incident | None:
    incident = await incidents.find(tx, timer.team_id, int(timer.subject))
    return incident if incident is not None and incident.resolved_at is None else None


async def _ask(tx: Transaction, incident: Incident, what: str, about: datetime) -> None:
    at = await telling.where(tx, incident)
    subject = f"{incident.id}/{what}/{int(about.timestamp())}"
    await messages.card(
        tx, incident.team_id, ASKING, subject, at.place, surface=at.surface, parent=at.parent,
        urgency=Urgency.CLICKED,
    )  # fmt: skip
    await redraw(tx, incident)


async def redraw(tx: Transaction, incident: Incident) -> None:
    """Questions that are answered by now lose their buttons."""
    subjects = await messages.subjects_under(tx, incident.team_id, ASKING, str(incident.id))
    await messages.redraw(tx, incident.team_id, ASKING, *subjects)
