"""Running a step now, when due, or when woken; the only place where the bot waits."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import uuid4

from bot import log
from store.db import Unavailable

logger = log.get(__name__)

Step = Callable[[], Awaitable[float | None]]
"""Does what there is to do; returns in how many real seconds there may be more, None for when woken."""

Failed = Callable[[str], Coroutine[Any, Any, None]]
"""What is to be done where a job raised; given the id under which that was logged."""

AFTER_A_BUG = 5.0
"""Real seconds before a step that raised is tried again."""
AWAY = 1.0
"""The same, where it was the database that did not answer."""


class Loop:
    """`quiet` is set while the step has nothing to do, nothing runs beside it and nothing has woken it."""

    def __init__(self, name: str, step: Step) -> None:
        self.name = name
        self.healthy = True
        self.quiet = asyncio.Event()
        self._step = step
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self.name)

    def wake(self) -> None:
        self.quiet.clear()
        self._woken.set()

    def beside(self, job: Coroutine[Any, Any, None], failed: Failed | None = None) -> None:
        """Let a step go on while this is done; the loop is woken when it ends."""
        task = asyncio.create_task(self._done(job, failed), name=f"{self.name} job")
        self._beside.add(task)
        task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Let what is under way end, then stop."""
        self._stopping = True
        self.wake()
        if self._task is not None:
            await self._task
        await asyncio.gather(*self._beside)

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            await self._wait(await self._stepped())

    async def _stepped(self) -> float | None:
        try:
            wait = await self._step()
        except Unavailable as error:
            logger.warning("the database is away", loop=self.name, error=str(error))
            self.healthy = False
            return AWAY
        except Exception:
            logger.exception("loop step failed", loop=self.name)
            self.healthy = False
            return AFTER_A_BUG
        self.healthy = True
        return wait

    async def _done(self, job: Coroutine[Any, Any, None], failed: Failed | None) -> None:
        try:
            await job
        except Exception:
            bug = uuid4().hex[:8]
            logger.exception("loop job failed", loop=self.name, error=bug)
            self.healthy = False
            if failed is not None:
                await self._done(failed(bug), None)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._beside.discard(task)
        self.wake()

    async def _wait(self, seconds: float | None) -> None:
        if self._woken.is_set() or seconds == 0:
            return
        if seconds is None and not self._beside:
            self.quiet.set()
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
