"""`runsheet rehearse`: a whole deployment at once, and what of its plan was done when."""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

import click
import yaml
from rich.console import Console

from bot import reading
from bot.planning import Moment
from bot.rehearsal import outcome, showing, staying, writing
from bot.rehearsal.outcome import Outcome
from bot.rehearsal.running import Rehearsal, Rehearsed, rehearsed
from bot.startup import CannotStart
from runbook.bindings import Bindings

PAUSE = 0.25
"""Real seconds that a step is there to be seen before the next one."""


class Tells(Protocol):
    """What of a rehearsal is told, as it comes."""

    def where(self, address: str) -> None: ...

    def outcome(self, over: Rehearsed, found: Outcome, written: Sequence[Path]) -> None: ...

    def stays(self) -> None: ...


class _InWords:
    def where(self, address: str) -> None:
        click.echo(f"To be watched at {address}")

    def outcome(self, over: Rehearsed, found: Outcome, written: Sequence[Path]) -> None:
        showing.show(over, found, Console())
        for file in written:
            click.echo(f"Written: {file}")

    def stays(self) -> None:
        click.echo("Its page stays. Press Enter to end it.")


class _InJson:
    """One object a line, each written out at once."""

    def where(self, address: str) -> None:
        click.echo(json.dumps({"watch": address}))

    def outcome(self, over: Rehearsed, found: Outcome, written: Sequence[Path]) -> None:
        said = {**showing.as_json(over, found), "written": [str(file) for file in written]}
        click.echo(json.dumps(said, ensure_ascii=False))

    def stays(self) -> None:
        """Whoever reads JSON closes its input when the page is not needed any more."""


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
@click.option(
    "--watch", is_flag=True, help="Step by step, to watch it in the browser; the page stays until Enter."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rehearse_command(
    file: Path,
    beside: Path | None,
    start: datetime | None,
    out: Path | None,
    speed: float | None,
    form: str,
    *,
    watch: bool,
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
        pause=PAUSE if watch else 0.0,
    )
    tells: Tells = _InJson() if form == "json" else _InWords()
    try:
        complete = asyncio.run(_rehearse(rehearsal, out, tells))
    except (CannotStart, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(0 if complete else 1)


async def _rehearse(rehearsal: Rehearsal, out: Path | None, tells: Tells) -> bool:
    is_watched = rehearsal.speed is not None or rehearsal.pause > 0
    async with rehearsed(rehearsal, tells.where if is_watched else None) as over:
        found = await outcome.of(over)
        written = await writing.write(over, out) if out else []
        tells.outcome(over, found, written)
        if rehearsal.pause:
            tells.stays()
            await staying.until_enter()
        return found.is_complete
