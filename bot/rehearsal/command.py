"""`runsheet rehearse`: a whole deployment at once, and what of its plan was done when."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import click
import yaml
from rich.console import Console

from bot import reading
from bot.planning import Moment
from bot.rehearsal import outcome, showing, writing
from bot.rehearsal.running import Rehearsal, rehearsed
from bot.startup import CannotStart
from runbook.bindings import Bindings


@click.command("rehearse", help="Live through a whole deployment in a minute, with invented people.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--bindings", "beside", type=click.Path(path_type=Path), help="Default: the one beside the file."
)
@click.option("--start", type=Moment(), help="The planned start. Default: what the checklist says, else now.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="A folder for its record.")
@click.option(
    "--speed", type=click.FloatRange(min=1), help="So many times as fast as life, to watch it in the browser."
)
def rehearse_command(
    file: Path, beside: Path | None, start: datetime | None, out: Path | None, speed: float | None
) -> None:
    """Exit code 1 where something of the plan was not done."""
    side = beside or reading.side_file(file)
    runbook = reading.runbook_of(file)
    rehearsal = Rehearsal(
        name=file.stem,
        text=file.read_bytes(),
        runbook=runbook,
        bindings=reading.bound_in(side) if side else Bindings(),
        bound=yaml.safe_load(side.read_text()) or {} if side else {},
        start=start,
        speed=speed,
    )
    try:
        complete = asyncio.run(_rehearse(rehearsal, out))
    except (CannotStart, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(0 if complete else 1)


async def _rehearse(rehearsal: Rehearsal, out: Path | None) -> bool:
    async with rehearsed(rehearsal) as over:
        found = await outcome.of(over)
        showing.show(over, found, Console())
        for written in await writing.write(over, out) if out else ():
            click.echo(f"Written: {written}")
        return found.is_complete
