"""When the sections of a run open: set as the run is made, moved as stages begin, completed by `live`."""

from datetime import datetime

from commands import documents, zones
from commands.facts import RolledBack, RunEnded, RunStarted, WentLive
from commands.stages import rules
from runbook.model import Runbook as Document
from runbook.plan import Kind, hours, plan, soaks
from store import messages, runbooks, runs, sections, timers
from store.db import Transaction
from store.runs import Run
from store.sections import Section, Waits

AHEAD, DUE, LATE, OPENS = "stages.ahead", "stages.due", "stages.late", "stages.opens"


async def document(tx: Transaction, run: Run) -> Document:
    return await documents.read(tx, await runbooks.get(tx, run.runbook_id))


async def begin(tx: Transaction, fact: RunStarted) -> None:
    run = await runs.get(tx, fact.run_id)
    stages = await sections.stages(tx, run.id)
    if not stages:
        return
    planned = plan(await document(tx, run), run.planned_at, zone=zones.parse(run.zone))
    times = {action.line: action.expected for action in planned.actions if action.kind is Kind.STAGE}
    for stage in stages:
        await _open_at(tx, stage, times[stage.line])


async def _open_at(tx: Transaction, stage: Section, opens: datetime) -> None:
    """Its card comes ahead of that; where it is there already, what it says of the time changes."""
    stage.opens_at = opens
    tx.session.add(stage)
    if stage.opened_at is None:
        await timers.put(tx, stage.team_id, AHEAD, str(stage.id), opens - rules.AHEAD)
    else:
        await timers.put(tx, stage.team_id, DUE, str(stage.id), opens)
        await timers.clear(tx, stage.team_id, LATE, str(stage.id))
        await messages.redraw(tx, stage.team_id, "section", f"{stage.id}/0")


async def shifted(tx: Transaction, times: dict[int, datetime]) -> None:
    """These stages have new times."""
    for section_id, opens in times.items():
        stage = await sections.get(tx, section_id)
        if stage.opens_at != opens:
            await _open_at(tx, stage, opens)


async def stages(tx: Transaction, run: Run) -> list[rules.Stage]:
    """In file order, each with its soak."""
    read = await document(tx, run)
    soak = soaks(read, plan(read, run.planned_at, zone=zones.parse(run.zone)))
    return [
        rules.Stage(each.id, each.opens_at or run.planned_at, each.begun_at, soak.get(each.line, rules.NONE))
        for each in await sections.stages(tx, run.id)
    ]


async def went_live(tx: Transaction, fact: WentLive) -> None:
    """What hangs on `live` gets its times."""
    run = await runs.get(tx, fact.run_id)
    live = run.live_at or tx.now
    found = hours(await document(tx, run), run.planned_at, live, zones.parse(run.zone))
    for section in await sections.waiting(tx, run.id, Waits.LIVE):
        its = found.get(section.line)
        section.opens_at, section.ends_at = (its.opens, its.ends) if its else (live, None)
        await timers.put(tx, run.team_id, OPENS, str(section.id), section.opens_at)


async def rolled_back(tx: Transaction, fact: RolledBack) -> None:
    """What hung on `live` does not open any more."""
    for section in await sections.waiting(tx, fact.run_id, Waits.LIVE):
        await timers.clear(tx, section.team_id, OPENS, str(section.id))


async def end(tx: Transaction, fact: RunEnded) -> None:
    for section in await sections.of_run(tx, fact.run_id):
        for name in (AHEAD, DUE, LATE, OPENS):
            await timers.clear(tx, section.team_id, name, str(section.id))
