"""The pager beside Slack: rung with each page, told when it is over; docs/pager-webhook.md has the shape."""

from typing import Any

from commands import kit
from commands.incident import telling
from commands.outside import Nothing, Outcome, Ring, want
from store import effects, incidents, journal, pages, workspaces
from store.db import Transaction
from store.incidents import Incident
from store.messages import Urgency
from store.pages import Page

RUNG = "incident.rung"
RING, OVER = "incident_page", "incident_page_over"


async def ring(tx: Transaction, incident: Incident, page: Page, kind: str = RING) -> None:
    if not (await workspaces.get(tx, page.team_id)).has_pager:
        return
    name = await telling.plain_names(tx, page.team_id, [page.user_id])
    body: dict[str, Any] = {
        "kind": kind,
        "title": f"Severity {incident.severity}: {incident.title}",
        "message": f"Incident {incident.number}: you are paged as {page.role}.",
        "person": page.user_id,
        "person_name": name,
        "due_at": page.due_at.isoformat(),
        "incident": incident.number,
        "severity": incident.severity,
        "page": page.id,
    }
    await want(
        tx, page.team_id, _key(page, kind), Ring(body=body), then=RUNG, subject=str(page.id),
        urgency=Urgency.PAGE,
    )  # fmt: skip


async def silence(tx: Transaction, incident: Incident, page: Page) -> None:
    """A phone that rings on is told; one that was not rung yet is not."""
    ringing = await effects.find(tx, page.team_id, _key(page, RING))
    if ringing is None:
        return
    await effects.withdraw(tx, page.team_id, _key(page, RING))
    if ringing.attempted_at is not None:
        await ring(tx, incident, page, OVER)


async def rung(tx: Transaction, outcome: Outcome[Nothing]) -> None:
    """The pager has taken it, or will not."""
    page = await pages.find(tx, outcome.team_id, int(outcome.subject))
    incident = await incidents.find(tx, outcome.team_id, page.incident_id) if page else None
    if page is None or incident is None:
        return
    what = "page.rung" if outcome.problem is None else "page.not_rung"
    await journal.record(
        tx, page.team_id, telling.subject(incident), telling.CLOCK, what, page=page.id, why=outcome.problem
    )
    if outcome.problem is not None:
        name = await telling.named(tx, page.team_id, [page.user_id])
        text = f"⚠️ The pager did not take the page to {name}: `{kit.safe(outcome.problem)}`."
        await telling.say(tx, incident, f"not_rung:{outcome.key}", text)


def _key(page: Page, kind: str) -> str:
    return f"page:{page.id}:{kind}"
