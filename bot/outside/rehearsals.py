"""Rehearsals: `runsheet rehearse` in a process and a folder of its own, bounded, and ended with the bot."""

import asyncio
import base64
import json
import os
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import bot
from bot import library
from bot.clock import Clock
from bot.outside import STOPPED, Attempt, Declined, Later, Ways
from commands.outside import Rehearse, Rehearsed, Watchable

MOST = 4 * 1024 * 1024
"""Bytes of a line that is read: an outcome lists what was missing and what nobody answered."""

NICE = 10
"""It gives way to the bot: people wait three seconds for that."""

GIVEN = ("PATH", "HOME", "LANG")
"""What it is given of the environment: no token, no database."""

PLACE = Path(bot.__file__).parent.parent
"""Where `python -m bot` finds itself."""


class Rehearsals:
    """One at a time; the page of one that was watched stays until the next, or until `close`."""

    def __init__(self, environment: Mapping[str, str], clock: Clock) -> None:
        self._environment = {name: environment[name] for name in GIVEN if name in environment}
        self._clock = clock
        self._last = AsyncExitStack()
        self._closing = False

    def ways(self) -> Ways:
        return {Rehearse: self.rehearse}

    async def close(self) -> None:
        """What is under way is ended at once; the next start begins it anew."""
        self._closing = True
        await self._last.aclose()

    async def rehearse(self, attempt: Attempt) -> Rehearsed:
        wanted: Rehearse = attempt.wanted
        if self._closing:
            raise Later(STOPPED)
        await self._last.aclose()
        self._last = stack = AsyncExitStack()
        try:
            rehearsed = await self._rehearsed(stack, attempt)
        except BaseException:
            await stack.aclose()
            raise
        if not wanted.watched:
            await stack.aclose()
        return rehearsed

    async def _rehearsed(self, stack: AsyncExitStack, attempt: Attempt) -> Rehearsed:
        wanted: Rehearse = attempt.wanted
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-rehearsing-")))
        begun = self._clock.monotonic()
        file = await asyncio.to_thread(_laid_out, folder, wanted)
        process = await self._started(stack, folder, file, wanted)
        try:
            async with asyncio.timeout(wanted.within):
                said = await _heard(process, attempt)
        except TimeoutError:
            raise Declined(f"it was not over after {wanted.within:g} s") from None
        if said is None and self._closing:
            raise Later(STOPPED)
        if said is None:
            raise Declined(await asyncio.to_thread(_complaint, folder))
        took = round(self._clock.monotonic() - begun, 1)
        return await asyncio.to_thread(_told, said, took)

    async def _started(self, stack: AsyncExitStack, folder: Path, file: Path, wanted: Rehearse) -> Process:
        watch = ["--watch"] if wanted.watched else []
        argv = ["rehearse", str(file), "--format", "json", "--out", str(folder / "out"), *watch]
        errors = stack.enter_context(_errors(folder).open("wb"))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *argv, cwd=PLACE, env=self._environment | {"TMPDIR": str(folder)},
            stdin=PIPE, stdout=PIPE, stderr=errors, limit=MOST, start_new_session=True,
        )  # fmt: skip
        stack.push_async_callback(_end, process)
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        return process


def _laid_out(folder: Path, wanted: Rehearse) -> Path:
    """The checklist with its side file beside it, under a name that can be typed."""
    file = folder / "checklist.md"
    file.write_bytes(base64.b64decode(wanted.document))
    if wanted.side is not None:
        library.beside(file).write_bytes(base64.b64decode(wanted.side))
    return file


async def _heard(process: Process, attempt: Attempt) -> dict[str, Any] | None:
    """Its outcome, None where it ends without one; where it can be watched is told on."""
    assert process.stdout is not None  # noqa: S101 - it was started with a pipe
    while line := await process.stdout.readline():
        said: dict[str, Any] = json.loads(line)
        if "watch" not in said:
            return said
        await attempt.tell(Watchable(address=said["watch"]))
    return None


async def _end(process: Process) -> None:
    """At once: nothing that it holds is kept."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _errors(folder: Path) -> Path:
    return folder / "errors.txt"


def _complaint(folder: Path) -> str:
    """The last thing that it said, without where its folder was."""
    said = _errors(folder).read_text(errors="replace").replace(f"{folder}/", "").strip().splitlines()
    return said[-1][:500] if said else "it ended without an outcome"


def _told(said: dict[str, Any], seconds: float) -> Rehearsed:
    files = {Path(each).suffix: Path(each).read_text() for each in said["written"]}
    return Rehearsed.model_validate(
        {**said, "page": files[".html"], "checklist": files[".md"], "seconds": seconds}
    )
