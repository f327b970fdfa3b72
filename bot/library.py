"""The folder of runbooks: read into the database at start, and whenever a file of it has changed."""

import asyncio
import hashlib
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from runbook import reader
from runbook.model import Unreadable
from store import runbooks
from store.db import Database
from store.runbooks import Runbook

logger = log.get(__name__)


EVERY = 3.0
"""Real seconds between one look at the folder and the next."""

SIDE = ".bindings.yaml"


class Library:
    """A folder of Markdown checklists, each with its side file, or a single one."""

    def __init__(self, source: Path, team_id: str, database: Database, clock: Clock) -> None:
        self._source = source
        self._team_id = team_id
        self._database = database
        self._clock = clock
        self._seen: dict[str, tuple[int, int]] | None = None
        self.on_change: Callable[[], Awaitable[None]] | None = None
        self.loop = Loop("runbooks", self._step)

    async def look(self) -> bool:
        """Offer what is there now; whether anything had changed since the last look."""
        stamps = await asyncio.to_thread(_stamps, self._source)
        if stamps == self._seen:
            return False
        await read(self._source, self._team_id, self._database, self._clock)
        async with self._database.reading(self._clock.now()) as tx:
            used = [kept.raw for kept in await runbooks.in_use(tx, self._team_id) if not kept.problem]
        for raw in used:
            await read_ahead(raw)
        self._seen = stamps
        if self.on_change is not None:
            await self.on_change()
        return True

    async def _step(self) -> float:
        if await self.look():
            logger.info("runbooks changed", folder=str(self._source))
        return EVERY


def _stamps(source: Path) -> dict[str, tuple[int, int]]:
    """What tells that a file has changed, without reading it."""
    watched = [*files(source), *(beside(path) for path in files(source))]
    found = ((path, _stat(path)) for path in watched)
    return {path.name: (stat.st_mtime_ns, stat.st_size) for path, stat in found if stat}


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def files(source: Path) -> list[Path]:
    """The checklists of a folder, or the single one that is named."""
    return [source] if source.is_file() else sorted(source.glob("*.md"))


def beside(path: Path) -> Path:
    """Where a checklist's side file would be."""
    return path.with_suffix(SIDE)


async def read_ahead(raw: bytes) -> None:
    """Read a file in a thread, so that the turn which asks for it finds it read.

    A long one takes a second, in which a turn would leave nothing else its turn.
    """
    with suppress(Unreadable):
        await asyncio.to_thread(reader.read, raw)


async def read(source: Path, team_id: str, database: Database, clock: Clock) -> list[Runbook]:
    """Offer every Markdown file of a folder, or a single file, under its name without the ending.

    A file that cannot be run is offered too, with the reason: whoever names it is told.
    """
    found = await asyncio.to_thread(_runbooks, source, team_id, clock)
    async with database.transaction(clock.now()) as tx:
        await runbooks.forget_others(tx, team_id, {runbook.name for runbook in found})
        return [await runbooks.keep(tx, runbook) for runbook in found]


def _runbooks(source: Path, team_id: str, clock: Clock) -> list[Runbook]:
    return [_runbook(path, team_id, clock) for path in files(source)]


def _runbook(path: Path, team_id: str, clock: Clock) -> Runbook:
    raw, title, problem = b"", path.stem, None
    try:
        raw = path.read_bytes()
        title = reader.read(raw).title
    except OSError as error:
        problem = f"{path.name} cannot be opened ({error.strerror})."
    except Unreadable as unreadable:
        raw, problem = b"", unreadable.reason
    return Runbook(
        team_id=team_id,
        name=path.stem,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=title,
        raw=raw,
        read_at=clock.now(),
        problem=problem,
        side=_side(path),
    )


def _side(path: Path) -> bytes | None:
    side = beside(path)
    try:
        return side.read_bytes() if side.is_file() else None
    except OSError as error:
        logger.warning("a side file cannot be opened", file=side.name, error=error.strerror)
        return None
