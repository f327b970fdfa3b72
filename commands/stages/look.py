"""Finding what a button means, and what the cards say about stages."""

from dataclasses import replace

from commands import documents, kit, known
from commands.feature import Panel, Refused
from commands.stages import rules, views
from store import blockers, gates, items, messages, runs, sections
from store.db import Transaction
from store.gates import Before
from store.messages import Urgency
from store.runs import Run
from store.sections import Section, Waits

RUN, SECTION = "run", "section"


async def stage(tx: Transaction, team_id: str, section_id: int) -> tuple[Section, Run]:
    found = await sections.find(tx, team_id, section_id)
    if found is None or found.waits != Waits.CLOCK:
        raise Refused("This stage is not known here. `/deploy status` shows the run as it is.")
    return found, await runs.get(tx, found.run_id)


async def following(tx: Transaction, run: Run) -> Section | None:
    """The stage that is to be started next."""
    stages = await sections.stages(tx, run.id)
    return next((each for each in stages if each.begun_at is None), None)


async def standing(tx: Transaction, run: Run, of: Section, by: str) -> rules.Standing:
    before = await following(tx, run)
    stops = await blockers.of_section(tx, run.id, of.ordinal)
    hard = await sections.open_hard(tx, run.id, of.ordinal)
    return rules.Standing(
        run_ended=run.ended_at is not None,
        by_lead=by == run.lead,
        lead_name=await known.lead_name(tx, run),
        begun=of.begun_at is not None,
        early=of.opens_at is not None and tx.now < of.opens_at,
        opens=kit.clock(of.opens_at) if of.opens_at else "",
        before=before.title if before and before.id != of.id else None,
        blocked_by=stops[0].text if stops else None,
        hard_open=[item.text for item in hard],
    )


async def starts_by_itself(tx: Transaction, run: Run, of: Section) -> bool:
    """Where the side file says so, whoever leads the run."""
    return (await documents.bound_of(tx, run)).starts_by_itself(of.title)


async def starts_now(tx: Transaction, run: Run, of: Section) -> bool:
    """By itself: its time has come, and nothing stops it."""
    if not await starts_by_itself(tx, run, of):
        return False
    return next(rules.reasons(await standing(tx, run, of, run.lead)), None) is None


async def left_open(tx: Transaction, run: Run, of: Section) -> int:
    """How many items of earlier stages are open."""
    earlier = [each for each in await sections.stages(tx, run.id) if each.ordinal < of.ordinal]
    return sum([await sections.open_items(tx, each.id) for each in earlier])


async def redraw_section(tx: Transaction, of: Section, urgency: Urgency = Urgency.USUAL) -> None:
    await messages.redraw(tx, of.team_id, SECTION, f"{of.id}/0", urgency=urgency)


async def redraw(tx: Transaction, run: Run, of: Section, urgency: Urgency = Urgency.USUAL) -> None:
    await redraw_section(tx, of, urgency)
    await messages.redraw(tx, run.team_id, RUN, str(run.id), urgency=urgency)


# Panels. ----------------------------------------------------------------------------------------------------


async def section_panel(tx: Transaction, _team_id: str, subject: str) -> Panel | None:
    """On the first card of a stage."""
    section_id, _, part = subject.partition("/")
    of = await sections.get(tx, int(section_id))
    run = await runs.get(tx, of.run_id)
    if of.waits != Waits.CLOCK or part != "0" or run.ended_at:
        return None
    if of.begun_at:
        return views.under_way(of)
    stands = await standing(tx, run, of, run.lead)
    if await starts_by_itself(tx, run, of):
        return views.starts_by_itself(of, next(rules.reasons(replace(stands, early=False)), None))
    return views.to_start(of, next(rules.reasons(stands), None))


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    run = await runs.get(tx, int(run_id))
    if run.ended_at or run.live_at:
        return None
    next_one = await following(tx, run)
    if next_one is not None:
        reason = next(rules.reasons(await standing(tx, run, next_one, run.lead)), None)
        return views.next_stage(run, next_one, reason)
    by_traffic = any(item.percent == 100 for item in await items.that_move_traffic(tx, run.id))
    waits = await sections.waiting(tx, run.id, Waits.LIVE) or await gates.standing(tx, run.id, Before.CLOSING)
    return views.to_mark_live(run) if waits and not by_traffic else None
