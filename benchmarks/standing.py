"""Incidents as they stand after a while: channels, cards and first pages are in Slack, nothing is left to do.

They are written down by the bot's own turns; only what Slack would have answered is made up.
"""

from datetime import datetime, timedelta

from commands import contacts
from commands.feature import Click
from commands.incident import FEATURE, answering, channel, declaring, paging
from commands.incident.declaring import Declared
from commands.incident.inputs import Acknowledge
from commands.incident.telling import CARD, OPS
from commands.outside import ChannelCreated, Outcome
from sandbox import Sandbox
from sandbox.conversations import Channel, Message
from store import effects, oncall, sending, timers
from store.db import Transaction
from store.effects import End
from store.oncall import Duty
from store.people import Person
from tests.processes import OPERATIONS

PEOPLE = ("UANA", "UBEN", "UCHI", "UDEV", "UEMI", "UFIN", "UGIA", "UHUG")
BEGAN = 1_700_000_000
"""Seconds: when all of it was posted, as Slack's `ts` has it."""


def room(number: int) -> str:
    return f"CINC{number:05}"


def ts(number: int) -> str:
    return f"{BEGAN}.{number:06}"


def rooms(sandbox: Sandbox, count: int) -> None:
    """The channels and cards of so many incidents, in the local Slack."""
    bot, operations = sandbox.app.user_id, sandbox.world.channels[OPERATIONS]
    for number in range(1, count + 1):
        own = Channel(room(number), f"inc-{number}-errors", bot, BEGAN, [*PEOPLE, bot])
        sandbox.world.channels[own.id] = own
        for place in (own, operations):
            place.messages[ts(number)] = Message(ts(number), bot, "An incident", is_bot=True)


async def on_call(tx: Transaction, team_id: str, number: int) -> None:
    """Other people each time, as pages to one person go out one after another."""
    for level, rung in enumerate(await contacts.tree(tx, team_id)):
        person = PEOPLE[(number + level) % len(PEOPLE)]
        await oncall.put(
            tx, Duty(team_id=team_id, key=oncall.key(rung.role), role=rung.role, people=[person])
        )


async def opened(tx: Transaction, team_id: str, number: int, real: datetime) -> int:
    """Declared at this moment, its first page taken by Slack, nobody has it; its id."""
    await on_call(tx, team_id, number)
    incident = await declaring.declare(tx, team_id, Declared("UIDA", 1, "errors"))
    made = ChannelCreated(channel=room(number), name=f"inc-{number}-errors")
    await channel.made(tx, Outcome(team_id, "", str(incident.id), End.DONE, made))
    await paging.mention_all(tx, incident)
    await _settled(tx, number, real)
    return incident.id


async def taken(tx: Transaction, team_id: str, number: int, real: datetime) -> None:
    """Declared at this moment, and somebody has it."""
    incident = await opened(tx, team_id, number, real)
    by = Person(team_id=team_id, user_id="UANA", name="Ana", zone="UTC", standing="member", seen_at=tx.now)
    await answering.acknowledge(tx, Click(by, Acknowledge(incident=incident)))
    await _settled(tx, number, real)


async def _settled(tx: Transaction, number: int, real: datetime) -> None:
    """All that is to be done has been, and the bot was told."""
    tx.facts.clear()
    while effect := await effects.claim(tx, real, real + timedelta(minutes=1)):
        await effects.ended(tx, effect, End.DONE)
    while ready := await sending.ready(tx, real):
        for message in ready:
            place = {CARD: room(number), OPS: OPERATIONS}.get(message.kind, message.place)
            await sending.shown(tx, message, message.wanted, channel=place, ts=ts(number))
        while timer := await timers.take(tx):
            await FEATURE.timers[timer.name](tx, timer)
        tx.facts.clear()
