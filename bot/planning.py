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
from runbook.plan import Action, Kind, Plan, plan
from runbook.plan.moments import Offset
from runbook.recognise.planned_start import YEARS
from runbook.terms import Anchor

_EXAMPLE = "2026-03-11T08:00+07:00"
_STYLES = {
    Kind.STAGE: "bold green",
    Kind.GO_NO_GO: "bold magenta",
    Kind.CONFIRMATION: "bold magenta",
    Kind.VERDICT: "bold blue",
    Kind.UNTIMED: "yellow",
    Kind.CHECK_IN: "dim",
}


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
        if moment.year not in YEARS:
            self.fail(f"{value!r} is no year to plan in: write one such as {_EXAMPLE}.", param, ctx)
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
    if live and live < start:
        raise click.BadParameter(f"it comes before --start, {start.isoformat()}.", param_hint="'--live'")
    document = runbook_of(file)
    made = plan(document, start, live, _zone(beside or side_file(file)))
    if form == "json":
        click.echo(json.dumps(_as_json(made), ensure_ascii=False, indent=2))
    else:
        _show(made)
    sys.exit(0)


def _zone(side: Path | None) -> tzinfo | None:
    bound = bound_in(side).zone if side else None
    return zones.parse(bound) if bound else None


def _as_json(made: Plan) -> dict[str, Any]:
    return {
        "actions": [_action(each) for each in made.actions],
        "waiting": [{"when": each.when, "line": each.line, "text": each.text} for each in made.waiting],
        "warnings": [{"line": each.line, "message": each.message} for each in made.warnings],
    }


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
    if made.live is None:
        console.print("What waits for live is relative until --live is given.", style="dim")
    table = listing.plain_table("When", "What", "Line", "Of the checklist")
    for action in made.actions:
        kind = Text(action.kind, style=_STYLES.get(action.kind, ""))
        table.add_row(_when(action), kind, str(action.line), Text(action.text))
    console.print(table)
    _rest(made, console.print)


def _when(action: Action) -> Text:
    if action.at is not None:
        return Text(f"{action.at:%a %-d %b %Y %H:%M}")
    relative = Anchor.LIVE if action.offset == Offset() else f"{Anchor.LIVE} {action.offset}"
    return Text(relative, style="cyan")


def _rest(made: Plan, say: Any) -> None:
    """What has no moment yet, and what is odd about those there are."""
    if made.waiting:
        table: Table = listing.plain_table("Without a moment", "Line", "Of the checklist")
        for waiting in made.waiting:
            table.add_row(waiting.when, str(waiting.line), Text(waiting.text))
        say(table)
    for warning in made.warnings:
        say(Text(f"line {warning.line}: {warning.message}", style="yellow"))
