"""Looking at incidents: cards, pages, lists, the panels on other features' cards."""

from collections.abc import Sequence

from commands import kit
from commands.feature import Answer, Card, Click, Panel, Say, Show, Typed
from commands.incident import chosen, list_views, page_views, paging, plan, telling, views
from commands.incident.inputs import ShowIncident
from commands.incident.rules import Decision
from commands.incident.telling import CARD
from store import incidents, pages, people, runs, steps, timeline
from store.db import Transaction
from store.incidents import Incident
from store.pages import Page
from store.timeline import Kind

HISTORY = 20


async def status(tx: Transaction, typed: Typed) -> Answer:
    """The card of one; of several, their list."""
    which, _ = await chosen.chosen(tx, typed, ended=True)
    if len(which) > 1:
        return await list_open(tx, typed)
    return Show(CARD, str(which[0].id))


async def show(tx: Transaction, click: Click[ShowIncident]) -> Answer:
    return Show(CARD, str((await chosen.clicked(tx, click)).id))


async def list_open(tx: Transaction, typed: Typed) -> Answer:
    which = await incidents.open_ones(tx, typed.by.team_id)
    which += await incidents.unreviewed(tx, typed.by.team_id)
    return await _listed(tx, which, typed.by.user_id, "*Incidents that are not over*")


async def history(tx: Transaction, typed: Typed) -> Answer:
    which = await incidents.latest(tx, typed.by.team_id, HISTORY)
    return await _listed(tx, which, typed.by.user_id, "*The last incidents*")


async def _listed(tx: Transaction, which: Sequence[Incident], reader: str, title: str) -> Answer:
    """What is private is shown to whoever is in it."""
    seen = [each for each in which if not each.private or await _is_in(tx, each, reader)]
    if not seen:
        return Say("No incident is open. `/incident open` declares one.")
    rows = [list_views.row(await _drawn(tx, each)) for each in seen]
    return Say("\n".join([title, *rows]))


async def _is_in(tx: Transaction, incident: Incident, reader: str) -> bool:
    paged = {page.user_id for page in await pages.of_incident(tx, incident.id)}
    return reader in {incident.declared_by, incident.acknowledged_by, *paged, *incident.roles.values()}


# Cards. -----------------------------------------------------------------------------------------------------


async def draw(tx: Transaction, team_id: str, subject: str) -> Card:
    return views.card(await _drawn(tx, await chosen.incident(tx, team_id, int(subject))))


async def draw_in_operations(tx: Transaction, team_id: str, subject: str) -> Card:
    """All of it where it lives there; a line where it has a channel, or will have."""
    incident = await chosen.incident(tx, team_id, int(subject))
    drawn = await _drawn(tx, incident)
    lives_here = incident.channel is None and (
        incident.channel_problem is not None or not telling.has_own(incident)
    )
    return views.card(drawn) if lives_here else views.brief(drawn)


async def draw_page(tx: Transaction, team_id: str, subject: str) -> Card:
    return page_views.page(await _page(tx, team_id, int(subject)))


async def draw_mention(tx: Transaction, team_id: str, subject: str) -> Card:
    return page_views.mention(await _page(tx, team_id, int(subject)))


async def draw_asking(tx: Transaction, team_id: str, subject: str) -> Card:
    number, what, about = subject.split("/")
    incident = await chosen.incident(tx, team_id, int(number))
    names = await people.names(tx, team_id, [incident.acknowledged_by])
    moments = {
        "update": incident.update_due_at,
        "quiet": incident.quiet_asked_at,
        "decide": incident.declared_at if incident.decision is None else None,
    }
    at = moments[what]
    still = incident.resolved_at is None and at is not None and int(at.timestamp()) == int(about)
    return page_views.asking(incident, what, names, still=still)


async def _page(tx: Transaction, team_id: str, page_id: int) -> page_views.Drawn:
    page = await pages.find(tx, team_id, page_id)
    if page is None:
        raise LookupError(f"no page {page_id}")
    incident = await chosen.incident(tx, team_id, page.incident_id)
    known = [page.user_id, incident.declared_by, incident.acknowledged_by, incident.resolved_by]
    return page_views.Drawn(page, incident, await people.names(tx, team_id, known), tx.now)


async def _drawn(tx: Transaction, incident: Incident) -> views.Drawn:
    paged = await pages.of_incident(tx, incident.id)
    rows = await steps.of_incident(tx, incident.id, incident.severity)
    climb = paging.climb(incident)
    return views.Drawn(
        incident=incident,
        names=await people.names(
            tx, incident.team_id, _mentioned(incident, paged, [s.done_by for s in rows])
        ),
        steps=rows,
        pages=paged,
        upcoming=plan.upcoming(climb, tx.now) if paging.is_climbing(incident) else None,
        run=await runs.find(tx, incident.team_id, incident.run_id) if incident.run_id else None,
        decision=await _decision(tx, incident),
    )


def _mentioned(incident: Incident, paged: Sequence[Page], others: Sequence[str | None]) -> list[str | None]:
    in_tree = [user for level in incident.tree for user in level["people"]]
    own = [
        incident.declared_by, incident.acknowledged_by, incident.resolved_by, incident.reviewed_by,
        incident.postmortem_owner, *incident.roles.values(),
    ]  # fmt: skip
    return [*own, *in_tree, *(page.user_id for page in paged), *others]


async def _decision(tx: Transaction, incident: Incident) -> str | None:
    """The last one, in words."""
    taken = await timeline.of_incident(tx, incident.id, Kind.DECISION)
    if not taken or incident.decision is None:
        return None
    mark = "⏪" if incident.decision == Decision.BACK else "🔧"
    names = await people.names(tx, incident.team_id, [taken[-1].by])
    return f"{mark} {kit.safe(kit.cut(taken[-1].text, 300))} _({kit.person(names, taken[-1].by)})_"


# Panels. ----------------------------------------------------------------------------------------------------


async def run_panel(tx: Transaction, team_id: str, subject: str) -> Panel | None:
    run = await runs.find(tx, team_id, int(subject))
    if run is None:
        return None
    public = [each for each in await incidents.of_run(tx, team_id, run.id) if not each.private]
    drawn = [await _drawn(tx, each) for each in public]
    return list_views.on_run(drawn[-5:], run)


async def home_panel(tx: Transaction, team_id: str, user_id: str) -> Panel:
    which = await incidents.open_ones(tx, team_id)
    seen = [each for each in which if not each.private or await _is_in(tx, each, user_id)]
    return list_views.home([await _drawn(tx, each) for each in seen[:15]])
