"""A rehearsal's outcome on the terminal, and as JSON."""

from typing import Any

from rich.console import Console
from rich.table import Table

from bot.rehearsal.outcome import Outcome
from bot.rehearsal.running import Rehearsed
from commands import told

_MOST = 20


def show(over: Rehearsed, outcome: Outcome, console: Console) -> None:
    run = over.run
    lived = f"{run.planned_at:%Y-%m-%d %H:%M} to {over.bot.clock.now():%Y-%m-%d %H:%M} UTC"
    title = over.rehearsal.runbook.title
    console.print(f"[bold]{title}[/]: rehearsed, {lived}. Nothing outside was touched.\n")
    console.print(_table(outcome))
    for action in outcome.missing[:_MOST]:
        console.print(f"  ✗ {_when(action.at)}  line {action.line}  {action.kind}: {action.text}")
    _rest(console, len(outcome.missing))
    for text in outcome.unanswered[:_MOST]:
        console.print(f"  ○ never answered: {text}")
    _rest(console, len(outcome.unanswered))
    if outcome.untimed:
        console.print(f"\n{told.untimed(outcome.untimed)}")


def as_json(over: Rehearsed, outcome: Outcome) -> dict[str, Any]:
    """Every kind of action with how many were planned and done; lines are those of the checklist."""
    return {
        "title": over.rehearsal.runbook.title,
        "begins": min(each.expected for each in over.plan.actions).isoformat(),
        "ends": over.bot.clock.now().isoformat(),
        "complete": outcome.is_complete,
        "kinds": [
            {"what": str(kind), "planned": planned, "done": outcome.done[kind]}
            for kind, planned in outcome.planned.items()
        ],
        "missing": [
            {
                "at": action.at.isoformat() if action.at else None,
                "line": action.line,
                "what": str(action.kind),
                "text": action.text,
            }
            for action in outcome.missing
        ],
        "unanswered": list(outcome.unanswered),
        "untimed": outcome.untimed,
    }


def _table(outcome: Outcome) -> Table:
    table = Table("planned", "done", "what", box=None, padding=(0, 2, 0, 0))
    for kind, planned in outcome.planned.items():
        table.add_row(str(planned), str(outcome.done[kind]), str(kind))
    return table


def _when(at: object) -> str:
    return f"{at:%a %-d %b %H:%M}" if at else "no moment"


def _rest(console: Console, count: int) -> None:
    if count > _MOST:
        console.print(f"  … and {count - _MOST} more")
