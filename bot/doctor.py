"""`runsheet doctor`: everything the bot needs, looked at one by one, with what to do where it is not so."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import library, programs, shipped
from bot.clock import Clock
from bot.settings import Settings, SocketSettings
from bot.slack import METHODS, Slack, SlackError, SlackLater
from runbook import bindings, reader
from runbook.bindings import Invalid
from runbook.model import Unreadable
from store import checkup, migrations
from store.db import Database, Unavailable

SKEW = 60.0
"""Seconds our clock may differ from Slack's: signatures older than 300 s are refused (Verifying requests)."""


class Health(StrEnum):
    GOOD = "ok"
    DOUBTFUL = "look"
    BAD = "broken"


@dataclass(frozen=True)
class Finding:
    subject: str
    health: Health
    said: str
    to_do: str = ""


async def examine(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Changes nothing, in Slack or in the database."""
    async for finding in _database(settings.database_url):
        yield finding
    source = settings.runbooks or shipped.RUNBOOKS
    for finding in await asyncio.to_thread(_runbooks, source):
        yield finding
    folder = programs.folder(source, settings.commands_folder)
    for finding in await asyncio.to_thread(_side_files, source, folder):
        yield finding
    async with aiohttp.ClientSession() as session:
        async for finding in _slack(settings, session, clock):
            yield finding


# The database and the runbooks. -----------------------------------------------------------------------------


async def _database(url: str) -> AsyncIterator[Finding]:
    database = Database(url)
    try:
        revision = await database.inspect(migrations.revision)
        if revision is None:
            yield Finding(
                "database", Health.DOUBTFUL, "is empty", "`runsheet serve` makes its tables at start."
            )
            return
        found = await database.inspect(lambda connection: list(checkup.problems(connection)))
        for problem in found:
            yield Finding("database", Health.BAD, problem, "See `runsheet db check`.")
        if not found and not await database.takes_writes():
            yield Finding("database", Health.BAD, "takes no writes", "Is the disk full, or the file locked?")
        elif not found:
            yield Finding("database", Health.GOOD, f"at schema {revision}, whole, takes writes")
    except Unavailable as error:
        yield Finding("database", Health.BAD, str(error), "Check RUNSHEET_DATABASE_URL and that it runs.")
    finally:
        await database.close()


def _runbooks(source: Path) -> list[Finding]:
    files = library.files(source)
    if not files:
        return [Finding("runbooks", Health.BAD, f"none in {source}", "Put a Markdown checklist there.")]
    return [_runbook(path) for path in files]


def _runbook(path: Path) -> Finding:
    subject = f"runbook {path.stem}"
    try:
        document = reader.read(path.read_bytes())
    except (OSError, Unreadable) as error:
        return Finding(subject, Health.BAD, str(error), "Mend the file, or take it out of the folder.")
    return Finding(subject, Health.GOOD, f"{len(document.items)} items")


def _side_files(source: Path, folder: Path) -> list[Finding]:
    sides = [library.beside(path) for path in library.files(source)]
    return [_side_file(path, folder) for path in sides if path.is_file()]


def _side_file(path: Path, folder: Path) -> Finding:
    subject = f"side file {path.name.removesuffix(library.SIDE)}"
    try:
        bound = bindings.read(path.read_bytes(), path.name)
    except (OSError, Invalid) as error:
        return Finding(subject, Health.BAD, str(error), "Mend the file: nothing of it is used until then.")
    lacking = list(programs.lacking(bound, folder, os.environ))
    if lacking:
        return Finding(subject, Health.DOUBTFUL, "; ".join(lacking), f"Commands run in {folder}.")
    return Finding(subject, Health.GOOD, f"{len(bound.commands)} commands, {len(bound.probes)} probes")


# Slack. -----------------------------------------------------------------------------------------------------


async def _slack(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> AsyncIterator[Finding]:
    bot = _speaking(settings, session, clock, settings.bot_token.get_secret_value())
    try:
        headers = (await bot.answer("auth.test")).headers
    except SlackLater as error:
        yield Finding(
            "Slack", Health.BAD, f"not reached ({error})", f"Check the network to {settings.api_url}."
        )
        return
    except SlackError as error:
        yield Finding(
            "bot token", Health.BAD, str(error), "Copy SLACK_BOT_TOKEN anew from OAuth & Permissions."
        )
        return
    yield Finding("bot token", Health.GOOD, "accepted")
    yield _scopes({name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes"))
    yield _skew({name.lower(): value for name, value in headers.items()}.get("date"), clock.real())
    yield await _operations(bot, settings.channel)
    yield await _app_token(settings, session, clock)


def _speaking(settings: Settings, session: aiohttp.ClientSession, clock: Clock, token: str) -> Slack:
    client = AsyncWebClient(token=token, base_url=settings.api_url, session=session, retry_handlers=[])
    return Slack(client, clock)


def _scopes(granted: str | None) -> Finding:
    needed = {scope for scopes in METHODS.values() if scopes for scope in scopes.split()} | {"commands"}
    if granted is None:
        return Finding("scopes", Health.DOUBTFUL, "Slack did not say which are granted")
    missing = sorted(needed - {scope.strip() for scope in granted.split(",")})
    if missing:
        to_do = (
            "Add them under OAuth & Permissions, or create the app from app_manifest.yml, and reinstall it."
        )
        return Finding("scopes", Health.BAD, f"missing: {', '.join(missing)}", to_do)
    return Finding("scopes", Health.GOOD, f"all {len(needed)} granted")


def _skew(said: str | None, now: datetime) -> Finding:
    if said is None:
        return Finding("clock", Health.DOUBTFUL, "Slack did not say what time it is")
    seconds = abs((parsedate_to_datetime(said) - now).total_seconds())
    if seconds > SKEW:
        return Finding(
            "clock", Health.BAD, f"{seconds:.0f} s from Slack's", "Let this machine follow a time server."
        )
    return Finding("clock", Health.GOOD, f"{seconds:.0f} s from Slack's")


async def _operations(bot: Slack, channel: str) -> Finding:
    try:
        await bot.call("conversations.history", channel=channel, limit=1)
    except SlackError as error:
        to_do = "Check RUNSHEET_CHANNEL, and `/invite @runsheet` there."
        return Finding("operations channel", Health.BAD, str(error), to_do)
    return Finding("operations channel", Health.GOOD, f"{channel} can be read")


async def _app_token(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> Finding:
    if not isinstance(settings, SocketSettings):
        return Finding("app-level token", Health.GOOD, "not needed: Slack delivers over HTTP")
    try:
        token = settings.app_token.get_secret_value()
        await _speaking(settings, session, clock, token).call("apps.connections.open")
    except SlackError as error:
        to_do = "It needs connections:write; copy SLACK_APP_TOKEN anew from Basic Information."
        return Finding("app-level token", Health.BAD, str(error), to_do)
    return Finding("app-level token", Health.GOOD, "accepted, Socket Mode is on")
