"""The `runsheet` command."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click

from bot import __version__, log
from bot import demo as demonstration
from bot.app import Bot
from bot.clock import Clock
from bot.doctor import Health, examine
from bot.pace import Pace
from bot.planning import plan_command
from bot.reading import bindings_command, lint_command
from bot.recording import record
from bot.records import db
from bot.rehearsal import rehearse_command
from bot.settings import HttpSettings, Settings, SocketSettings, Wrong, load
from bot.startup import CannotStart
from runbook.model import Unreadable
from store.db import Unavailable
from store.migrations import Newer


@click.group(help="Runs a production deployment from Slack, out of a Markdown checklist.")
@click.version_option(__version__, prog_name="runsheet")
def main() -> None:
    """The command group."""


for command in (db, record, lint_command, bindings_command, plan_command, rehearse_command):
    main.add_command(command)


@main.command(help="Run the bot on your Slack workspace. Settings come from the environment; see the README.")
@click.option("--http", is_flag=True, help="Take Slack's deliveries as signed requests to /slack/events.")
def serve(*, http: bool) -> None:
    _run(_serve(HttpSettings if http else SocketSettings))


@main.command(help="Look at everything the bot needs, one by one. Exit code 1 where something is broken.")
@click.option("--http", is_flag=True, help="For a bot that Slack delivers to over HTTP.")
def doctor(*, http: bool) -> None:
    _run(_examined(HttpSettings if http else SocketSettings))


@main.command(help="Run a local Slack in the browser with the bot in it. No account is needed.")
@click.option("--port", default=8765, show_default=True, help="Port of the page, on 127.0.0.1.")
@click.option("--speed", default=1.0, show_default=True, help="How fast the story's clock runs at first.")
@click.option("--database", type=click.Path(path_type=Path), help="SQLite file that remembers the runs.")
@click.option("--runbook", type=click.Path(path_type=Path), help="A Markdown checklist, or a folder of them.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def demo(port: int, speed: float, database: Path | None, runbook: Path | None, *, browser: bool) -> None:
    wanted = demonstration.Wanted(port, speed, database, runbook, browser)
    _run(demonstration.run(wanted, _signalled))


async def _serve(kind: type[Settings]) -> None:
    settings = load(kind)
    log.set_up(settings.log_format, settings.secrets)
    bot = Bot(settings, Clock(), Pace())
    await bot.start()
    await _signalled()
    await bot.stop()


async def _examined(kind: type[Settings]) -> None:
    broken = False
    async for finding in examine(load(kind), Clock()):
        broken = broken or finding.health is Health.BAD
        click.echo(f"{finding.health:8} {finding.subject:24} {finding.said}")
        if finding.to_do:
            click.echo(f"{'':33} → {finding.to_do}")
    if broken:
        sys.exit(1)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """What is wrong at start is said in a sentence each, with exit code 1."""
    try:
        asyncio.run(work)
    except (Wrong, CannotStart, Newer, Unavailable, Unreadable) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


async def _signalled() -> None:
    """Until SIGINT or SIGTERM. Before this they end the process at once: nothing is under way yet."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
