"""The bot was away: said wherever an incident is open, as what is late there is late because of it."""

from commands import kit
from commands.facts import WasAway
from commands.incident import telling
from commands.incident.durations import took
from store import incidents, timeline
from store.db import Transaction
from store.messages import Urgency
from store.timeline import Kind, Moment


async def returned(tx: Transaction, fact: WasAway) -> None:
    length = took(fact.since, fact.until)
    for incident in await incidents.open_ones(tx, fact.team_id):
        await telling.on_record(
            tx, incident, telling.CLOCK, "bot.was_away", since=fact.since.isoformat(),
            until=fact.until.isoformat(),
        )  # fmt: skip
        await timeline.add(tx, Moment(
            team_id=incident.team_id, incident_id=incident.id, kind=Kind.EVENT, at=fact.since,
            by=telling.CLOCK, text=f"Runsheet was away for {length}.", added_at=tx.now,
            added_by=telling.CLOCK,
        ))  # fmt: skip
        since, until = kit.clock(fact.since), kit.clock(fact.until)
        text = f"⚠️ I was away from {since} to {until} ({length}). What was due meanwhile comes now, late."
        await telling.say(tx, incident, f"away:{int(fact.until.timestamp())}", text, Urgency.PAGE)
