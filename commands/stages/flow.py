"""Stages as they come: announced, due, late, started by the lead or by the clock."""

from commands import kit, known
from commands.facts import RunFact, SectionsDue, StageBegun, WentLive
from commands.feature import Click
from commands.stages import look, rules, schedule, views
from commands.stages.inputs import MarkLive, StartStage
from store import items, journal, messages, runs, sections, timers
from store.db import Transaction
from store.messages import Surface, Urgency
from store.runs import Run
from store.sections import Section
from store.timers import Timer

CLOCK = "clock"
"""Who did it, in the journal, where nobody pressed anything."""


def subject(run: Run) -> str:
    """A run in the journal."""
    return f"run:{run.id}"


# The clock. -------------------------------------------------------------------------------------------------


async def ahead(tx: Transaction, timer: Timer) -> None:
    """Its card, and a word to those whom it needs."""
    stage, run = await _of(tx, timer)
    if run.ended_at or stage.opened_at or stage.opens_at is None:
        return
    tx.tell(SectionsDue(run.team_id, run.id, (stage.id,)))
    await timers.put(tx, run.team_id, schedule.DUE, str(stage.id), stage.opens_at)
    for person in await _owners(tx, run, stage):
        text = views.ahead(run, stage, by_itself=await look.starts_by_itself(tx, run, stage))
        await _say_to(tx, run, person, f"stage.ahead:{stage.id}", text)


async def _owners(tx: Transaction, run: Run, stage: Section) -> list[str]:
    given = {item.assignee for item in await items.of_section(tx, stage.id) if item.assignee}
    return sorted({run.lead, *given})


async def due(tx: Transaction, timer: Timer) -> None:
    """It starts by itself where that is bound and nothing stops it, else whoever leads is waited for."""
    stage, run = await _of(tx, timer)
    if run.ended_at or stage.begun_at or stage.opens_at is None:
        return
    if await look.starts_now(tx, run, stage):
        await _begin(tx, run, stage, CLOCK, None)
        return
    await look.redraw(tx, run, stage)
    await timers.put(tx, run.team_id, schedule.LATE, str(stage.id), stage.opens_at + rules.LATE)


async def refresh(tx: Transaction, fact: RunFact) -> None:
    """What stops a stage, or no longer does, is said on the card of each that is announced.

    One that starts by itself does so as soon as nothing stops it.
    """
    for each in await sections.stages(tx, fact.run_id):
        if each.opened_at is None or each.begun_at:
            continue
        await look.redraw_section(tx, each)
        if await look.starts_now(tx, await runs.get(tx, fact.run_id), each):
            await timers.put(tx, each.team_id, schedule.DUE, str(each.id), tx.now)


async def late(tx: Transaction, timer: Timer) -> None:
    """Once: the card says it from then on."""
    stage, run = await _of(tx, timer)
    if run.ended_at or stage.begun_at or stage.opens_at is None:
        return
    why = next(rules.reasons(await look.standing(tx, run, stage, run.lead)), None)
    await _say_to(tx, run, run.lead, f"stage.late:{stage.id}", views.late(run, stage, why))
    await look.redraw(tx, run, stage)


async def opens(tx: Transaction, timer: Timer) -> None:
    """A section that hung on `live`."""
    section, run = await _of(tx, timer)
    if not (run.ended_at or section.opened_at):
        tx.tell(SectionsDue(run.team_id, run.id, (section.id,)))


async def _of(tx: Transaction, timer: Timer) -> tuple[Section, Run]:
    section = await sections.get(tx, int(timer.subject))
    return section, await runs.get(tx, section.run_id)


async def _say_to(tx: Transaction, run: Run, person: str, key: str, text: str) -> None:
    body = kit.body(text)
    await messages.note(tx, run.team_id, f"{key}:{person}", person, body, surface=Surface.DM)


# The lead. --------------------------------------------------------------------------------------------------


async def start(tx: Transaction, click: Click[StartStage]) -> None:
    stage, run = await look.stage(tx, click.by.team_id, click.button.section)
    rules.start(await look.standing(tx, run, stage, click.by.user_id))
    await _begin(tx, run, stage, click.by.user_id, click.by.name)


async def _begin(tx: Transaction, run: Run, stage: Section, who: str, name: str | None) -> None:
    left = await look.left_open(tx, run, stage)
    stage.begun_at = tx.now
    late_by = rules.late_by(stage.opens_at, tx.now) if stage.opens_at else None
    said = {"section": stage.key, "title": stage.title, "late": late_by, "open": str(left)}
    await journal.record(tx, run.team_id, subject(run), who, "stage.begun", **said)
    await schedule.shifted(tx, rules.earliest(await schedule.stages(tx, run)))
    text = views.begun(stage, name, late_by, left, await look.following(tx, run))
    await messages.note(tx, run.team_id, f"stage.begun:{stage.id}", run.channel, kit.body(text))
    await look.redraw(tx, run, stage, Urgency.CLICKED)
    tx.tell(StageBegun(run.team_id, run.id, stage.id))


async def mark_live(tx: Transaction, click: Click[MarkLive]) -> None:
    run = await known.run(tx, click.by.team_id, click.button.run)
    waiting = await look.following(tx, run)
    rules.mark_live(
        run_ended=run.ended_at is not None,
        live=run.live_at is not None,
        by_lead=click.by.user_id == run.lead,
        lead_name=await known.lead_name(tx, run),
        waiting=waiting.title if waiting else None,
    )
    run.live_at = tx.now
    await journal.record(tx, run.team_id, subject(run), click.by.user_id, "run.live")
    text = views.live(run, click.by.name)
    await messages.note(tx, run.team_id, f"run.live:{run.id}", run.channel, kit.body(text))
    tx.tell(WentLive(run.team_id, run.id))
