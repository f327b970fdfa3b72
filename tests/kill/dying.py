"""`runsheet serve` in a process of its own, which is killed when it comes to a fault point for the nth time.

The processes are forked from one that has imported everything: most of a start is that.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.cli import main
from bot.points import EVENT, Point

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload([__name__])


@dataclass
class Death:
    """An audit hook (PEP 578): called for whatever happens in the process, it ends it at the nth time."""

    point: Point
    nth: int

    def __call__(self, event: str, told: tuple[object, ...]) -> None:
        if event == EVENT and told == (self.point.value,):
            self.nth -= 1
            if not self.nth:
                os.kill(os.getpid(), signal.SIGKILL)


def live(settings: Mapping[str, str], log: Path, death: Death | None) -> None:
    os.environ.clear()
    os.environ.update(settings)
    with log.open("wb") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    if death is not None:
        sys.addaudithook(death)
    main(["serve"])


@dataclass
class Life:
    process: ForkServerProcess
    log: Path
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        asyncio.get_running_loop().add_reader(self.process.sentinel, self._ended)

    async def over(self) -> int | None:
        """Returns when it is, with its exit code: minus the number of the signal that killed it."""
        await self._over.wait()
        return self.process.exitcode

    def stop(self) -> None:
        """SIGTERM."""
        self.process.terminate()

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self.process.sentinel)
        self.process.join()
        self._over.set()


@asynccontextmanager
async def living(settings: Mapping[str, str], log: Path, death: Death | None = None) -> AsyncIterator[Life]:
    """Whatever happens, it is over at the end of the block."""
    process = FORKED.Process(target=live, args=(settings, log, death))
    process.start()
    life = Life(process, log)
    try:
        yield life
    finally:
        process.kill()
        await life.over()
        process.close()
