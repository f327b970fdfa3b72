"""Where the traffic stands, and what the cards say of it."""

from collections.abc import Sequence

from commands import documents, kit, known, offers, zones
from commands.facts import RunFact
from commands.feature import Panel, Refused
from commands.traffic import rules, views
from runbook.plan import plan, soaks
from store import blockers, executions, items, messages, runbooks, runs, sections
from store.db import Transaction
from store.items import Item
from store.messages import Urgency
from store.runs import Run
from store.sections import Section

RUN, SECTION = "run", "section"
COMMAND = "traffic"
CAUSE = "traffic"
"""The blocker of a step that failed: it stops the stages, not another try."""

DIFFERS = "traffic-share"
"""The blocker of a share that is read otherwise than it was routed."""


async def item(tx: Transaction, team_id: str, item_id: int) -> tuple[Item, Run]:
    found = await items.find(tx, team_id, item_id)
    if found is None or found.percent is None:
        raise Refused("This step is not known here. `/deploy status` shows the run as it is.")
    return found, await runs.get(tx, found.run_id)


async def steps(tx: Transaction, run: Run) -> list[rules.Step]:
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    soak = soaks(document, plan(document, run.planned_at, zone=zones.parse(run.zone)))
    found = []
    for each in await items.that_move_traffic(tx, run.id):
        stage = await sections.get(tx, each.section_id)
        found.append(
            rules.Step(
                item=each.id,
                percent=each.percent or 0,
                stage=stage.title,
                begun=stage.begun_at is not None,
                done=each.closed_at is not None,
                moved_at=each.closed_at,
                open_items=await sections.open_items(tx, stage.id),
                soak=soak.get(stage.line, rules.NONE),
            )
        )
    return found


async def standing(tx: Transaction, run: Run, of: Item, by: str) -> rules.Standing:
    all_of_them = await steps(tx, run)
    at = next(nth for nth, step in enumerate(all_of_them) if step.item == of.id)
    before = all_of_them[at - 1] if at else None
    ready = rules.ready_at(before)
    stage = await sections.get(tx, of.section_id)
    stops = [each for each in await blockers.of_section(tx, run.id, stage.ordinal) if each.cause != CAUSE]
    return rules.Standing(
        run_ended=run.ended_at is not None,
        by_lead=by == run.lead,
        lead_name=await known.lead_name(tx, run),
        step=all_of_them[at],
        before=before,
        moving=await _moving(tx, run),
        soaking=ready is not None and tx.now < ready,
        until=kit.clock(ready) if ready else "",
        blocked_by=stops[0].text if stops else None,
    )


async def _moving(tx: Transaction, run: Run) -> str | None:
    under_way = [each for each in await executions.open_of_run(tx, run.id) if each.command == COMMAND]
    if not under_way:
        return None
    return f"Traffic is being moved to {under_way[0].given.get('percent', '?')} %: see the run's thread."


async def offered(tx: Transaction, run: Run, percent: int) -> offers.Offer | None:
    """The command that would move it; nothing where a person does it by hand."""
    bound = await documents.bound_of(tx, run)
    if not offers.binds(bound, COMMAND):
        return None
    return await offers.offer(tx, run, COMMAND, {"percent": str(percent)})


async def refresh(tx: Transaction, fact: RunFact) -> None:
    """What stops the next step, or no longer does, is said on its card."""
    waiting = [each for each in await items.that_move_traffic(tx, fact.run_id) if each.closed_at is None]
    if waiting:
        await messages.redraw(tx, fact.team_id, SECTION, f"{waiting[0].section_id}/0")


async def redraw(tx: Transaction, run: Run, *subjects: Section) -> None:
    for section in subjects:
        card = f"{section.id}/0"
        await messages.redraw(tx, run.team_id, SECTION, card, urgency=Urgency.CLICKED)
    await messages.redraw(tx, run.team_id, RUN, str(run.id), urgency=Urgency.CLICKED)


# Panels. ----------------------------------------------------------------------------------------------------


async def section_panel(tx: Transaction, _team_id: str, subject: str) -> Panel | None:
    """On the first card of a stage that moves traffic, once it has been started."""
    section_id, _, part = subject.partition("/")
    section = await sections.get(tx, int(section_id))
    run = await runs.get(tx, section.run_id)
    if part != "0" or run.ended_at or not section.begun_at:
        return None
    return await _panel(tx, run, [i for i in await items.of_section(tx, section.id) if i.percent is not None])


async def _panel(tx: Transaction, run: Run, of: Sequence[Item]) -> Panel | None:
    left = next((each for each in of if each.closed_at is None), None)
    if left is None:
        return await _moved(tx, run, of[-1]) if of else None
    stands = await standing(tx, run, left, run.lead)
    reason = next(rules.reasons(stands), None)
    if reason:
        return views.waits(left.percent or 0, reason)
    try:
        return views.ready(run, left, await offered(tx, run, left.percent or 0))
    except Refused as refused:
        return views.waits(left.percent or 0, refused.text)


async def _moved(tx: Transaction, run: Run, item: Item) -> Panel:
    if item.percent != run.percent:
        return views.moved(item.percent or 0, None)
    differs = [each for each in await blockers.of_run(tx, run.id) if each.cause == DIFFERS]
    if differs:
        return views.differs_panel(run, differs[0].text)
    return views.moved(run.percent, run.percent_read)


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    """On the run's card, once traffic has begun to move."""
    run = await runs.get(tx, int(run_id))
    return views.share(run) if run.percent else None
