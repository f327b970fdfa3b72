"""What hangs on `live`: laid out from the plan when it comes, called off when the run goes back or ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from commands import documents, zones
from commands.facts import RolledBack, RunEnded, WentLive
from commands.monitoring import panel_views, rules, telling, views
from runbook.model import Runbook as Document
from runbook.plan import Action, Kind, plan
from store import checkins, items, journal, messages, occasions, runbooks, runs, sections, timers
from store.checkins import CheckIn
from store.db import Transaction
from store.items import Item
from store.occasions import Occasion
from store.runs import Run
from store.sections import Section, Waits

CHECK_IN, ASK = "monitoring.check_in", "monitoring.ask"
PROMPT, NEARS, DUE = "monitoring.prompt", "monitoring.nears", "monitoring.due"
DIGEST, PHASE, UNJUDGED = "monitoring.digest", "monitoring.phase", "monitoring.unjudged"
OF_SECTION, OF_RUN = (CHECK_IN, ASK, PROMPT, NEARS, DUE, UNJUDGED), (DIGEST,)


@dataclass(frozen=True)
class Copy:
    """The sections of a run that hang on `live`, and their items, by the line of the checklist."""

    sections: dict[int, Section]
    items: dict[int, list[Item]]

    def of(self, section: Section) -> list[Item]:
        return [item for each in self.items.values() for item in each if item.section_id == section.id]


async def document(tx: Transaction, run: Run) -> Document:
    return await documents.read(tx, await runbooks.get(tx, run.runbook_id))


async def went_live(tx: Transaction, fact: WentLive) -> None:
    run = await runs.get(tx, fact.run_id)
    read, zone = await document(tx, run), zones.parse(run.zone)
    copy = await _copy(tx, run, read)
    if await checkins.known(tx, run.id) or await occasions.of_run(tx, run.id):
        return
    planned = plan(read, run.planned_at, run.live_at or tx.now, zone).actions
    await checkins.add_all(tx, _checkins(run, copy, planned))
    await occasions.add_all(tx, _occasions(run, copy, planned))
    _give_times(copy, planned)
    for section in copy.sections.values():
        await _set_off(tx, section, copy.of(section), zone)


async def _copy(tx: Transaction, run: Run, read: Document) -> Copy:
    held = {section.line: section for section in await sections.hanging(tx, run.id, Waits.LIVE)}
    found: dict[int, list[Item]] = {}
    for heading in read.sections:
        if heading.line in held:
            by_key = {item.key: item for item in await items.of_section(tx, held[heading.line].id)}
            for entry in heading.items:
                found.setdefault(entry.line, []).extend(filter(None, [by_key.get(entry.id)]))
    return Copy(held, found)


def _checkins(run: Run, copy: Copy, planned: Iterable[Action]) -> list[CheckIn]:
    """One a moment of a section, whatever is looked at then."""
    moments = {
        (item.section_id, action.at)
        for action in planned
        if action.kind is Kind.CHECK_IN and action.at
        for item in copy.items.get(action.line, [])
    }
    return [
        CheckIn(team_id=run.team_id, run_id=run.id, section_id=section_id, number=number, due_at=at)
        for section_id, its in groupby(sorted(moments, key=_in_order), key=lambda moment: moment[0])
        for number, (_, at) in enumerate(its, start=1)
    ]


def _in_order(moment: tuple[int, datetime]) -> tuple[int, float]:
    return moment[0], moment[1].timestamp()


def _occasions(run: Run, copy: Copy, planned: Iterable[Action]) -> list[Occasion]:
    found = []
    for action in planned:
        of = [item for line in (action.line, *action.also) for item in copy.items.get(line, [])]
        if action.kind is Kind.RECURRING and action.at and of:
            found.append(
                Occasion(
                    team_id=run.team_id,
                    run_id=run.id,
                    section_id=of[0].section_id,
                    items=[item.id for item in of],
                    due_at=action.at,
                )
            )
    return found


def _give_times(copy: Copy, planned: Iterable[Action]) -> None:
    """Of what is to be done once, at the latest then."""
    for action in planned:
        if action.kind is Kind.ITEM_DUE:
            due = copy.items.get(action.line, [])
        elif action.kind is Kind.TASKS_DUE and action.line in copy.sections:
            due = [item for item in copy.of(copy.sections[action.line]) if item.rhythm is None]
        else:
            continue
        for item in due:
            item.due_at = action.at


async def _set_off(tx: Transaction, section: Section, its: list[Item], zone: tzinfo) -> None:
    """The first of each kind of timer; every one sets its own next."""
    first = await checkins.following(tx, section.id)
    if first:
        await timers.put(tx, section.team_id, CHECK_IN, str(section.id), first.due_at)
    prompts = await occasions.of_section(tx, section.id)
    if prompts:
        await timers.put(tx, section.team_id, PROMPT, str(section.id), prompts[0].due_at)
    due = [item.due_at for item in its if item.due_at]
    if due:
        await timers.put(tx, section.team_id, DUE, str(section.id), min(due))
    if due and section.opens_at and section.ends_at:
        near = rules.near(section.opens_at, section.ends_at).astimezone(zone)
        await timers.put(tx, section.team_id, NEARS, str(section.id), rules.out_of_night(near))
    if section.measured and section.opens_at:
        late = rules.out_of_night((section.opens_at + rules.UNJUDGED).astimezone(zone))
        await timers.put(tx, section.team_id, UNJUDGED, str(section.id), late)


# Called off. ------------------------------------------------------------------------------------------------


async def rolled_back(tx: Transaction, fact: RolledBack) -> None:
    """What hung on `live` is cancelled, and that is said once."""
    run = await runs.get(tx, fact.run_id)
    if run.live_at is None:
        return
    left, prompts = await checkins.left(tx, run.id), await occasions.left(tx, run.id)
    for section in await sections.hanging(tx, run.id, Waits.LIVE):
        if section.judged_at is None:
            section.stopped_at = section.stopped_at or tx.now
            tx.session.add(section)
        await telling.redraw(tx, section)
    await _stop(tx, run)
    said = {"checkins": left, "prompts": prompts}
    await journal.record(tx, run.team_id, telling.subject(run), telling.CLOCK, "monitoring.stopped", **said)
    await telling.on_run(tx, run, f"monitoring.stopped:{run.id}", panel_views.called_off(left, prompts))


async def end(tx: Transaction, fact: RunEnded) -> None:
    run = await runs.get(tx, fact.run_id)
    await timers.clear(tx, run.team_id, PHASE, str(run.id))
    await _stop(tx, run)


async def _stop(tx: Transaction, run: Run) -> None:
    """No timer is left, and what still asks loses its buttons."""
    for section in await sections.hanging(tx, run.id, Waits.LIVE):
        for name in OF_SECTION:
            await timers.clear(tx, run.team_id, name, str(section.id))
    for name in OF_RUN:
        await timers.clear(tx, run.team_id, name, str(run.id))
    for question in await checkins.questions(tx, run.id):
        await messages.retire(tx, run.team_id, views.CHECK_IN, *await cards(tx, views.CHECK_IN, question))
    for occasion in await occasions.of_run(tx, run.id):
        if occasion.prompted_at:
            await messages.retire(tx, run.team_id, views.PROMPT, *await cards(tx, views.PROMPT, occasion))


async def cards(tx: Transaction, kind: str, of: CheckIn | Occasion) -> list[str]:
    """The subjects of its card in the thread, and of those that people have of it."""
    return [str(of.id), *await messages.subjects_under(tx, of.team_id, kind, str(of.id))]
