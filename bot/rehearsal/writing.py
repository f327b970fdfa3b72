"""The record of a rehearsal, as files."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.rehearsal.running import Rehearsed
from commands.record import filled, gather, lines, page


async def write(over: Rehearsed, folder: Path) -> list[Path]:
    """The checklist filled in, the journal, and the page for auditors. Raises OSError."""
    async with over.bot.database.reading(over.bot.clock.now()) as tx:
        given = await gather.gather(tx, over.run, await gather.public(tx, over.run))
    name = over.rehearsal.name
    written = {
        f"{name}.record.md": filled.markdown(given, over.rehearsal.runbook),
        f"{name}.record.jsonl": lines.record(given.run, given.chains, given.at).encode(),
        f"{name}.record.html": page.page(given).encode(),
    }
    return await asyncio.to_thread(_save, folder, written)


def _save(folder: Path, written: Mapping[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in written.items():
        (folder / file).write_bytes(content)
    return [folder / file for file in written]
