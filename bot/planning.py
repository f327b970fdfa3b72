"""`runsheet plan`: everything that a checklist schedules, with its moment, before anything is scheduled."""

import json
import sys
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from bot import listing
from bot.reading import bound_in, runbook_of, side_file
from commands import zones
from runbook.plan import Action, Plan, plan
from runbook.terms import Anchor

_EXAMPLE = "2026-03-11T08:00+07:00"


class Moment(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """An aware moment: the plan of a checklist is nobody's local time."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment: write one such as {_EXAMPLE}.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} names no zone: write one such as {_EXAMPLE}.", param, ctx)
        return moment


@click.command("plan", help="Show every action that a checklist schedules, with its moment.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--start", type=Moment(), required=True, help=f"The planned start, such as {_EXAMPLE}.")
@click.option(
    "--live", type=Moment(), help="When all traffic is on the new version; relative until it is given."
)
@click.option(
    "--bindings", "beside", type=click.Path(path_type=Path), help="Default: the one beside the file."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def plan_command(file: Path, start: datetime, live: datetime | None, beside: Path | None, form: str) -> None:
    document = runbook_of(file)
    made = plan(document, start, live, _zone(beside or side_file(file)))
    if form == "json":
        click.echo(
            json.dumps({"actions": [_action(each) for each in made.actions]}, ensure_ascii=False, indent=2)
        )
    else:
        _show(made)
    sys.exit(0)


def _zone(side: Path | None) -> tzinfo | None:
    bound = bound_in(side).zone if side else None
    return zones.parse(bound) if bound else None


def _action(action: Action) -> dict[str, Any]:
    return {
        "at": action.at.isoformat() if action.at else None,
        "anchor": action.anchor,
        "offset": str(action.offset),
        "kind": action.kind,
        "line": action.line,
        "text": action.text,
    }


# Text. ------------------------------------------------------------------------------------------------------


def _show(made: Plan) -> None:
    console = listing.console()
    console.print(f"Planned start {made.start:%a %-d %b %Y %H:%M} ({made.start.tzname()})", style="bold")
    table = listing.plain_table("When", "What", "Line", "Of the checklist")
    for action in made.actions:
        table.add_row(_when(action), action.kind, str(action.line), Text(action.text))
    console.print(table)
    _rest(made, console.print)


def _when(action: Action) -> Text:
    if action.at is not None:
        return Text(f"{action.at:%a %-d %b %Y %H:%M}")
    return Text(f"{Anchor.LIVE} {action.offset}", style="cyan")


def _rest(made: Plan, say: Any) -> None:
    """What has no moment yet, and what is odd about those there are."""
    if made.waiting:
        table: Table = listing.plain_table("Without a moment", "Line", "Of the checklist")
        for waiting in made.waiting:
            table.add_row(waiting.when, str(waiting.line), Text(waiting.text))
        say(table)
    for warning in made.warnings:
        say(Text(f"line {warning.line}: {warning.message}", style="yellow"))
