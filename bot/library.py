"""The folder of runbooks, read into the database."""

import asyncio
import hashlib
from pathlib import Path

from bot.clock import Clock
from runbook import reader
from runbook.model import Unreadable
from store import runbooks
from store.db import Database
from store.runbooks import Runbook


async def read(source: Path, team_id: str, database: Database, clock: Clock) -> list[Runbook]:
    """Offer every Markdown file of a folder, or a single file, under its name without the ending.

    A file that cannot be run is offered too, with the reason: whoever names it is told.
    """
    found = await asyncio.to_thread(_runbooks, source, team_id, clock)
    async with database.transaction(clock.now()) as tx:
        await runbooks.forget_others(tx, team_id, {runbook.name for runbook in found})
        return [await runbooks.keep(tx, runbook) for runbook in found]


def _runbooks(source: Path, team_id: str, clock: Clock) -> list[Runbook]:
    files = [source] if source.is_file() else sorted(source.glob("*.md"))
    return [_runbook(path, team_id, clock) for path in files]


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
    )
