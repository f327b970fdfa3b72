"""The bot in a process of its own, which is killed when it comes to a fault point for the nth time.

The processes are forked from one that has imported everything: most of a start is that.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot import log
from bot.app import Bot
from bot.clock import Clock
from bot.pace import Pace
from bot.points import EVENT, Point
from bot.settings import Settings
from tests.stories.scene import UNHURRIEDLY

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


def live(settings: Settings, said: Path, death: Death | None) -> None:
    with said.open("wb") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    log.set_up(settings.log_format, settings.secrets)
    if death is not None:
        sys.addaudithook(death)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    """As `runsheet serve` does, in no hurry."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bot = Bot(settings, Clock(), Pace(), budget=UNHURRIEDLY)
    await bot.start()
    await stop.wait()
    await bot.stop()


@dataclass
class Life:
    """`said` is the file of what it logs."""

    process: ForkServerProcess
    said: Path
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
async def living(settings: Settings, said: Path, death: Death | None = None) -> AsyncIterator[Life]:
    """Whatever happens, it is over at the end of the block."""
    process = FORKED.Process(target=live, args=(settings, said, death))
    process.start()
    life = Life(process, said)
    try:
        yield life
    finally:
        process.kill()
        await life.over()
        process.close()
