"""Wherever the process dies, the next one loses nothing, repeats nothing, and shows what is true."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from tests import databases
from tests.conftest import LONG
from tests.kill.cells import Cell, matrix
from tests.kill.clocked import CLOCKED
from tests.kill.deployment import DEPLOYMENT
from tests.kill.incident import INCIDENT
from tests.kill.lives import lived
from tests.kill.plot import Plot
from tests.kill.world import World
from tests.stories.scene import SHORT

AT_ONCE = 6
"""Cells side by side: most of the time each waits until Slack may be asked again."""

PLOTS = {"deployment": DEPLOYMENT, "incident": INCIDENT, "clocked": CLOCKED}


def groups() -> Iterator[ParameterSet]:
    """What is told, and the cells that one test takes."""
    for name, plot in PLOTS.items():
        cells = matrix(plot.times) if LONG else {"sample": plot.sample}
        for group, members in cells.items():
            yield pytest.param(plot, members, id=f"{name}-{group}")


async def lived_through(cell: Cell, plot: Plot, folder: Path, server: str, preparing: asyncio.Lock) -> None:
    sqlite = cell.database == "sqlite"
    url = databases.sqlite(folder) if sqlite else await databases.postgresql(server)
    async with World.built(folder, url) as world:
        async with preparing:  # Alembic makes one database at a time
            await plot.before(world)
        try:
            await lived(world, cell, plot)
        except Exception as problem:
            problem.add_note(f"{cell}\n{world.story_so_far()}")
            raise


def folder_of(cell: Cell, above: Path) -> Path:
    folder = above / f"{cell.database} {cell.trouble} {cell.point} {cell.nth}"
    folder.mkdir()
    (folder / "small.md").write_text(SHORT)
    return folder


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("plot", "cells"), [*groups()])
async def test_wherever_the_process_dies(
    plot: Plot, cells: Sequence[Cell], postgresql: str, tmp_path: Path, passed: Callable[[float], None]
) -> None:
    places, preparing, loop = asyncio.Semaphore(AT_ONCE), asyncio.Lock(), asyncio.get_running_loop()

    async def one(cell: Cell) -> None:
        async with places:
            begun = loop.time()
            await lived_through(cell, plot, folder_of(cell, tmp_path), postgresql, preparing)
            passed(loop.time() - begun)

    ends = await asyncio.gather(*map(one, cells), return_exceptions=True)
    failed = [end for end in ends if isinstance(end, Exception)]
    if failed:
        raise ExceptionGroup("cells that failed", failed)
