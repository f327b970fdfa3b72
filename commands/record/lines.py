"""The record as JSON Lines: an entry of the journal a line, chain after chain, and a closing line. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from store.journal import Entry, Head
from store.runs import Run

FORMAT = "runsheet record 1"
"""What the closing line says it closes."""

SAID = ("previous", "team_id", "subject", "seq", "at", "who", "what", "detail")
"""What the hash of an entry is taken over, in this order."""


def record(run: Run, chains: Mapping[str, Sequence[Entry]], written_at: datetime) -> str:
    rows = [said(entry) for entries in chains.values() for entry in entries]
    ends = [_end(subject, entries) for subject, entries in chains.items() if entries]
    closing: dict[str, Any] = {"closing": FORMAT, "run": _about(run), "chains": ends,
                               "written_at": written_at.isoformat()}  # fmt: skip
    closing["hash"] = seal(closing)
    return "".join(f"{line(row)}\n" for row in (*rows, closing))


def said(entry: Entry) -> dict[str, Any]:
    """An entry as its line says it."""
    row = {name: getattr(entry, name) for name in (*SAID, "hash")}
    return {**row, "at": entry.at.isoformat()}


def line(row: Mapping[str, Any]) -> str:
    """There is one way to write a row, so that a record shows every byte that was changed."""
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def seal(closing: Mapping[str, Any]) -> str:
    """SHA-256 over everything else that the closing line says."""
    rest = {name: value for name, value in closing.items() if name != "hash"}
    return hashlib.sha256(line(rest).encode()).hexdigest()


def end(head: Head) -> dict[str, Any]:
    return {"subject": head.subject, "count": head.seq, "head": head.hash}


def _end(subject: str, entries: Sequence[Entry]) -> dict[str, Any]:
    return {"subject": subject, "count": len(entries), "head": entries[-1].hash}


def _about(run: Run) -> dict[str, Any]:
    return {
        "number": run.number,
        "service": run.service,
        "version": run.version,
        "environment": run.environment,
        "state": run.state,
    }
