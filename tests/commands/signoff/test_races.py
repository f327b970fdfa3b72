"""Two people at one signature: one of them has signed, whoever was first, and the gate is passed once."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from commands import FEATURES
from commands.feature import Click, Refused
from commands.signoff import flow, hashes, rules
from commands.signoff.inputs import Go
from store import gates, journal, people, runbooks, runs, signoffs
from store.db import Database
from store.gates import Gate
from store.people import Person
from store.runbooks import Runbook
from store.runs import Run
from store.signoffs import SignOff
from tests.bot.clocks import START
from tests.bot.house import TEAM, House
from tests.conftest import LONG

pytestmark = pytest.mark.everywhere
ROUNDS = 200 if LONG else 10
SIGNERS = ("UBEN", "UCHI", "UDEV", "UEMI")


@dataclass
class Office:
    """Two processes on one database; each round has a gate of its own, with one signature."""

    houses: list[House]
    run: Run

    async def gate(self, number: int) -> SignOff:
        async with self.houses[0].database.transaction(START) as tx:
            gate = await gates.add(
                tx,
                Gate(
                    team_id=TEAM, run_id=self.run.id, before="closing", title=f"Gate {number}",
                    from_ordinal=0, opened_at=START,
                ),
            )  # fmt: skip
            row = SignOff(
                team_id=TEAM, run_id=self.run.id, gate_id=gate.id, ordinal=0, key="k", name=f"QA {number}",
                state=rules.State.OPEN,
            )  # fmt: skip
            await signoffs.add_all(tx, [row])
            self.seen = (await hashes.hashes(tx, self.run)).short
        return row

    async def sign(self, house: House, user: str, row: SignOff) -> str | None:
        """What the person is told, if they are refused."""
        by = Person(team_id=TEAM, user_id=user, name=user, zone="UTC", standing="member", seen_at=START)
        try:
            async with house.database.transaction(START) as tx:
                await flow.go(tx, Click(by, Go(signoff=row.id, seen=self.seen)))
                tx.facts.clear()
        except Refused as refused:
            return refused.text
        return None


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    databases = [Database(database_url, patience=20), Database(database_url, patience=20)]
    await databases[0].open()
    async with databases[0].transaction(START) as tx:
        book = await runbooks.keep(
            tx, Runbook(team_id=TEAM, name="small", sha256="0" * 64, title="T", raw=b"# T\n", read_at=START)
        )
        run = await runs.add(
            tx,
            Run(
                team_id=TEAM, number=0, title="T", service="API", service_key="api",
                environment="production", environment_key="production", version="v2", runbook_id=book.id,
                state="live", lead="UANA", channel="C1", zone="UTC", planned_at=START,
            ),
        )  # fmt: skip
        for user in SIGNERS:
            met = Person(team_id=TEAM, user_id=user, name=user, zone="UTC", standing="member", seen_at=START)
            await people.keep(tx, met)
    yield Office([House(each, FEATURES) for each in databases], run)
    for each in databases:
        await each.close()


@pytest.mark.timeout(1800)
async def test_the_same_go_pressed_by_several_at_once(office: Office) -> None:
    for number in range(ROUNDS):
        row = await office.gate(number)
        dice = random.Random(number)  # noqa: S311 - an order, not a secret
        told = await asyncio.gather(
            *(
                _after(dice.randrange(30), office.sign(office.houses[at % 2], user, row))
                for at, user in enumerate(SIGNERS)
            )
        )
        refused = [text for text in told if text]
        assert len(refused) == len(SIGNERS) - 1
        assert all(f"“QA {number}” is signed already: " in text for text in refused)
    async with office.houses[0].database.reading(START) as tx:
        deeds = [entry.what for entry in await journal.read(tx, TEAM, f"run:{office.run.id}")]
    assert deeds == ["signoff.go", "gate.passed"] * ROUNDS


async def _after(turns: int, act: object) -> str | None:
    for _ in range(turns):
        await asyncio.sleep(0)
    return await act  # type: ignore[misc,no-any-return]
