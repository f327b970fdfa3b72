"""A local Slack with the bot in it, for whoever wants to see what Runsheet does."""

import asyncio
import logging
import os
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import yaml

from bot import log, shipped
from bot.app import Bot
from bot.clock import Clock
from bot.local import LocalClock
from bot.pace import Pace
from bot.settings import Settings, load
from bot.startup import CannotStart
from commands import contacts, kit
from commands.access import Standing
from runbook import reader
from sandbox import App, Sandbox, cast
from store import journal, messages, oncall, people
from store.db import Database
from store.oncall import Duty
from store.people import Person

HOST = "127.0.0.1"
BOT_TOKEN, APP_TOKEN = "xoxb-local", "xapp-local"
VIEWER, CHANNEL, OPERATIONS = "UANA", "CDEPLOY", "COPS"
ON_CALL = ("UBEN", "UDEV", "UGIA", "UHUG")
"""From the first level of the contact tree to the last."""

WELCOME = """*Welcome to Runsheet.* This is a Slack of your own, on your machine; its people are invented.
• Type `/deploy start` here: the form opens, filled from the checklist. Press *Start*.
• Tick items with *Done*. Ticked claims of the checklist are attested with one press a section.
• *Act as* somebody else, above: press the same button, assign an item, look at the Home tab.
• *A whole deployment, from two days before to a month after:* type `/deploy rehearse`. Invented people \
live through it on a page of its own, to be watched or at once; you get its record, and what nobody answered.
• *An incident at 3 a.m.:* type `/incident open sev1 payment errors`. Ben is paged. Let the clock jump: \
the contact tree is climbed until you *act as* somebody who was paged, and press *Acknowledge*.
• The clock above runs ×1, ×60 or ×600, or jumps to the next thing due.
`/deploy help`, `/incident help` and `/oncall help` list the rest."""


@dataclass(frozen=True)
class Wanted:
    port: int
    speed: float
    database: Path | None
    runbook: Path | None
    browser: bool


async def run(wanted: Wanted, stopped: Callable[[], Awaitable[None]]) -> None:
    """Raises CannotStart, store.db.Unavailable, or Unreadable for a runbook that cannot be run."""
    log.set_up("console", [])
    logging.getLogger().setLevel(logging.WARNING)  # two lines on the screen say where it is
    runbooks = await asyncio.to_thread(_readable, wanted.runbook)
    path = _made(_file(wanted.database) if wanted.database else _default_database())
    url = f"sqlite+aiosqlite:///{path}"
    clock = LocalClock(start=await _story_so_far(url), speed=wanted.speed)
    app = App.from_manifest(yaml.safe_load(shipped.MANIFEST.read_text()))
    sandbox = Sandbox(cast.example(), app, clock, bot_token=BOT_TOKEN, app_token=APP_TOKEN)
    async with AsyncExitStack() as stack:
        address = await _serve(stack, sandbox, wanted.port)
        bot = Bot(_settings(address, url, runbooks), clock, Pace())
        clock.bot = bot
        await bot.start()
        await _put_on_call(bot, sandbox)
        await _welcome(bot)
        _announce(f"{address}/?as={VIEWER}&channel={CHANNEL}", path, browser=wanted.browser)
        await stopped()
        await bot.stop()


async def _serve(stack: AsyncExitStack, sandbox: Sandbox, port: int) -> str:
    try:
        return await stack.enter_async_context(sandbox.serving(host=HOST, port=port))
    except OSError as error:
        raise CannotStart(
            f"{HOST}:{port} cannot be listened on ({error.strerror}): choose another --port."
        ) from None


def _readable(given: Path | None) -> Path:
    """The runbook named on the command line, refused here rather than in Slack."""
    path = given or shipped.RUNBOOKS
    if not path.exists():
        raise CannotStart(f"{path} does not exist: give --runbook a Markdown file, or a folder of them.")
    if path.is_file():
        reader.read(path.read_bytes())
    return path.resolve()


def _file(path: Path) -> Path:
    if ":/" in str(path):
        raise CannotStart("--database takes the path of a SQLite file, not a URL.")
    return path


def _default_database() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "runsheet" / "demo.db"


def _made(path: Path) -> Path:
    """Its folder is made where it is not there yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"{path.parent} cannot be made ({error.strerror}): choose another --database."
        ) from None
    return path


async def _story_so_far(url: str) -> datetime:
    """The clock goes on where an earlier demo had jumped to."""
    now, database = Clock().now(), Database(url)
    try:
        await database.open()
        async with database.reading(now) as tx:
            latest = await journal.latest(tx)
    finally:
        await database.close()
    return max(now, latest or now)


def _settings(address: str, url: str, runbooks: Path) -> Settings:
    return load(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        api_url=f"{address}/api/",
        channel=OPERATIONS,
        database_url=url,
        runbooks=runbooks,
        port=0,
    )


async def _put_on_call(bot: Bot, sandbox: Sandbox) -> None:
    """Somebody at each level, as operators would with `/oncall set`, unless that was done."""
    async with bot.database.transaction(bot.clock.now()) as tx:
        if await oncall.is_used(tx, bot.team_id):
            return
        for rung, user in zip(contacts.TREE, ON_CALL, strict=True):
            duty = Duty(team_id=bot.team_id, key=oncall.key(rung.role), role=rung.role, people=[user])
            await oncall.put(tx, duty)
            known = sandbox.world.people[user]
            person = Person(
                team_id=bot.team_id, user_id=user, name=known.real_name, zone=known.tz,
                standing=Standing.MEMBER, seen_at=tx.now,
            )  # fmt: skip
            await people.keep(tx, person)


async def _welcome(bot: Bot) -> None:
    """Once a start: the local Slack begins empty each time."""
    async with bot.database.transaction(bot.clock.now()) as tx:
        key = f"welcome:{bot.clock.real().timestamp()}"
        await messages.note(tx, bot.team_id, key, CHANNEL, kit.body(WELCOME))
    for wake in tx.wakes:
        bot.wake(wake)


def _announce(address: str, database: Path, *, browser: bool) -> None:
    click.echo(f"Runsheet is at {address}\nRuns are kept in {database}. Ctrl-C stops it.")
    if browser:
        webbrowser.open(address)
