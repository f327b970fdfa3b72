"""`runsheet record`, as it is typed: on the database of a bot that saw a run to its end."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from runbook import reader
from tests.databases import sqlite
from tests.processes import ROOT
from tests.stories.records import SIGNED, run_to_the_end, shelve
from tests.stories.scene import Stage

Type = Callable[..., Result]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that remembers run 1."""
    folder = tmp_path_factory.mktemp("lived_in")

    async def live() -> None:
        async with Stage.built(sqlite(folder), folder) as stage:
            shelve(stage)
            async with stage.running() as scene:
                await run_to_the_end(scene)

    asyncio.run(live())
    return folder


@pytest.fixture
def types(lived_in: Path) -> Type:
    def typed(*words: str, folder: Path = lived_in) -> Result:
        settings = {"RUNSHEET_DATABASE_URL": sqlite(folder)}
        return CliRunner().invoke(main, ["record", *words], env=settings, catch_exceptions=False)

    return typed


def test_the_checklist_goes_to_standard_output(types: Type) -> None:
    told = types("1")
    assert told.exit_code == 0
    document = reader.read(told.stdout_bytes)
    assert [item.id for item in document.items] == [item.id for item in reader.read(SIGNED.encode()).items]
    assert "<ins>Ana Ruiz</ins>" in told.stdout
    assert "hx81k2q9zz71" in told.stdout, "the same document, for whoever has the database"


def test_lint_reads_what_was_written(types: Type, tmp_path: Path) -> None:
    file = tmp_path / "run-1.md"
    assert types("--format", "md", "1", "--out", str(file)).stderr == f"The record of run 1 is in {file}.\n"
    told = CliRunner().invoke(main, ["lint", str(file)], catch_exceptions=False)
    assert told.exit_code in {0, 1}
    assert "checked" in told.output or "item" in told.output


def test_the_page_stands_alone(types: Type) -> None:
    told = types("1", "--format", "html")
    assert told.stdout.startswith("<!DOCTYPE html>")
    assert "How to check this record" in told.stdout


def test_a_record_that_was_written_is_whole(types: Type, tmp_path: Path) -> None:
    file = tmp_path / "run-1.jsonl"
    assert types("1", "--format", "json", "--out", str(file)).exit_code == 0
    of_file, of_run = types("verify", str(file)), types("verify", "1")
    assert (of_file.exit_code, of_run.exit_code) == (0, 0)
    assert of_file.stdout == of_run.stdout
    said, whole = of_file.stdout.splitlines()
    assert whole == "The record is whole."
    head = said.rpartition(" ")[2]
    assert types("verify", str(file), "--head", f"{head[:12]}…").exit_code == 0


def test_the_checker_in_the_documentation_finds_the_same(types: Type, tmp_path: Path) -> None:
    [checker] = re.findall("```python\n(.*?)```", (ROOT / "docs" / "record.md").read_text(), re.DOTALL)
    file = tmp_path / "run-1.jsonl"
    types("1", "--format", "json", "--out", str(file))

    def ends() -> int:
        return subprocess.run(
            [sys.executable, "-c", checker, file], capture_output=True, check=False
        ).returncode

    assert ends() == 0
    file.write_text(file.read_text().replace("UBEN", "UCHI", 1))
    assert ends() == 1


def test_what_is_wrong_with_a_record_is_named(types: Type, tmp_path: Path) -> None:
    file = tmp_path / "run-1.jsonl"
    types("1", "--format", "json", "--out", str(file))
    rows = file.read_text().splitlines(keepends=True)
    at, row = next((at, row) for at, row in enumerate(rows, start=1) if '"what": "item.skipped"' in row)
    file.write_text("".join(rows).replace(row, row.replace("item.skipped", "item.done")))
    told = types("verify", str(file))
    assert told.exit_code == 1
    assert told.stdout.splitlines()[1:] == [
        f"Entry {at} of run:1 (line {at}) was changed.",
        "The record is broken.",
    ]


def test_what_cannot_be_known_is_said(types: Type, tmp_path: Path) -> None:
    file = tmp_path / "run-1.jsonl"
    rows = types("1", "--format", "json").stdout.splitlines(keepends=True)
    file.write_text("".join(rows[:5]))
    told = types("verify", str(file))
    assert told.exit_code == 1
    assert "whether more came after them in run:1 cannot be known" in told.stdout
    gone = types("verify", str(file), "--head", "f" * 12)
    assert (gone.exit_code, "No entry has the head ffffffffffff" in gone.stdout) == (1, True)


def test_a_changed_database_is_found(types: Type, lived_in: Path, tmp_path: Path) -> None:
    with sqlite3.connect(lived_in / "runsheet.db") as good, sqlite3.connect(tmp_path / "runsheet.db") as bad:
        good.backup(bad)
        for (trigger,) in bad.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            bad.execute(f"DROP TRIGGER {trigger}")
        (seq,) = bad.execute("SELECT seq FROM journal WHERE what = 'item.skipped'").fetchone()
        bad.execute("UPDATE journal SET who = 'UANA' WHERE what = 'item.skipped'")
    good.close()
    bad.close()
    told = types("verify", "1", folder=tmp_path)
    assert told.exit_code == 1
    assert told.stdout.splitlines()[1:] == [f"Entry {seq} of run:1 was changed.", "The record is broken."]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("7",), "There is no run 7 in this database."),
        (("verify", "7"), "There is no run 7 in this database."),
        (("1", "--workspace", "TELSEWHERE"), "There is no run 1 of workspace TELSEWHERE in this database."),
        (
            ("verify", "nowhere.jsonl"),
            "nowhere.jsonl cannot be read (No such file or directory): name a file",
        ),
        (("verify", __file__), "is not a record: it holds no entry of a journal."),
        (("verify", "1", "--head", "latest"), "'latest' is no head: give 8 to 64 of its hex digits."),
        (
            ("1", "--out", "nowhere/run-1.md"),
            "nowhere/run-1.md cannot be written (No such file or directory).",
        ),
    ],
)
def test_what_cannot_be_looked_at_is_said(types: Type, words: tuple[str, ...], says: str) -> None:
    told = types(*words)
    assert told.exit_code == 2
    assert says in told.stderr


def test_an_empty_database_is_said(types: Type, tmp_path: Path) -> None:
    told = types("1", folder=tmp_path)
    assert (told.exit_code, told.stderr) == (
        2, "The database is empty: `runsheet db upgrade` makes its tables.\n",
    )  # fmt: skip
