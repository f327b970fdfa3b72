"""`runsheet db` from the shell: a record checked, damaged, found out, backed up and restored."""

import sqlite3
from pathlib import Path

from tests.databases import sqlite
from tests.processes import environment, running
from tests.stories.scene import BEN, Stage

WITHIN = 60.0


async def runsheet_db(folder: Path, *command: str) -> tuple[int, str]:
    """Exit code, and all that it said; settings other than the database's are not needed."""
    settings = {
        name: value for name, value in environment("", folder).items() if not name.startswith("SLACK_")
    }
    async with running(settings, "db", *command) as process:
        assert process.process.stdout is not None
        said = (await process.process.stdout.read()).decode()
        ended = await process.ended(WITHIN)
    assert "Traceback" not in ended.said, ended.said
    return ended.code, said + ended.said


async def lived_in(folder: Path) -> None:
    """A database that a bot has worked on."""
    async with Stage.built(sqlite(folder), folder) as stage, stage.running() as scene:
        await scene.starts()
        await scene.presses(BEN, "Done", scene.card("Before"), near="Team told")


async def test_a_record_moves_whole_into_another_database(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "record.backup"
    for folder in (old, new):
        folder.mkdir()
    await lived_in(old)
    code, said = await runsheet_db(old, "backup", str(file))
    assert code == 0
    assert said.strip().endswith(f"rows written to {file}.")
    rows = said.split()[0]
    assert await runsheet_db(new, "restore", str(file)) == (0, f"{rows} rows restored.\n")
    assert await runsheet_db(new, "check") == (0, "The record is whole.\n")


async def test_an_empty_database_is_made(tmp_path: Path) -> None:
    code, said = await runsheet_db(tmp_path, "upgrade")
    assert (code, said[:17]) == (0, "The schema is at ")


async def test_a_changed_record_is_found(tmp_path: Path) -> None:
    await lived_in(tmp_path)
    with sqlite3.connect(tmp_path / "runsheet.db") as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE journal SET who = 'UCHI' WHERE what = 'item.done'")
    connection.close()
    code, said = await runsheet_db(tmp_path, "check")
    assert code == 1
    assert "The triggers that keep the journal from being changed are gone." in said
    assert "of the journal of run:1 was changed." in said
