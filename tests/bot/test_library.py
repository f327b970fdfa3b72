"""The folder of runbooks, as it is offered."""

import asyncio
from pathlib import Path

import pytest

from bot import library, shipped
from bot.library import Library
from runbook import reader
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
    return await offered(database)


async def offered(database: Database) -> dict[str, Runbook]:
    async with database.reading(START) as tx:
        return {kept.name: kept for kept in await runbooks.offered(tx, TEAM)}


async def test_every_markdown_file_of_a_folder_is_offered(folder: Path, database: Database) -> None:
    (folder / "large.md").write_text(SMALL.replace("Small", "Large"))
    (folder / "notes.txt").write_text(SMALL)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "other.md").write_text(SMALL)
    found = await read(folder, database)
    assert {name: kept.title for name, kept in found.items()} == {"large": "Large", "small": "Small"}
    assert found["small"].raw == SMALL.encode()


async def test_a_single_file_is_offered_under_its_name(folder: Path, database: Database) -> None:
    (folder / "other.md").write_text(SMALL)
    assert list(await read(folder / "small.md", database)) == ["small"]


async def test_the_shipped_runbooks_can_be_run(database: Database) -> None:
    found = await read(shipped.RUNBOOKS, database)
    assert "production-deployment" in found
    assert {kept.problem for kept in found.values()} == {None}


async def test_a_file_that_cannot_be_run_is_offered_with_its_reason(folder: Path, database: Database) -> None:
    (folder / "empty.md").write_text("")
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    found = await read(folder, database)
    assert found["small"].problem is None
    assert found["empty"].problem
    assert found["folder"].problem == "folder.md cannot be opened (Is a directory)."
    assert found["gone"].problem == "gone.md cannot be opened (No such file or directory)."


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


# Looking again. ---------------------------------------------------------------------------------------------


async def test_what_has_not_changed_is_not_read_again(folder: Path, database: Database) -> None:
    library = Library(folder, TEAM, database, HandClock())
    assert [await library.look() for _ in range(3)] == [True, False, False]
    (folder / "small.md").write_text(SMALL.replace("green", "green twice"))
    assert [await library.look() for _ in range(2)] == [True, False]


async def test_files_come_and_go_and_so_do_side_files(folder: Path, database: Database) -> None:
    library = Library(folder, TEAM, database, HandClock())
    await library.look()
    (folder / "large.md").write_text(SMALL)
    (folder / "small.bindings.yaml").write_text("zone: UTC\n")
    assert await library.look()
    assert (await offered(database))["small"].side == b"zone: UTC\n"
    (folder / "large.md").unlink()
    (folder / "small.bindings.yaml").unlink()
    assert await library.look()
    assert {name: kept.side for name, kept in (await offered(database)).items()} == {"small": None}


async def test_a_folder_that_is_away_for_a_while_is_there_again(folder: Path, database: Database) -> None:
    library = Library(folder, TEAM, database, HandClock())
    await library.look()
    away = await asyncio.to_thread(folder.rename, folder.with_name("away"))
    assert await library.look()
    assert await offered(database) == {}
    await asyncio.to_thread(away.rename, folder)
    assert await library.look()
    assert list(await offered(database)) == ["small"]


# Read ahead. ------------------------------------------------------------------------------------------------


async def test_a_long_file_is_read_while_everything_else_goes_on() -> None:
    long = b"# Long\n\n" + b"- [ ] Check the **shard** of the `index`\n" * 2000
    reading = asyncio.create_task(library.read_ahead(long))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10, "a reading in the way of everything else would take one"
    assert _was_read(long)


async def test_what_cannot_be_run_is_read_ahead_without_a_word() -> None:
    await library.read_ahead(b"# Nothing to do\n")


async def test_what_was_given_in_slack_is_read_before_anybody_asks_for_it(
    folder: Path, database: Database
) -> None:
    given = SMALL.replace("Small", "Given").encode()
    async with database.transaction(START) as tx:
        await runbooks.keep(
            tx,
            Runbook(
                team_id=TEAM, name="given", sha256="a" * 64, title="Given", raw=given, read_at=START,
                given_by="UANA",
            ),
        )  # fmt: skip
    reader.read.cache_clear()
    await Library(folder, TEAM, database, HandClock()).look()
    assert _was_read(given)


def _was_read(raw: bytes) -> bool:
    """Whether it need not be read now."""
    before = reader.read.cache_info().misses
    reader.read(raw)
    return reader.read.cache_info().misses == before
