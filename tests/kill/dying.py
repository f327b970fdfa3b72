"""The bot in a process of its own, which is killed when it comes to a fault point for the nth time.

The processes are forked from one that has imported everything: most of a start is that.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TypeVar

from bot import log
from bot.app import Bot
from bot.clock import Clock
from bot.pace import Pace
from bot.points import EVENT, Point
from bot.settings import Settings
from tests.stories.scene import UNHURRIEDLY

Result = TypeVar("Result")

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


def live(settings: Settings, said: Path, ahead: timedelta, jumps: Connection, death: Death | None) -> None:
    with said.open("wb") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    log.set_up(settings.log_format, settings.secrets)
    if death is not None:
        sys.addaudithook(death)
    asyncio.run(_serve(settings, Clock(start=Clock().now() + ahead), jumps))


async def _serve(settings: Settings, clock: Clock, jumps: Connection) -> None:
    """As `runsheet serve` does, in no hurry, and on a clock that can be moved: `jumps` says how far."""
    bot = Bot(settings, clock, Pace(), budget=UNHURRIEDLY)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_reader(jumps.fileno(), lambda: clock.jump_to(clock.now() + jumps.recv()))
    await bot.start()
    await stop.wait()
    await bot.stop()


class Died(Exception):
    """The bot did, while something was waited for that only it could do."""


@dataclass
class Life:
    """`said` is the file of what it logs."""

    process: ForkServerProcess
    said: Path
    _clock: Connection
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        asyncio.get_running_loop().add_reader(self.process.sentinel, self._ended)

    async def over(self) -> int | None:
        """Returns when it is, with its exit code: minus the number of the signal that killed it."""
        await self._over.wait()
        return self.process.exitcode

    async def unless_over(self, what: Awaitable[Result]) -> Result:
        """Waits for that, as long as it may come. Raises Died."""
        coming, over = asyncio.ensure_future(what), asyncio.ensure_future(self.over())
        await asyncio.wait({coming, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if not coming.done():
            coming.cancel()
            raise Died
        return await coming

    def stop(self) -> None:
        """As a service manager does."""
        self.process.terminate()

    def moves_clock(self, ahead: timedelta) -> None:
        """Unless it is over."""
        with suppress(BrokenPipeError):
            self._clock.send(ahead)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self.process.sentinel)
        self.process.join()
        self._over.set()


@asynccontextmanager
async def living(
    settings: Settings, said: Path, ahead: timedelta, death: Death | None
) -> AsyncIterator[Life]:
    """On a clock `ahead` of the real one; whatever happens, it is over at the end of the block."""
    jumps, clock = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=live, args=(settings, said, ahead, jumps, death))
    process.start()
    jumps.close()
    life = Life(process, said, clock)
    try:
        yield life
    finally:
        process.kill()
        await life.over()
        process.close()
        clock.close()
