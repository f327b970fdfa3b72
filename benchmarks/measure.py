"""One measurement a function; each takes seconds, and all of them together a few minutes."""

import asyncio
import itertools
import json
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks import children, runs, standing
from benchmarks.children import BARE, BOT
from benchmarks.load import Presses, Taken
from benchmarks.runs import Runs
from runbook import reader
from sandbox import Sandbox
from sandbox.wire import Json
from tests import processes


@dataclass(frozen=True)
class Sizes:
    """How much is measured. `clicks` in all go to each app; `runs` have to hold as many items."""

    starts: int = 3
    runs: int = 85
    burst: int = 40
    clicks: int = 10_000
    flat_out_seconds: float = 10.0
    steady_seconds: float = 15.0
    pending: int = 10_000
    due: int = 1_000
    incidents: int = 1_000
    pages: int = 240
    reading: int = 10_000


QUICK = Sizes(
    starts=1,
    runs=3,
    burst=10,
    clicks=250,
    flat_out_seconds=0.5,
    steady_seconds=0.5,
    pending=100,
    due=20,
    incidents=8,
    pages=4,
    reading=500,
)
"""Whether it works at all."""


@dataclass(frozen=True)
class Burst:
    calls_a_click: float
    seconds: float


@dataclass(frozen=True)
class App:
    """What was seen of one app."""

    flat_out: Taken
    steady: Taken
    durable: float
    """The share of all presses that is in the record; whoever made the others was told "not saved"."""
    unanswered: int
    memory_before: float
    memory_after: float


async def cold_starts(
    sandbox: Sandbox, url: str, folder: Path, count: int, *module: str
) -> tuple[float, float]:
    """Median seconds until all sockets are open: the first time in an empty folder, and again."""
    first: list[float] = []
    again: list[float] = []
    for number in range(count):
        own = folder / f"{module[0]}-{number}"
        Runs(sandbox, own).write(1)
        for found in (first, again):
            began = perf_counter()
            async with children.running(sandbox, url, own, *module):
                found.append(perf_counter() - began)
    return statistics.median(first), statistics.median(again)


async def the_bot(sandbox: Sandbox, url: str, folder: Path, sizes: Sizes) -> tuple[App, Burst, Json]:
    """Also the press that the bare app is to be given."""
    of = Runs(sandbox, folder)
    of.write(sizes.runs)
    async with children.running(sandbox, url, folder, *BOT) as process:
        await of.start(0)
        await of.settled()
        template = await of.press(0)
        await of.settled()
        burst = await burst_of(of, template, sizes.burst)
        for number in range(1, sizes.runs):
            await of.start(number)
        await of.settled()
        presses = Presses(sandbox, template, runs.values(of.open_items()))
        seen = await pressed(process, presses, sizes, rate=None, recorded=of.done)
    return seen, burst, template


async def the_bare_app(
    sandbox: Sandbox, url: str, folder: Path, sizes: Sizes, template: Json, rate: float
) -> App:
    async with children.running(sandbox, url, children.made(folder), *BARE) as process:
        presses = Presses(sandbox, template, map(str, itertools.count()))
        return await pressed(process, presses, sizes, rate=rate, recorded=lambda: presses.made)


async def pressed(
    process: asyncio.subprocess.Process,
    presses: Presses,
    sizes: Sizes,
    rate: float | None,
    recorded: Callable[[], int],
) -> App:
    """Flat out, then at `rate` (else at half of what was seen), then on to the whole number of clicks."""
    before, done = await children.memory(process), recorded()
    flat_out = await presses.flat_out(sizes.flat_out_seconds, most=sizes.clicks // 2)
    steady = await presses.at(rate or flat_out.a_second / 2, sizes.steady_seconds)
    await presses.flat_out(float("inf"), most=max(0, sizes.clicks - presses.made))
    durable = (recorded() - done) / presses.made
    return App(flat_out, steady, durable, presses.unanswered, before, await children.memory(process))


async def burst_of(of: Runs, template: Json, clicks: int) -> Burst:
    """Items of one run ticked at the same moment: the Slack calls until every card shows all of it."""
    presses = Presses(of.sandbox, template, runs.values(of.open_items()))
    await presses.everybody()
    await of.settled()
    calls, began = len(of.sandbox.calls), perf_counter()
    await asyncio.gather(*(presses.one() for _ in range(clicks)))
    await of.settled()
    return Burst((len(of.sandbox.calls) - calls) / clicks, perf_counter() - began)


async def lateness_of_timers(url: str, folder: Path, sizes: Sizes) -> list[float]:
    """Milliseconds by which each timer rang late."""
    return await _late(url, folder, "benchmarks.timers", sizes.pending, sizes.due)


async def lateness_of_pages(sandbox: Sandbox, url: str, folder: Path, sizes: Sizes) -> list[float]:
    """Milliseconds from when each page was due to when Slack had accepted it."""
    standing.rooms(sandbox, sizes.incidents)
    return await _late(url, folder, "benchmarks.pages", sizes.incidents, sizes.pages, sizes.pending)


async def _late(url: str, folder: Path, module: str, *counts: int) -> list[float]:
    """What the module prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *map(str, counts),
        env=processes.environment(url, children.made(folder)), cwd=processes.ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, wrong = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{module} did not measure: {wrong.decode()}")
    late: list[float] = json.loads(said.splitlines()[-1])
    return late


def reading(items: int) -> float:
    """Seconds to read a checklist of that many items."""
    rows = [f"- [ ] Check number {number} of `many`" for number in range(items)]
    raw = "\n".join(["# Long", "## Service v1.0.0", *rows]).encode()
    began = perf_counter()
    reader.read.__wrapped__(raw)
    return perf_counter() - began
