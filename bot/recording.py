"""`runsheet record`: the record of a run as a file, and whether a record is whole."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from bot.clock import Clock
from bot.settings import Wrong, load_database_url
from commands.record import filled, gather, lines, page, verify
from commands.record.gathered import Gathered
from commands.record.verify import Verdict
from store import checkup, incidents, journal, runs
from store.db import Database, Transaction, Unavailable
from store.runs import Run

Result = TypeVar("Result")

BROKEN, UNREADABLE = 1, 2
"""Exit codes: it was looked at and is not whole; it could not be looked at."""

_HEAD = re.compile(rf"[0-9a-f]{{{verify.LEAST},64}}")
_IN = click.option("--workspace", metavar="ID", help="Of a database of several: the run's workspace, T….")


class NotThere(Exception):
    """There is no such run; the text says so to whoever asked."""


class _Record(click.Group):
    """`record RUN` without a word before it writes a record; `record verify` looks at one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["of", *args])


@click.group(
    "record",
    cls=_Record,
    subcommand_metavar="RUN [--format md|json|html] [--out FILE]",
    options_metavar="",
    context_settings={"ignore_unknown_options": True},
    help="Write the record of run number RUN out of the database that RUNSHEET_DATABASE_URL names, or look "
    "whether one is whole.\n\nFormats: md is its checklist filled in (the default), json every entry of its "
    "journal as JSON Lines, html a page to read and print. Without --out it goes to standard output. Where "
    "the database holds several workspaces, --workspace says whose run is meant.",
)
def record() -> None:
    """The command group."""


@record.command("of", hidden=True, help="Write the record of run number RUN.")
@click.argument("number", type=click.IntRange(1, 2**31 - 1), metavar="RUN")
@click.option(
    "--format", "form", type=click.Choice(["md", "json", "html"]), default="md", show_default=True,
    help="The checklist filled in; every entry as JSON Lines; a page to read and print.",
)  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@_IN
def write(number: int, form: str, out: Path | None, workspace: str | None) -> None:
    async def gathered(tx: Transaction) -> Gathered:
        run = await _run(tx, number, workspace)
        return await gather.gather(tx, run, await incidents.of_run(tx, run.team_id, run.id))

    content = _written(_read(gathered), form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        _end(f"{out} cannot be written ({error.strerror}).")
    click.echo(f"The record of run {number} is in {out}.", err=True)


def _written(given: Gathered, form: str) -> bytes:
    if form == "json":
        return lines.record(given.run, given.chains, given.at).encode()
    if form == "html":
        return page.page(given).encode()
    if given.document is None:
        _end(f"The runbook of run {given.run.number} cannot be read any more; --format html has its items.")
    return filled.markdown(given, given.document)


# Is it whole? -----------------------------------------------------------------------------------------------


@record.command(
    "verify",
    help="Look whether a record is whole: a FILE of `record --format json`, or RUN in the database. Exit "
    "code 0 where it is, 1 where it is not or that cannot be known, 2 where it cannot be read.",
)
@click.argument("what", metavar="FILE | RUN")
@click.option(
    "--head", help="A head that was written down elsewhere, or how it begins: it has to be in there."
)
@_IN
def look(what: str, head: str | None, workspace: str | None) -> None:
    wanted = _head(head) if head is not None else None
    is_run = what.isdecimal() and not Path(what).exists()
    verdict = _of_run(int(what), wanted, workspace) if is_run else _of_file(Path(what), wanted)
    for said in _said(verdict):
        click.echo(said)
    sys.exit(0 if verdict.whole else BROKEN)


def _said(verdict: Verdict) -> Iterator[str]:
    for chain in verdict.chains:
        yield f"{chain.subject}: {chain.count} {_noun(chain.count)}, head {chain.head}"
    yield from (fault.said for fault in verdict.faults)
    if verdict.faults:
        yield "The record is broken."
    elif verdict.unsure:
        chains = " and ".join(verdict.unsure)
        yield (
            "These entries follow one another, but the closing line is missing: whether more came after them "
            f"in {chains} cannot be known. Give the head that was posted last: --head."
        )
    else:
        yield "The record is whole."


def _noun(count: int) -> str:
    return "entry" if count == 1 else "entries"


def _head(given: str) -> str:
    head = given.strip().rstrip("….").lower()
    if not _HEAD.fullmatch(head):
        raise click.BadParameter(f"{given!r} is no head: give {verify.LEAST} to 64 of its hex digits.",
                                 param_hint="'--head'")  # fmt: skip
    return head


def _of_file(file: Path, head: str | None) -> Verdict:
    try:
        return verify.of_file(file.read_bytes(), head)
    except OSError as error:
        _end(f"{file} cannot be read ({error.strerror}): name a file of `record --format json`, or a run.")
    except verify.NotARecord:
        _end(
            f"{file} is not a record: it holds no entry of a journal. `record RUN --format json` writes one."
        )


def _of_run(number: int, head: str | None, workspace: str | None) -> Verdict:
    async def looked(tx: Transaction) -> Verdict:
        run = await _run(tx, number, workspace)
        chains = await gather.read_chains(tx, run, await incidents.of_run(tx, run.team_id, run.id))
        ends = await journal.heads(tx, run.team_id, chains)
        rows = [lines.said(entry) for chain in chains.values() for entry in chain]
        return verify.of_rows(rows, [lines.end(each) for each in ends.values()], head)

    return _read(looked)


# The database. ----------------------------------------------------------------------------------------------


async def _run(tx: Transaction, number: int, workspace: str | None) -> Run:
    """Raises NotThere."""
    found = await runs.with_number(tx, number)
    meant = [run for run in found if workspace in {None, run.team_id}]
    if len(meant) > 1:
        named = ", ".join(run.team_id for run in meant)
        raise NotThere(f"Several workspaces have a run {number} ({named}): say which with --workspace.")
    if not meant:
        where = f" of workspace {workspace}" if workspace else ""
        raise NotThere(f"There is no run {number}{where} in this database.")
    return meant[0]


def _read(work: Callable[[Transaction], Awaitable[Result]]) -> Result:
    """What is wrong is said in a sentence, and ends the process."""
    try:
        return asyncio.run(_inspected(work))
    except (Wrong, Unavailable, NotThere) as error:
        _end(str(error))


async def _inspected(work: Callable[[Transaction], Awaitable[Result]]) -> Result:
    database = Database(load_database_url())
    try:
        problem = await database.inspect(checkup.schema_problem)
        if problem is not None:
            raise NotThere(problem)
        async with database.reading(Clock().now()) as tx:
            return await work(tx)
    finally:
        await database.close()


def _end(said: str) -> NoReturn:
    click.echo(said, err=True)
    sys.exit(UNREADABLE)
