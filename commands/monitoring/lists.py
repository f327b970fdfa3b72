"""Items that are due: reminded of before, said when their time is past, and then every morning."""

from collections.abc import Iterable
from datetime import datetime

from commands import zones
from commands.facts import RunStarted
from commands.monitoring import hanging, look, panel_views, rules, telling
from runbook.plan import Kind, plan
from store import items, journal, runs, sections, timers
from store.db import Transaction
from store.items import Item
from store.runs import Run
from store.sections import Section
from store.timers import Timer


async def nears(tx: Transaction, timer: Timer) -> None:
    """At 75 % of its time; lists that near theirs within the hour are told of together."""
    section, run = await telling.of(tx, timer)
    if telling.is_over(run, section):
        return
    told = {section.id, *await _soon(tx, run)}
    left = [item for item in await items.due_and_open(tx, run.id) if item.section_id in told]
    await _tell(tx, run, f"monitoring.nears:{section.id}", panel_views.NEARS, left)


async def _soon(tx: Transaction, run: Run) -> set[int]:
    """The lists of a run that are reminded of within the hour, and now need not be."""
    waiting = await timers.set_for(tx, run.team_id, hanging.NEARS)
    ours = {each.id for each in await sections.hanging(tx, run.id, sections.Waits.LIVE)}
    soon = {int(subject) for subject, at in waiting.items() if at <= tx.now + rules.TOGETHER} & ours
    for section_id in soon:
        await timers.clear(tx, run.team_id, hanging.NEARS, str(section_id))
    return soon


async def due(tx: Transaction, timer: Timer) -> None:
    """What is open past its time: a line in each card's thread, one word a person over all lists.

    At night the digest of the morning does for the word.
    """
    section, run = await telling.of(tx, timer)
    if telling.is_over(run, section):
        return
    told = {section.id, *await _also_now(tx, run)}
    late = [item for item in await items.due_and_open(tx, run.id) if item.due_at and item.due_at <= tx.now]
    for section_id in sorted(told):
        its = [item for item in late if item.section_id == section_id]
        if its:
            await _said_late(tx, run, await sections.get(tx, section_id), its)
        await _next_due(tx, run, section_id)
    fresh = [item for item in late if item.section_id in told]
    if not rules.is_night(tx.now.astimezone(zones.parse(run.zone))):
        await _tell(
            tx, run, f"monitoring.due:{section.id}:{int(tx.now.timestamp())}", panel_views.OVERDUE, fresh
        )
    if fresh:
        await _digest_at(tx, run)


async def _also_now(tx: Transaction, run: Run) -> set[int]:
    waiting = await timers.set_for(tx, run.team_id, hanging.DUE)
    ours = {each.id for each in await sections.hanging(tx, run.id, sections.Waits.LIVE)}
    return {int(subject) for subject, at in waiting.items() if at <= tx.now} & ours


async def _said_late(tx: Transaction, run: Run, section: Section, its: list[Item]) -> None:
    key = f"monitoring.late:{section.id}:{int(tx.now.timestamp())}"
    await telling.in_thread(tx, run, section, key, panel_views.late(its))
    said: dict[str, str | int | None] = {"section": section.key, "open": len(its)}
    await journal.record(tx, run.team_id, telling.subject(run), telling.CLOCK, "items.overdue", **said)
    await telling.redraw(tx, section)


async def _next_due(tx: Transaction, run: Run, section_id: int) -> None:
    of = await items.of_section(tx, section_id)
    later = [item.due_at for item in of if item.due_at and item.due_at > tx.now]
    if later:
        await timers.put(tx, run.team_id, hanging.DUE, str(section_id), min(later))
    else:
        await timers.clear(tx, run.team_id, hanging.DUE, str(section_id))


async def digest(tx: Transaction, timer: Timer) -> None:
    """At nine on the clock of the run, as long as anything is overdue."""
    run = await runs.get(tx, int(timer.subject))
    late = [item for item in await items.due_and_open(tx, run.id) if item.due_at and item.due_at <= tx.now]
    if run.ended_at is None and late:
        await _tell(
            tx, run, f"monitoring.digest:{run.id}:{int(tx.now.timestamp())}", panel_views.OVERDUE, late
        )
        await _digest_at(tx, run)


async def _digest_at(tx: Transaction, run: Run) -> None:
    at = rules.next_digest(tx.now.astimezone(zones.parse(run.zone)))
    await timers.put(tx, run.team_id, hanging.DIGEST, str(run.id), at)


async def _tell(tx: Transaction, run: Run, key: str, head: str, left: Iterable[Item]) -> None:
    """Everybody of their own, the lead of what nobody has."""
    by_person: dict[str, list[Item]] = {}
    for item in left:
        by_person.setdefault(item.assignee or run.lead, []).append(item)
    titles = await look.titles(tx, run)
    for person, its in by_person.items():
        text = panel_views.digest(run, head, its, titles)
        await telling.to_person(tx, run, person, key, text)


# Dated phases. ----------------------------------------------------------------------------------------------


async def begin(tx: Transaction, fact: RunStarted) -> None:
    await _next_phase(tx, await runs.get(tx, fact.run_id), tx.now)


async def _next_phase(tx: Transaction, run: Run, after: datetime) -> None:
    later = [at for at, _ in await _phases(tx, run) if at > after]
    if later:
        await timers.put(tx, run.team_id, hanging.PHASE, str(run.id), min(later))


async def _phases(tx: Transaction, run: Run) -> list[tuple[datetime, int]]:
    """When the phases of a run on the clock end, each with the line of its heading."""
    read = await hanging.document(tx, run)
    if not read.stages:
        return []
    planned = plan(read, run.planned_at, zone=zones.parse(run.zone)).actions
    return [(each.at, each.line) for each in planned if each.kind is Kind.PHASE_ENDS and each.at]


async def phase_ended(tx: Transaction, timer: Timer) -> None:
    """What it leaves open is listed in the thread of the run's card."""
    run = await runs.get(tx, int(timer.subject))
    if run.ended_at is not None:
        return
    for at, line in await _phases(tx, run):
        if at == timer.due_at:
            await _said_of_phase(tx, run, line)
    await _next_phase(tx, run, timer.due_at)


async def _said_of_phase(tx: Transaction, run: Run, line: int) -> None:
    read = await hanging.document(tx, run)
    phase = next(each for each in read.sections if each.line == line)
    keys = [each.id for each in read.sections if each.path[: len(phase.path)] == phase.path]
    held = await sections.keyed(tx, run.id, keys)
    left = [(each, await sections.open_items(tx, each.id)) for each in held]
    rows = [(each.title, count) for each, count in left if count]
    if rows:
        said: dict[str, str | int | None] = {"phase": phase.title, "open": sum(count for _, count in rows)}
        await journal.record(tx, run.team_id, telling.subject(run), telling.CLOCK, "phase.overdue", **said)
        text = panel_views.phase_late(phase.title, rows)
        await telling.on_run(tx, run, f"monitoring.phase:{run.id}:{line}", text)
