"""`runsheet lint` and `runsheet bindings`: what a checklist is read as, leaves open and needs."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import library, listing
from bot.clock import Clock
from runbook import bindings, counts, reader
from runbook.bindings import Bindings, Invalid
from runbook.bindings.skeleton import skeleton
from runbook.constructs import Threshold
from runbook.lint import Level, Problem, lint
from runbook.model import NothingToDo, Runbook, Section, Unreadable

UNREADABLE = 2
"""Exit code for what cannot be looked at; 1 says that there are errors in what was."""

_BOXES = "Write what is to be done as task boxes, or say where its steps are."

_FILE = click.argument("file", type=click.Path(path_type=Path))


@dataclass(frozen=True)
class Looked:
    """A checklist, the side file that it was looked at with, and what was found."""

    runbook: Runbook
    beside: Path | None
    problems: Sequence[Problem]

    @property
    def errors(self) -> int:
        return sum(problem.level is Level.ERROR for problem in self.problems)


@click.command("lint", help="Show what a checklist is read as, and what it leaves open or contradicts.")
@_FILE
@click.option(
    "--bindings", "beside", type=click.Path(path_type=Path), help="Default: the one beside the file."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint_command(file: Path, beside: Path | None, form: str) -> None:
    try:
        looked = _looked(file, beside)
    except NothingToDo as error:
        _end_empty(file, error, form)
    if form == "json":
        click.echo(json.dumps(_as_json(looked), ensure_ascii=False, indent=2))
    else:
        listing.show(looked.runbook, looked.problems, looked.beside)
    sys.exit(1 if looked.errors else 0)


@click.command(
    "bindings", help="Write a side file with everything that a checklist needs bound, to be filled in."
)
@_FILE
def bindings_command(file: Path) -> None:
    click.echo(skeleton(runbook_of(file)), nl=False)


def _looked(file: Path, beside: Path | None) -> Looked:
    """Ends the process where either file cannot be read. Raises NothingToDo."""
    document = _read(file)
    side = beside or side_file(file)
    bound = bound_in(side) if side else Bindings()
    return Looked(document, side, lint(document, Clock().real(), bound))


def runbook_of(file: Path) -> Runbook:
    """Ends the process where the file cannot be read as a checklist."""
    try:
        return _read(file)
    except NothingToDo as error:
        _end(f"{file}: {error}")


def _read(file: Path) -> Runbook:
    """Raises NothingToDo; what cannot be read at all ends the process."""
    try:
        return reader.read(_bytes(file))
    except NothingToDo:
        raise
    except Unreadable as error:
        _end(f"{file}: {error}")


def bound_in(file: Path) -> Bindings:
    """Ends the process where the file cannot be read as bindings. Secrets stay as they are written."""
    try:
        return bindings.read(_bytes(file), str(file))
    except Invalid as error:
        _end(str(error))


def side_file(file: Path) -> Path | None:
    side = library.beside(file)
    return side if side.is_file() else None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        _end(f"{file} cannot be read ({error.strerror}): name a Markdown file.")


def _end_empty(file: Path, error: NothingToDo, form: str) -> NoReturn:
    """E8: nothing is read as an item."""
    if form == "json":
        empty: dict[str, Any] = dict.fromkeys(("title", "service", "version", "sha256"))
        empty |= {"repairs": [], "counts": {}, "sections": [], "thresholds": []}
        problem = {"code": "E8", "level": Level.ERROR, "line": 1, "message": error.reason, "fix": _BOXES}
        click.echo(json.dumps({**empty, "problems": [problem]}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{file}: E8 line 1: {error.reason}")
    sys.exit(1)


def _end(said: str) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(UNREADABLE)


# JSON. ------------------------------------------------------------------------------------------------------


def _as_json(looked: Looked) -> dict[str, Any]:
    document = looked.runbook
    return {
        "title": document.title,
        "service": document.service,
        "version": document.version,
        "sha256": document.sha256,
        "repairs": [
            {"line": repair.line, "before": repair.before, "after": repair.after}
            for repair in document.repairs
        ],
        "counts": counts.counts(document),
        "sections": [_section(section) for section in document.sections],
        "thresholds": [_threshold(each) for each in document.thresholds],
        "problems": [_problem(problem) for problem in looked.problems],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "line": section.line,
        "level": section.level,
        "title": section.title,
        "part": section.part,
        "clock": f"{section.clock:%H:%M}" if section.clock else None,
        "items": [{"id": i.id, "line": i.line, "text": i.text, "ticked": i.claimed} for i in section.items],
    }


def _threshold(each: Threshold) -> dict[str, Any]:
    return {"line": each.line, "text": each.text, "polarity": each.condition.polarity}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "level": problem.level,
        "line": problem.line,
        "message": problem.message,
        "fix": problem.fix,
    }
