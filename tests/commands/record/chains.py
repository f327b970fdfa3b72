"""Records as tests keep them: two chains, and the file that they make."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commands.record import lines
from store.journal import START, Entry, digest
from store.runs import Run

NOW = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)


def run(**changed: Any) -> Run:
    usual: dict[str, Any] = {
        "id": 1, "team_id": "THARBOR", "number": 3, "title": "Small", "service": "Parcel",
        "service_key": "parcel", "environment": "production", "environment_key": "production",
        "version": "v2.4.0", "runbook_id": 1,
        "state": "closed", "lead": "UANA", "channel": "CDEPLOY", "zone": "UTC+7", "planned_at": NOW,
        "started_at": NOW, "ended_at": NOW + timedelta(hours=5), "ended_by": "UANA",
    }  # fmt: skip
    return Run(**usual | changed)


def chain(subject: str, *deeds: str, **detail: Any) -> list[Entry]:
    """One entry a deed, a minute apart."""
    made: list[Entry] = []
    for seq, what in enumerate(deeds, start=1):
        entry = Entry(
            team_id="THARBOR", subject=subject, seq=seq, at=NOW + timedelta(minutes=seq), who="UANA",
            what=what, detail={"reason": "naïve ☑️ <b>", **detail},
            previous=made[-1].hash if made else START, hash="",
        )  # fmt: skip
        entry.hash = digest(entry)
        made.append(entry)
    return made


CHAINS = {
    "run:1": chain("run:1", "run.prepared", "run.started", "item.done", "item.skipped", "run.closed"),
    "incident:2": chain("incident:2", "incident.declared", "incident.resolved"),
}


def record() -> bytes:
    return lines.record(run(), CHAINS, NOW).encode()


def rows() -> list[bytes]:
    """The lines of the record; the last one closes it."""
    return record().splitlines(keepends=True)
