"""Acknowledgements against the escalation timer: whatever comes first, nothing is claimed after them."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlmodel import delete, update

from commands import FEATURES, contacts
from commands.feature import Click
from commands.incident import answering, declaring
from commands.incident.declaring import Declared
from commands.incident.inputs import Acknowledge
from commands.incident.paging import MENTION, PAGE
from store import messages, oncall, pages, people, sending, workspaces
from store.db import Database, Transaction
from store.incidents import Incident
from store.messages import Message
from store.oncall import Duty
from store.people import Person
from store.timers import Timer
from store.workspaces import Workspace
from tests.bot.clocks import START
from tests.bot.house import TEAM, House
from tests.conftest import LONG

pytestmark = pytest.mark.everywhere
ROUNDS = 1000 if LONG else 25
PEOPLE = ("UBEN", "UANA", "UGIA", "UHUG")


@dataclass
class Office:
    """Two processes on one database, without Slack: what they would send is claimed here."""

    houses: list[House]
    claimed: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def database(self) -> Database:
        return self.houses[0].database

    async def declare(self) -> Incident:
        """At once, and its first page claimed: what follows is about the second."""
        self.claimed, self.late, self.acknowledged = [], [], asyncio.Event()
        async with self.database.transaction(self.now) as tx:
            await _clear(tx)
            incident = await declaring.declare(tx, TEAM, Declared("UCHI", 1, "payment errors"))
            tx.facts.clear()
        await self.claim_all(self.houses[0])
        self.claimed.clear()
        return incident

    @property
    def now(self) -> datetime:
        return self.houses[0].clock.now()

    def pass_by(self, **time: float) -> None:
        for house in self.houses:
            house.clock.jump_to(self.now if house is not self.houses[0] else self.now + timedelta(**time))

    async def acknowledge(self, incident: Incident, house: House) -> None:
        by = Person(team_id=TEAM, user_id="UBEN", name="Ben", zone="UTC", standing="member", seen_at=START)
        click = Click(by, Acknowledge(incident=incident.id))
        async with house.database.transaction(house.clock.now()) as tx:
            await answering.acknowledge(tx, click)
            tx.facts.clear()
        self.acknowledged.set()

    async def claim_all(self, house: House) -> None:
        """As delivery does: looks, and then takes each in a transaction of its own."""
        real = house.clock.real()
        async with house.database.reading(self.now) as tx:
            ready = [each for each in await sending.ready(tx, real) if each.kind in {PAGE, MENTION}]
        for message in ready:
            await self._claim(house, message)

    async def _claim(self, house: House, message: Message) -> None:
        too_late = self.acknowledged.is_set()
        async with house.database.transaction(self.now) as tx:
            lease = house.clock.real() + timedelta(minutes=1)
            taken = message.ts is None and await sending.claim(tx, message, lease)
        if taken:
            (self.late if too_late else self.claimed).append(message.key)

    async def unsent(self, incident: Incident) -> list[str]:
        """Pages that are still to be sent."""
        async with self.database.reading(self.now) as tx:
            rows = await pages.of_incident(tx, incident.id)
            mine = {f"{kind}:{page.id}" for page in rows for kind in (PAGE, MENTION)}
            soon = self.houses[0].clock.real() + timedelta(hours=1)
            return [
                each.key for each in await sending.ready(tx, soon) if each.key in mine and not each.claimed_at
            ]

    async def states(self, incident: Incident) -> dict[str, str]:
        async with self.database.reading(self.now) as tx:
            return {page.user_id: page.state for page in await pages.of_incident(tx, incident.id)}


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    databases = [Database(database_url, patience=20), Database(database_url, patience=20)]
    await databases[0].open()
    async with databases[0].transaction(START) as tx:
        await workspaces.keep(tx, Workspace(team_id=TEAM, channel="COPS", operators=[]))
        for rung, user in zip(contacts.TREE, PEOPLE, strict=True):
            await oncall.put(tx, Duty(team_id=TEAM, key=oncall.key(rung.role), role=rung.role, people=[user]))
            known = Person(
                team_id=TEAM, user_id=user, name=user, zone="UTC", standing="member", seen_at=START
            )
            await people.keep(tx, known)
    yield Office([House(each, FEATURES) for each in databases])
    for each in databases:
        await each.close()


async def test_the_acknowledgement_first(office: Office) -> None:
    incident = await office.declare()
    office.pass_by(minutes=5)
    await office.acknowledge(incident, office.houses[0])
    assert not await office.houses[1].turns.fire(), "the timer is gone"
    await office.claim_all(office.houses[1])
    assert (office.claimed, office.late) == ([], [])
    assert await office.states(incident) == {"UBEN": "acknowledged"}


async def test_the_timer_first_and_claimed(office: Office) -> None:
    incident = await office.declare()
    office.pass_by(minutes=5)
    assert await office.houses[1].turns.fire()
    await office.claim_all(office.houses[1])
    assert office.claimed == [f"{PAGE}:2"]
    await office.acknowledge(incident, office.houses[0])
    assert await office.states(incident) == {"UBEN": "acknowledged", "UANA": "stopped"}
    async with office.database.reading(office.now) as tx:
        under_way = await messages.find(tx, TEAM, f"{PAGE}:2")
    assert under_way is not None
    assert under_way.wanted > 1, "once it is there it is drawn anew"


async def test_the_timer_first_and_not_claimed(office: Office) -> None:
    incident = await office.declare()
    office.pass_by(minutes=5)
    assert await office.houses[1].turns.fire()
    await office.acknowledge(incident, office.houses[0])
    await office.claim_all(office.houses[1])
    assert (office.claimed, office.late) == ([], [])
    assert await office.unsent(incident) == []
    assert await office.states(incident) == {"UBEN": "acknowledged", "UANA": "stopped"}


@pytest.mark.timeout(1800)
async def test_at_random(office: Office) -> None:
    """Both at once, in another order each time, while another process claims what it finds."""
    orders = set()
    for number in range(ROUNDS):
        incident = await office.declare()
        office.pass_by(minutes=5)
        dice = random.Random(number)  # noqa: S311 - an order, not a secret
        await asyncio.gather(
            _after(dice.randrange(40), office.acknowledge(incident, office.houses[0])),
            _after(dice.randrange(40), office.houses[1].turns.fire()),
            *(_after(dice.randrange(80), office.claim_all(office.houses[1])) for _ in range(3)),
        )
        await office.claim_all(office.houses[0])
        assert office.late == [], f"round {number}: claimed after the acknowledgement"
        assert await office.unsent(incident) == []
        states = await office.states(incident)
        assert states.pop("UBEN") == "acknowledged"
        assert set(states.values()) <= {"stopped"}
        orders.add((bool(states), bool(office.claimed)))
    assert {(False, False), (True, False)} <= orders, "the dice never tried the other order"


async def _clear(tx: Transaction) -> None:
    """What rounds before this one have left."""
    await tx.session.exec(delete(Timer))
    await tx.session.exec(update(Message).values(given_up_at=START))


async def _after(turns: int, act: object) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    await act  # type: ignore[misc]
