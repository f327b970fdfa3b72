"""What the tests of the store keep in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from store import items, runbooks, runs, sections
from store.db import Transaction
from store.items import Item
from store.runbooks import Runbook
from store.runs import Run
from store.sections import Section

TEAM, OTHER_TEAM = "THARBOR", "TELSEWHERE"
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
"""Story time and real time alike, where the difference does not matter."""


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


def runbook(name: str = "small", sha256: str = "a" * 64, **changed: Any) -> Runbook:
    usual: dict[str, Any] = {
        "team_id": TEAM, "name": name, "sha256": sha256, "title": name.title(), "raw": b"# Small",
        "read_at": NOW,
    }  # fmt: skip
    return Runbook(**usual | changed)


async def run(
    tx: Transaction, service: str = "Parcel", environment: str = "production", **changed: Any
) -> Run:
    """A running run of a runbook of its own."""
    team_id = changed.get("team_id", TEAM)
    kept = await runbooks.keep(tx, runbook(team_id=team_id))
    usual: dict[str, Any] = {
        "team_id": team_id, "number": 0, "title": "Small", "version": "v2.4.0", "runbook_id": kept.id,
        "service": service, "service_key": runs.key(service),
        "environment": environment, "environment_key": runs.key(environment),
        "state": "running", "lead": "UANA", "channel": "CDEPLOY", "zone": "UTC",
        "planned_at": later(minutes=5),
    }  # fmt: skip
    return await runs.add(tx, Run(**usual | changed))


async def section(tx: Transaction, of: Run, ordinal: int = 0, **changed: Any) -> Section:
    made = Section(
        team_id=of.team_id, run_id=of.id, ordinal=ordinal, key=f"s{ordinal}", path=["Top", f"Part {ordinal}"],
        line=ordinal + 1, **changed,
    )  # fmt: skip
    await sections.add_all(tx, [made])
    return made


def item(of: Section, ordinal: int = 0, **changed: Any) -> Item:
    usual: dict[str, Any] = {
        "team_id": of.team_id, "run_id": of.run_id, "section_id": of.id, "ordinal": ordinal,
        "key": f"i{ordinal}", "text": f"Item {ordinal}", "depth": 0, "state": "open",
    }  # fmt: skip
    return Item(**usual | changed)


async def added(tx: Transaction, of: Section, ordinal: int = 0, **changed: Any) -> Item:
    return await items.add(tx, item(of, ordinal, **changed))
