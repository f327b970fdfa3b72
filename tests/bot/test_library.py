"""The folder of runbooks, as it is offered."""

from pathlib import Path

import pytest

from bot import library, shipped
from store import runbooks
from store.db import Database
from store.runbooks import Runbook
from tests.bot.clocks import START, HandClock

TEAM = "THARBOR"
SMALL = "# Small\n\n## Before\n\n- [ ] Tests green\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "checklists"
    made.mkdir()
    (made / "small.md").write_text(SMALL)
    return made


async def read(source: Path, database: Database) -> dict[str, Runbook]:
    await library.read(source, TEAM, database, HandClock())
    async with database.reading(START) as tx:
        return {kept.name: kept for kept in await runbooks.offered(tx, TEAM)}


async def test_every_markdown_file_of_a_folder_is_offered(folder: Path, database: Database) -> None:
    (folder / "large.md").write_text(SMALL.replace("Small", "Large"))
    (folder / "notes.txt").write_text(SMALL)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "other.md").write_text(SMALL)
    offered = await read(folder, database)
    assert {name: kept.title for name, kept in offered.items()} == {"large": "Large", "small": "Small"}
    assert offered["small"].raw == SMALL.encode()


async def test_a_single_file_is_offered_under_its_name(folder: Path, database: Database) -> None:
    (folder / "other.md").write_text(SMALL)
    assert list(await read(folder / "small.md", database)) == ["small"]


async def test_the_shipped_runbooks_can_be_run(database: Database) -> None:
    offered = await read(shipped.RUNBOOKS, database)
    assert "production-deployment" in offered
    assert {kept.problem for kept in offered.values()} == {None}


async def test_a_file_that_cannot_be_run_is_offered_with_its_reason(folder: Path, database: Database) -> None:
    (folder / "empty.md").write_text("")
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    offered = await read(folder, database)
    assert offered["small"].problem is None
    assert offered["empty"].problem
    assert offered["folder"].problem == "folder.md cannot be opened (Is a directory)."
    assert offered["gone"].problem == "gone.md cannot be opened (No such file or directory)."


async def test_a_file_mended_later_is_offered_again(folder: Path, database: Database) -> None:
    (folder / "small.md").write_text("")
    assert (await read(folder, database))["small"].problem
    (folder / "small.md").write_text(SMALL)
    assert (await read(folder, database))["small"].problem is None


async def test_a_name_that_vanished_is_offered_no_more(folder: Path, database: Database) -> None:
    (folder / "old.md").write_text(SMALL)
    kept = (await read(folder, database))["old"]
    (folder / "old.md").unlink()
    assert list(await read(folder, database)) == ["small"]
    async with database.reading(START) as tx:
        assert (await runbooks.get(tx, kept.id)).raw == SMALL.encode(), "its runs still need it"


async def test_an_edited_file_is_a_new_version(folder: Path, database: Database) -> None:
    before = (await read(folder, database))["small"]
    (folder / "small.md").write_text(SMALL + "- [ ] Backup taken\n")
    after = (await read(folder, database))["small"]
    assert after.id != before.id
    assert after.sha256 != before.sha256


async def test_a_folder_that_is_not_there_offers_nothing(folder: Path, database: Database) -> None:
    await read(folder, database)
    assert await read(folder / "nowhere", database) == {}
