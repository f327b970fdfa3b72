"""Programs: without a shell, in a process group of their own, watched, bounded, and surely ended."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.clock import Clock
from bot.outside import Attempt, Declined, Ways
from bot.outside.output import Heard
from commands.outside import Finished, RunCommand
from runbook.bindings import digest
from runbook.bindings.filling import Unfilled, fill

ALWAYS = ("PATH", "HOME", "LANG")
"""What every program is given of the environment."""

TELL_AFTER, TELL_AT_LEAST_EVERY = 3.0, 10.0
"""Real seconds between one telling of what it has written and the next: a second more each time, up to these.

Each is a redraw, and Slack takes about one a second from all of us together.
"""

GRACE = 5.0
"""Real seconds from SIGTERM to SIGKILL."""

LINGER = 2.0
"""Real seconds for what a program has left behind to let go of its output."""

AT_STOP = 1.0
"""As GRACE, where the bot itself is being stopped."""

CHUNK = 64 * 1024


class Pipe:
    """What a program writes, read as it comes; `closed` once nobody can write to it any more."""

    def __init__(self, heard: Heard) -> None:
        self.closed = asyncio.Event()
        self._heard = heard
        self._reads, self.writes = os.pipe()
        os.set_blocking(self._reads, False)
        asyncio.get_running_loop().add_reader(self._reads, self._read)

    def give_away(self) -> None:
        """The program has its end of it: ours would keep it open."""
        if self.writes >= 0:
            os.close(self.writes)
            self.writes = -1

    def close(self) -> None:
        self.give_away()
        asyncio.get_running_loop().remove_reader(self._reads)
        os.close(self._reads)

    def _read(self) -> None:
        with suppress(BlockingIOError):
            data = os.read(self._reads, CHUNK)
            self._heard.add(data)
            if not data:
                asyncio.get_running_loop().remove_reader(self._reads)
                self.closed.set()


class Shell:
    """Runs programs in `folder`; `secrets` are hidden in whatever they write."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], secrets: Iterable[str], clock: Clock
    ) -> None:
        self._folder = folder
        self._environment = environment
        self._secrets = tuple(secrets)
        self._clock = clock

    def ways(self) -> Ways:
        return {RunCommand: self.run}

    async def run(self, attempt: Attempt) -> Finished:
        wanted: RunCommand = attempt.wanted
        argv, environment = _argv(wanted), self._given(wanted.env)
        heard = Heard([*self._secrets, *(environment[name] for name in wanted.env)])
        begun = self._clock.monotonic()
        async with self._started(argv, environment, heard) as (process, pipe):
            said = await _watched(process, pipe, heard, attempt)
        code = process.returncode
        output = await asyncio.to_thread(heard.kept)
        return Finished(
            ok=code == 0 and not said, said=", ".join([*said, _ended_with(code)]), code=code, output=output,
            seconds=round(self._clock.monotonic() - begun, 3),
        )  # fmt: skip

    def _given(self, names: Iterable[str]) -> dict[str, str]:
        missing = [name for name in names if not self._environment.get(name)]
        if missing:
            raise Declined(f"{missing[0]} is not set in the environment of the bot")
        asked = (*ALWAYS, *names)
        return {name: self._environment[name] for name in asked if name in self._environment}

    @asynccontextmanager
    async def _started(
        self, argv: list[str], environment: dict[str, str], heard: Heard
    ) -> AsyncIterator[tuple[Process, Pipe]]:
        """Gone at the end of the block, whatever happens. Raises Declined where it cannot be started."""
        pipe = Pipe(heard)
        try:
            process = await self._spawned(argv, environment, pipe.writes)
            try:
                pipe.give_away()
                yield process, pipe
            finally:
                if process.returncode is None:
                    await _end(process, pipe, AT_STOP)
        finally:
            pipe.close()

    async def _spawned(self, argv: list[str], environment: dict[str, str], writes: int) -> Process:
        if not self._folder.is_dir():
            raise Declined("the folder for commands is not there (RUNSHEET_COMMANDS_CWD)")
        try:
            return await asyncio.create_subprocess_exec(
                *argv, stdin=DEVNULL, stdout=writes, stderr=writes, cwd=self._folder, env=environment,
                start_new_session=True,
            )  # fmt: skip
        except FileNotFoundError:
            raise Declined(f"{argv[0]} is not there; commands run in {self._folder}") from None
        except PermissionError:
            raise Declined(f"{argv[0]} may not be executed: chmod +x") from None
        except OSError as error:
            raise Declined(f"{argv[0]} cannot be started ({error.strerror})") from None


def _argv(wanted: RunCommand) -> list[str]:
    if digest(list(wanted.argv)) != wanted.sha256:
        raise Declined("it is not the command that was allow-listed")
    try:
        return fill(wanted.argv, wanted.values)
    except Unfilled as unfilled:
        raise Declined(unfilled.why) from None


# Watching it. -----------------------------------------------------------------------------------------------


async def _watched(process: Process, pipe: Pipe, heard: Heard, attempt: Attempt) -> list[str]:
    """Until it has ended; what there is to say of that besides how."""
    over = asyncio.Event()
    telling = asyncio.create_task(_tell(attempt, heard, over))
    said = []
    try:
        async with asyncio.timeout(attempt.wanted.timeout):
            await process.wait()
    except TimeoutError:
        said.append(f"stopped after {attempt.wanted.timeout:g} s")
        await _end(process, pipe, GRACE)
    finally:
        over.set()
        await telling
    if not await _within(LINGER, pipe.closed):
        heard.add(b"\n(something that it has started still holds its output; no more of it is read)\n")
    return said


async def _tell(attempt: Attempt, heard: Heard, over: asyncio.Event) -> None:
    told, pause = 0, TELL_AFTER
    while not await _within(pause, over):
        if heard.total > told:
            told, pause = heard.total, min(pause + 1, TELL_AT_LEAST_EVERY)
            await attempt.tell(await asyncio.to_thread(heard.copy().kept, so_far=True))


async def _end(process: Process, pipe: Pipe, grace: float) -> None:
    """The whole group of it: first asked to end, then made to."""
    _signal(process, signal.SIGTERM)
    with suppress(TimeoutError):
        async with asyncio.timeout(grace):
            await process.wait()
            await pipe.closed.wait()
    _signal(process, signal.SIGKILL)
    await process.wait()


def _signal(process: Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


async def _within(seconds: float, happens: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await happens.wait()
    except TimeoutError:
        return False
    return True


def _ended_with(code: int | None) -> str:
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
