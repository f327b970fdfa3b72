"""What every act in an incident does besides: the record, the timeline, the cards, and who is told where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commands import kit
from commands.facts import IncidentChanged
from commands.incident import rules
from store import journal, messages, people, runs, timeline, workspaces
from store.db import Transaction
from store.incidents import Incident
from store.messages import Message, Surface, Urgency
from store.timeline import Kind, Moment

CARD, OPS = "incident", "incident.ops"
"""The card in the incident's own channel, and the one in the operations channel."""

CLOCK = "clock"
RUN = "run"


def subject(incident: Incident) -> str:
    """An incident in the journal."""
    return f"incident:{incident.id}"


async def happened(
    tx: Transaction,
    incident: Incident,
    who: str,
    what: str,
    text: str,
    *,
    kind: Kind = Kind.EVENT,
    at: datetime | None = None,
    **detail: str | int | None,
) -> int:
    """On record, in the timeline, and on every card. Returns the entry's number, for keys of what is said.

    `text` is plain words, as a report has them; `at` is when it happened, if not now.
    """
    entry = await journal.record(tx, incident.team_id, subject(incident), who, what, **detail)
    moment = Moment(
        team_id=incident.team_id, incident_id=incident.id, kind=kind, at=at or tx.now, by=who, text=text,
        added_at=tx.now, added_by=who,
    )  # fmt: skip
    await timeline.add(tx, moment)
    if who != CLOCK:
        incident.active_at, incident.quiet_asked_at = tx.now, None
    await changed(tx, incident)
    return entry.seq


async def changed(tx: Transaction, incident: Incident, urgency: Urgency = Urgency.CLICKED) -> None:
    """Its cards no longer show what is true; said once in a turn, as they are drawn from what it commits."""
    tx.session.add(incident)
    fact = IncidentChanged(incident.team_id, incident.id, incident.run_id)
    if fact in tx.facts:
        return
    tx.tell(fact)
    for kind in (CARD, OPS):
        await messages.redraw(tx, incident.team_id, kind, str(incident.id), urgency=urgency)
    if incident.run_id is not None:
        await messages.redraw(tx, incident.team_id, RUN, str(incident.run_id))


async def on_record(
    tx: Transaction, incident: Incident, who: str, what: str, **detail: str | int | None
) -> None:
    """In the journal alone."""
    await journal.record(tx, incident.team_id, subject(incident), who, what, **detail)


# Where. -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where an incident speaks; `parent` where it speaks in a thread."""

    place: str
    surface: Surface = Surface.CHANNEL
    parent: Message | None = None


def has_own(incident: Incident) -> bool:
    """Whether it is to have a channel of its own."""
    return incident.severity == 1 or incident.private or incident.channel is not None


async def where(tx: Transaction, incident: Incident) -> Place:
    """Its channel; before there is one, the thread in the operations channel, where nothing private goes."""
    if incident.channel:
        return Place(incident.channel)
    if incident.private:
        return Place(incident.declared_by, Surface.DM)
    channel = (await workspaces.get(tx, incident.team_id)).channel
    return Place(channel, parent=await messages.find(tx, incident.team_id, f"{OPS}:{incident.id}"))


async def say(
    tx: Transaction, incident: Incident, key: str, text: str, urgency: Urgency = Urgency.USUAL
) -> None:
    """Once, where the incident speaks."""
    at = await where(tx, incident)
    await messages.note(
        tx, incident.team_id, f"incident:{incident.id}:{key}", at.place, kit.body(text), surface=at.surface,
        parent=at.parent, urgency=urgency,
    )  # fmt: skip


async def say_to(tx: Transaction, incident: Incident, user_id: str, key: str, text: str) -> None:
    """Once, to one person."""
    key = f"incident:{incident.id}:{key}:{user_id}"
    await messages.note(tx, incident.team_id, key, user_id, kit.body(text), surface=Surface.DM)


async def operations(tx: Transaction, incident: Incident, key: str, text: str) -> None:
    """Once, in the operations channel."""
    channel = (await workspaces.get(tx, incident.team_id)).channel
    await messages.note(
        tx, incident.team_id, f"incident:{incident.id}:{key}:operations", channel, kit.body(text)
    )


# Who. -------------------------------------------------------------------------------------------------------


async def named(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> str:
    """Names in a row, or "nobody"."""
    given = list(dict.fromkeys(user_ids))
    names = await people.names(tx, team_id, given)
    return ", ".join(kit.person(names, user) for user in given) or "nobody"


async def plain_names(tx: Transaction, team_id: str, user_ids: Iterable[str]) -> str:
    """As `named`, for where no mention is shown."""
    given = list(dict.fromkeys(user_ids))
    names = await people.names(tx, team_id, given)
    return ", ".join(names.get(user, user) for user in given) or "nobody"


async def standing(tx: Transaction, incident: Incident) -> rules.Standing:
    holder = incident.acknowledged_by
    return rules.Standing(
        number=incident.number,
        state=rules.State(incident.state),
        holder=holder,
        holder_name=await named(tx, incident.team_id, [holder]) if holder else "",
        deciders=await deciders(tx, incident),
    )


async def deciders(tx: Transaction, incident: Incident) -> set[str] | None:
    """The contact tree, whoever has the incident or commands it, the run's lead; None: nobody is on call."""
    tree = {user for level in incident.tree for user in level["people"]}
    if not tree:
        return None
    run = await runs.find(tx, incident.team_id, incident.run_id) if incident.run_id else None
    others = [incident.acknowledged_by, incident.roles.get(rules.Role.COMMANDER), run.lead if run else None]
    return tree | {user for user in others if user}
