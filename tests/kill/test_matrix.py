"""Wherever the process dies, the next one loses nothing, repeats nothing, and shows what is true."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import databases
from tests.conftest import LONG
from tests.kill.cells import Cell, matrix, sample
from tests.kill.lives import World, lived

AT_ONCE = 6
"""Cells side by side: most of a cell is waiting, and the processes start one after the other."""


async def lived_through(cell: Cell, folder: Path, server: str) -> None:
    folder.mkdir()
    sqlite = cell.database == "sqlite"
    url = databases.sqlite(folder) if sqlite else await databases.postgresql(server)
    async with World.built(folder, url) as world:
        await lived(world, cell)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("cells", matrix() if LONG else sample(), ids=lambda cells: cells[0].point)
async def test_wherever_the_process_dies(cells: Sequence[Cell], postgresql: str, tmp_path: Path) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(at: int, cell: Cell) -> None:
        async with places:
            await lived_through(cell, tmp_path / str(at), postgresql)

    ends = await asyncio.gather(*(one(at, cell) for at, cell in enumerate(cells)), return_exceptions=True)
    failed = [end for end in ends if isinstance(end, Exception)]
    for cell, end in zip(cells, ends, strict=True):
        if isinstance(end, Exception):
            end.add_note(str(cell))
    if failed:
        raise ExceptionGroup("cells that failed", failed)
