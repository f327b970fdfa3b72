"""A checklist as lint shows it on a terminal: its lines with what each was read as, counts, problems."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from runbook import counts
from runbook.kinds import Kind
from runbook.lint import Level, Problem
from runbook.markdown import LINE_END
from runbook.model import Runbook

FILE_WIDTH = 200
"""Columns where nobody's terminal says how many there are: a problem then stands in one line, for grep."""

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}
_EMPTY = {Kind.BLANK, Kind.RULE}
_QUIET = {*_EMPTY, Kind.PROSE}


def console() -> Console:
    made = Console(highlight=False)
    if not made.is_terminal:
        made.width = FILE_WIDTH
    return made


def plain_table(*columns: str) -> Table:
    """Without rules; its last column folds."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in columns[:-1]:
        table.add_column(name, no_wrap=True)
    table.add_column(columns[-1], overflow="fold")
    return table


def show(runbook: Runbook, problems: Sequence[Problem], beside: Path | None) -> None:
    screen = console()
    screen.print(Text(f"{runbook.title} · {_release(runbook)}", style="bold"))
    screen.print(f"SHA-256 {runbook.sha256}", style="dim")
    if beside:
        screen.print(f"Bindings: {beside}", style="dim", markup=False)
    screen.print(_lines(runbook, problems))
    if runbook.thresholds:
        screen.print(_thresholds(runbook))
    screen.print(_counts(runbook))
    for repair in runbook.repairs:
        screen.print(f"line {repair.line}: “{repair.before}” was read as “{repair.after}”", markup=False)
    screen.print(_problems(problems) if problems else "No problems.")
    screen.print(_summary(problems), style="bold")


def _release(runbook: Runbook) -> str:
    return f"{runbook.service} {runbook.version}" if runbook.service else "no service and version named"


def _lines(runbook: Runbook, problems: Sequence[Problem]) -> Table:
    codes: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        codes[problem.line].append(problem)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(style="green", no_wrap=True)
    table.add_column(overflow="fold")
    for reading, line in zip(runbook.reading, LINE_END.split(runbook.text), strict=False):
        shown = Text(line, style="dim" if reading.kind in _QUIET else "")
        for problem in codes[reading.line]:
            shown.append(f"  {problem.code}", style=_STYLES[problem.level])
        table.add_row(str(reading.line), "" if reading.kind in _EMPTY else reading.kind, shown)
    return table


def _thresholds(runbook: Runbook) -> Table:
    """What each comparison means, by the frame that it stands in."""
    table = Table(title="Thresholds", title_justify="left", box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for each in runbook.thresholds:
        table.add_row(each.condition.polarity, f"line {each.line}", Text(each.text))
    return table


def _counts(runbook: Runbook) -> Table:
    table = Table(title="Counts", title_justify="left", box=None, pad_edge=False, show_header=False)
    for name, count in counts.counts(runbook).items():
        said = (
            ", ".join(f"{key}: {value}" for key, value in count.items())
            if isinstance(count, dict)
            else str(count)
        )
        table.add_row(name.replace("_", " "), said)
    return table


def _problems(problems: Sequence[Problem]) -> Table:
    table = Table(title="Problems", title_justify="left", box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for problem in problems:
        said = Text.assemble(problem.message, " ", (problem.fix, "dim"))
        table.add_row(Text(problem.code, style=_STYLES[problem.level]), f"line {problem.line}", said)
    return table


def _summary(problems: Sequence[Problem]) -> str:
    return ", ".join(
        f"{count} {level}{'' if count == 1 else 's'}"
        for level in Level
        if (count := sum(problem.level is level for problem in problems)) or level is not Level.INFO
    )
