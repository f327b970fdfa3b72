"""`runsheet db`: looking after the database from the command line."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import Wrong, load_database_url
from store import backup, checkup, migrations
from store.backup import Unusable
from store.db import Database, Unavailable
from store.migrations import Newer

Result = TypeVar("Result")


@click.group(help="Look after the database that RUNSHEET_DATABASE_URL names.")
def db() -> None:
    """The command group."""


@db.command(help="Make or bring up to date the database's tables. `serve` does the same at start.")
def upgrade() -> None:
    _with(migrations.upgrade)
    click.echo(f"The schema is at {migrations.newest()}.")


@db.command(help="Look whether the record is whole. Exit code 1 where it is not.")
def check() -> None:
    found = _with(lambda connection: list(checkup.problems(connection)))
    for problem in found:
        click.echo(problem)
    if found:
        raise SystemExit(1)
    click.echo("The record is whole.")


@db.command("backup", help="Write everything into FILE; it can be restored into either database.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_backup(file: Path) -> None:
    rows = _with(lambda connection: backup.write(connection, file))
    click.echo(f"{rows} rows written to {file}.")


@db.command(help="Read FILE into an empty database.")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
def restore(file: Path) -> None:
    rows = _with(lambda connection: backup.read(connection, file))
    click.echo(f"{rows} rows restored.")


def _with(work: Callable[[Any], Result]) -> Result:
    """What is wrong is said in a sentence, with exit code 1."""
    try:
        return asyncio.run(_inspected(work))
    except (Wrong, Newer, Unusable, Unavailable) as error:
        raise click.ClickException(str(error)) from None


async def _inspected(work: Callable[[Any], Result]) -> Result:
    database = Database(load_database_url())
    try:
        return await database.inspect(work)
    finally:
        await database.close()
