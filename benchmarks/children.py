"""What is measured, as a process of its own: the bot, the bare app, and how much memory either takes."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.inlets import SOCKETS
from sandbox import Sandbox
from tests import processes

READY_WITHIN = 60.0
GONE_WITHIN = 15.0

BOT = ("bot", "serve")
BARE = ("benchmarks.bare",)


@asynccontextmanager
async def running(
    sandbox: Sandbox, url: str, folder: Path, *module: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m MODULE`, once all its sockets are open; at the end of the block it is told to stop."""
    settings = processes.environment(url, folder, RUNSHEET_RUNBOOKS=str(folder / "runbooks"))
    process = await started(settings, folder / "child.log", *module)
    try:
        async with asyncio.timeout(READY_WITHIN):
            await sandbox.connected(SOCKETS)
        yield process
    finally:
        await ended(process)
        sandbox.drop_sockets()


async def started(settings: dict[str, str], log: Path, *module: str) -> asyncio.subprocess.Process:
    """Its output goes into a file: a pipe that nobody empties would stop it."""
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", *module, env=settings, cwd=processes.ROOT, stdout=output, stderr=output
        )


async def ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(GONE_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def memory(process: asyncio.subprocess.Process) -> float:
    """Resident memory in MiB."""
    ps = await asyncio.create_subprocess_exec(
        "ps", "-o", "rss=", "-p", str(process.pid), stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    said, _ = await ps.communicate()
    return int(said) / 1024
