"""The rehearsal itself: a local Slack, the bot, people; from due time to due time until nothing is due."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import yaml

from bot import log, shipped
from bot.app import Bot
from bot.clock import Clock
from bot.local import LocalClock
from bot.pace import Pace
from bot.rehearsal import company as companies
from bot.rehearsal import ways
from bot.rehearsal.company import DEPLOYMENTS, LEAD, OPERATIONS, Company
from bot.rehearsal.people import People
from bot.settings import load
from bot.startup import CannotStart
from commands import zones
from runbook.bindings import Bindings
from runbook.model import Runbook
from runbook.plan import Plan, plan
from sandbox import App, Sandbox
from store import runs
from store.runs import Run

BOT_TOKEN, APP_TOKEN = "xoxb-rehearsal", "xapp-rehearsal"
VERSION = "v1.0.0"
UNHURRIED = 60.0
"""Real seconds for an answer: nobody waits for one here."""

MOST_TURNS = 5_000
BEFORE = timedelta(hours=1)
AFTER = timedelta(days=1)
"""Story time before the first action of the plan and after the last one."""


@dataclass(frozen=True)
class Rehearsal:
    """What is rehearsed: `name` is the runbook's, `bound` its bindings as they are written.

    Without a `speed` the clock jumps from due time to due time. `pause` are real seconds after each step of
    it, for whoever watches.
    """

    name: str
    text: bytes
    runbook: Runbook
    bindings: Bindings
    bound: dict[str, Any]
    start: datetime | None = None
    speed: float | None = None
    pause: float = 0.0


Announce = Callable[[str], None]
"""Told where it can be watched, before anything happens."""


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal that is over, with its bot still there to be asked."""

    rehearsal: Rehearsal
    bot: Bot
    run: Run
    plan: Plan


@asynccontextmanager
async def rehearsed(rehearsal: Rehearsal, announce: Announce | None = None) -> AsyncIterator[Rehearsed]:
    """Raises CannotStart where the run does not even begin."""
    log.set_up("console", [])
    logging.getLogger().setLevel(logging.ERROR)
    company = companies.company(rehearsal.runbook)
    start = _start(rehearsal)
    first = plan(rehearsal.runbook, start, zone=rehearsal_zone(rehearsal))
    clock = LocalClock(start=min([start, *(each.expected for each in first.actions)]) - BEFORE, speed=0)
    app = App.from_manifest(yaml.safe_load(shipped.MANIFEST.read_text()))
    sandbox = Sandbox(
        company.world, app, clock, bot_token=BOT_TOKEN, app_token=APP_TOKEN, patience=UNHURRIED,
        real=clock.monotonic,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="runsheet-rehearsal-") as folder:
        async with sandbox.serving() as address:
            bot = await _bot(Path(folder), rehearsal, company, clock, address)
            try:
                await sandbox.connected()
                if announce:
                    announce(f"{address}/?as={LEAD}&channel={DEPLOYMENTS}")
                run = await _lived(sandbox, bot, rehearsal, company)
                zone = rehearsal_zone(rehearsal)
                made = plan(rehearsal.runbook, run.planned_at, run.live_at, zone)
                yield Rehearsed(rehearsal, bot, run, made)
            finally:
                await bot.stop()


def rehearsal_zone(rehearsal: Rehearsal) -> tzinfo | None:
    return zones.parse(rehearsal.bindings.zone) if rehearsal.bindings.zone else None


def _start(rehearsal: Rehearsal) -> datetime:
    """The one asked for, else the checklist's own, else now."""
    return rehearsal.start or rehearsal.runbook.start or Clock().now()


async def _bot(folder: Path, rehearsal: Rehearsal, company: Company, clock: LocalClock, address: str) -> Bot:
    runbooks = folder / "runbooks"
    runbooks.mkdir()
    side = companies.side_file(rehearsal.bound, company)
    settings = load(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        api_url=f"{address}/api/",
        channel=OPERATIONS,
        database_url=f"sqlite+aiosqlite:///{folder / 'rehearsal.db'}",
        runbooks=companies.furnished(runbooks, rehearsal.name, rehearsal.text, side),
        port=0,
    )
    pace = Pace(between=0.0, budgets={}, a_channel=None)
    bot = Bot(settings, clock, pace, budget=UNHURRIED, instead=ways.ways())
    await bot.start()
    clock.bot = bot
    return bot


# From due time to due time. ---------------------------------------------------------------------------------


async def _lived(sandbox: Sandbox, bot: Bot, rehearsal: Rehearsal, company: Company) -> Run:
    people = People(sandbox, company)
    await _type(sandbox, bot, f"/deploy start {rehearsal.name} {rehearsal.runbook.version or VERSION}")
    for _ in range(MOST_TURNS):
        await bot.settled()
        await asyncio.sleep(rehearsal.pause)
        if await people.act():
            continue
        due = await bot.next_due()
        if due is None or due > await _end(bot, rehearsal):
            break
        await _reach(bot.clock, due, rehearsal.speed)
    await _type(sandbox, bot, "/deploy finish")
    await people.act()
    await bot.settled()
    return await _run(bot)


async def _type(sandbox: Sandbox, bot: Bot, line: str) -> None:
    command, _, text = line.partition(" ")
    deed = {"do": "command", "user": LEAD, "channel": DEPLOYMENTS, "command": command, "text": text}
    await sandbox.act(deed)
    await bot.settled()


async def _reach(clock: Clock, due: datetime, speed: float | None) -> None:
    """The clock stands still while people act."""
    if speed:
        clock.set_speed(speed)
        await asyncio.sleep(clock.seconds_until(due) or 0)
        clock.set_speed(0)
    clock.jump_to(due)


async def _end(bot: Bot, rehearsal: Rehearsal) -> datetime:
    """When nothing of the plan is left, as far as it is known by now."""
    run = await _run(bot)
    made = plan(rehearsal.runbook, run.planned_at, run.live_at, rehearsal_zone(rehearsal))
    return max([run.planned_at, *(each.expected for each in made.actions)]) + AFTER


async def _run(bot: Bot) -> Run:
    async with bot.database.reading(bot.clock.now()) as tx:
        run = await runs.numbered(tx, bot.team_id, 1)
    if run is None:
        raise CannotStart("The run did not begin: see `runsheet lint` for what the checklist leaves open.")
    return run
