"""Wherever the process dies, the next one loses nothing, repeats nothing, and shows what is true."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import databases
from tests.conftest import LONG
from tests.kill.cells import Cell, matrix, sample
from tests.kill.lives import World, lived
from tests.stories.scene import SHORT

AT_ONCE = 6
"""Cells side by side: most of the time each waits until Slack may be asked again."""

GROUPS = matrix() if LONG else sample()


async def lived_through(cell: Cell, folder: Path, server: str) -> None:
    sqlite = cell.database == "sqlite"
    url = databases.sqlite(folder) if sqlite else await databases.postgresql(server)
    async with World.built(folder, url) as world:
        try:
            await lived(world, cell)
        except Exception as problem:
            problem.add_note(f"{cell}\n{world.story_so_far()}")
            raise


def folder_of(cell: Cell, above: Path) -> Path:
    folder = above / f"{cell.database} {cell.trouble} {cell.point}"
    folder.mkdir()
    (folder / "small.md").write_text(SHORT)
    return folder


@pytest.mark.timeout(600)
@pytest.mark.parametrize("cells", GROUPS.values(), ids=GROUPS)
async def test_wherever_the_process_dies(
    cells: Sequence[Cell], postgresql: str, tmp_path: Path, passed: Callable[[float], None]
) -> None:
    places, loop = asyncio.Semaphore(AT_ONCE), asyncio.get_running_loop()

    async def one(cell: Cell) -> None:
        async with places:
            begun = loop.time()
            await lived_through(cell, folder_of(cell, tmp_path), postgresql)
            passed(loop.time() - begun)

    ends = await asyncio.gather(*map(one, cells), return_exceptions=True)
    failed = [end for end in ends if isinstance(end, Exception)]
    if failed:
        raise ExceptionGroup("cells that failed", failed)
