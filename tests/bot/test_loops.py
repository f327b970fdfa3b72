"""Loops: a step now, when due, or when woken; never after the stop, never half."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.loops import Loop


class Steps:
    """A step that answers what it is told to, and counts."""

    def __init__(self, *answers: float | Exception | None) -> None:
        self.answers = list(answers)
        self.taken = 0

    async def __call__(self) -> float | None:
        self.taken += 1
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


@asynccontextmanager
async def running(step: Callable[[], Awaitable[float | None]]) -> AsyncIterator[Loop]:
    loop = Loop("test", step)
    loop.start()
    try:
        async with asyncio.timeout(5):
            yield loop
    finally:
        await loop.stop()


async def test_a_step_runs_at_the_start() -> None:
    steps = Steps()
    async with running(steps) as loop:
        await loop.quiet.wait()
        assert steps.taken == 1


async def test_there_may_be_more_at_once() -> None:
    steps = Steps(0, 0, None)
    async with running(steps) as loop:
        await loop.quiet.wait()
        assert steps.taken == 3


async def test_a_wait_is_waited() -> None:
    steps = Steps(0.01, None)
    async with running(steps) as loop:
        await loop.quiet.wait()
        assert steps.taken == 2


async def test_waking_ends_a_wait() -> None:
    steps = Steps(None, 3600)
    async with running(steps) as loop:
        await loop.quiet.wait()
        loop.wake()
        assert not loop.quiet.is_set()
        await asyncio.sleep(0)
        loop.wake()
        await loop.quiet.wait()
        assert steps.taken == 3


async def test_a_waking_during_the_step_is_not_lost() -> None:
    entered, go_on = asyncio.Event(), asyncio.Event()
    taken = 0

    async def step() -> None:
        nonlocal taken
        taken += 1
        entered.set()
        await go_on.wait()

    async with running(step) as loop:
        await entered.wait()
        loop.wake()
        go_on.set()
        await loop.quiet.wait()
        assert taken == 2


async def test_a_step_that_fails_is_tried_again_and_says_so() -> None:
    failed, fails = asyncio.Event(), True

    async def step() -> None:
        if fails:
            asyncio.get_running_loop().call_soon(failed.set)
            raise LookupError("a bug")

    async with running(step) as loop:
        await failed.wait()
        assert not loop.healthy
        assert not loop.quiet.is_set(), "it is not done"
        fails = False
        loop.wake()
        await loop.quiet.wait()
        assert loop.healthy


async def test_stopping_lets_the_step_end() -> None:
    entered, go_on, ended = asyncio.Event(), asyncio.Event(), False

    async def step() -> None:
        nonlocal ended
        entered.set()
        await go_on.wait()
        ended = True

    loop = Loop("test", step)
    loop.start()
    await entered.wait()
    stopping = asyncio.create_task(loop.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    go_on.set()
    await stopping
    assert ended


async def test_after_the_stop_nothing_runs() -> None:
    steps = Steps(3600)
    loop = Loop("test", steps)
    loop.start()
    async with asyncio.timeout(5):
        await loop.stop()
    taken = steps.taken
    loop.wake()
    await asyncio.sleep(0)
    assert steps.taken == taken


async def test_stopping_what_never_started_is_nothing() -> None:
    await Loop("test", Steps()).stop()


# Beside the steps. ------------------------------------------------------------------------------------------


class Job:
    """Something slow, and whether it is done."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.done = False

    async def run(self) -> None:
        await self.go_on.wait()
        self.done = True


async def test_steps_go_on_while_something_is_done_beside_them() -> None:
    job, steps = Job(), Steps()
    async with running(steps) as loop:
        await loop.quiet.wait()
        loop.beside(job.run())
        loop.wake()
        while steps.taken < 2:  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert not loop.quiet.is_set(), "the job is not done"
        job.go_on.set()
        await loop.quiet.wait()
        assert (job.done, steps.taken) == (True, 3), "its end may have left something to do"


async def test_stopping_waits_for_what_is_done_beside() -> None:
    job = Job()
    async with running(Steps()) as loop:
        await loop.quiet.wait()
        loop.beside(job.run())
        asyncio.get_running_loop().call_later(0.01, job.go_on.set)
    assert job.done


async def test_something_beside_that_fails_says_so() -> None:
    async def fail() -> None:
        asyncio.get_running_loop().call_soon(failed.set)
        raise LookupError("a bug")

    failed = asyncio.Event()
    async with running(Steps()) as loop:
        await loop.quiet.wait()
        loop.beside(fail())
        await failed.wait()
        assert not loop.healthy
        await loop.quiet.wait()
        assert loop.healthy, "it was a job; the loop goes on"
