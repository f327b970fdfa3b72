"""How a checklist unfolds: copied at start, each section opened when the one before it is complete."""

from collections.abc import Iterable, Sequence

from commands import documents
from commands.checklist import copies, look, views
from commands.facts import ProgressMade, RunEnded, RunResumed, RunStarted, SectionsDue
from runbook.model import Section as Heading
from store import blockers, items, journal, messages, runbooks, runs, sections
from store.db import Transaction
from store.items import Item
from store.messages import Urgency
from store.runs import Run
from store.sections import Section

CLOCK = "clock"
"""Who did it, in the journal, where nobody pressed anything."""


async def begin(tx: Transaction, fact: RunStarted) -> None:
    """The run gets its own copy of the checklist: a later edit of the file does not move a tick."""
    run = await runs.get(tx, fact.run_id)
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    headings = copies.forward(document)
    rows = [
        copies.section(run, heading, at, copies.waits(document, heading))
        for at, heading in enumerate(headings)
    ]
    await _add(tx, rows, headings)
    await open_next(tx, run, run.lead)


async def _add(tx: Transaction, rows: list[Section], headings: Sequence[Heading]) -> None:
    await sections.add_all(tx, rows)
    pairs = zip(rows, headings, strict=True)
    await items.add_all(tx, [item for section, heading in pairs for item in copies.items(section, heading)])


async def open_way_back(tx: Transaction, run: Run, way: copies.Way, who: str) -> None:
    """The cards of all its sections at once, behind those of the checklist."""
    first = 1 + max(section.ordinal for section in await sections.of_run(tx, run.id))
    rows = [copies.section(run, heading, at) for at, heading in enumerate(way.sections, start=first)]
    await _add(tx, rows, way.sections)
    for section in rows:
        section.opened_at = tx.now
        await _post(tx, run, section)
    said = {"section": way.key, "title": rows[0].title}
    await journal.record(tx, run.team_id, f"run:{run.id}", who, "rollback.opened", **said)


async def open_next(tx: Transaction, run: Run, who: str) -> None:
    """Post the cards of the first section that is not open yet, if one is left."""
    before = await sections.latest_opened(tx, run.id)
    section = await sections.next_unopened(tx, run.id)
    if section is None:
        return
    await _open(tx, run, section, who)
    if before is not None:  # its `Next section` button goes
        await _redraw(tx, before, await look.parts(tx, before))
    await messages.redraw(tx, run.team_id, look.RUN, str(run.id))


async def _open(tx: Transaction, run: Run, section: Section, who: str) -> None:
    section.opened_at = tx.now
    said = {"section": section.key, "title": section.title}
    await journal.record(tx, run.team_id, f"run:{run.id}", who, "section.opened", **said)
    await _post(tx, run, section)


async def open_due(tx: Transaction, fact: SectionsDue) -> None:
    """Their time has come, whatever is open ahead of them; that opens too, so that it can still be done."""
    run = await runs.get(tx, fact.run_id)
    for section_id in fact.sections:
        due = await sections.get(tx, section_id)
        for section in [*await sections.unopened_before(tx, run.id, due.ordinal), due]:
            await _open(tx, run, section, CLOCK)
    await messages.redraw(tx, run.team_id, look.RUN, str(run.id))


async def _post(tx: Transaction, run: Run, section: Section) -> None:
    for part in await look.parts(tx, section):
        await messages.card(tx, run.team_id, look.SECTION, f"{section.id}/{part}", run.channel)


async def made(tx: Transaction, run: Run, changed: list[Item], *, goes_on: bool = True) -> None:
    """Items changed, and the other features are told so."""
    await show_change(tx, run, changed, goes_on=goes_on)
    tx.tell(ProgressMade(run.team_id, run.id))


async def show_change(tx: Transaction, run: Run, changed: list[Item], *, goes_on: bool = True) -> None:
    """What shows these items is redrawn, and the next section opens where theirs is complete."""
    for section_id in {item.section_id for item in changed}:
        section = await sections.get(tx, section_id)
        touched = {look.part(item) for item in changed if item.section_id == section_id}
        await _redraw(tx, section, {*touched, 0}, Urgency.CLICKED)  # the first counts the claims of all
    await messages.redraw(tx, run.team_id, look.ASSIGNMENT, *await _assignments(tx, changed))
    await messages.redraw(tx, run.team_id, look.RUN, str(run.id))
    if goes_on:
        await _open_when_complete(tx, run, changed[0].doer or run.lead)


async def go_on(tx: Transaction, fact: RunResumed) -> None:
    """What was completed while the run was held opens its next section now."""
    run = await runs.get(tx, fact.run_id)
    await _open_when_complete(tx, run, run.lead)


async def retire(tx: Transaction, fact: RunEnded) -> None:
    """Nothing can be ticked any more: the buttons go."""
    for section in await sections.of_run(tx, fact.run_id):
        subjects = [f"{section.id}/{part}" for part in await look.parts(tx, section)]
        await messages.retire(tx, section.team_id, look.SECTION, *subjects)
        given = await _assignments(tx, await items.of_section(tx, section.id))
        await messages.retire(tx, section.team_id, look.ASSIGNMENT, *given)


async def show(tx: Transaction, section: Section, ordinal: int) -> None:
    """The card that a new item begins; the others then say how many there are."""
    part, at = divmod(ordinal, views.PER_CARD)
    if at == 0:
        run = await runs.get(tx, section.run_id)
        await messages.card(tx, run.team_id, look.SECTION, f"{section.id}/{part}", run.channel)
        await _redraw(tx, section, range(part))


async def _assignments(tx: Transaction, of: Iterable[Item]) -> list[str]:
    """Everybody who was ever given one of these items has a card of it."""
    return [
        subject
        for item in of
        if item.assignee
        for subject in await messages.subjects_under(tx, item.team_id, look.ASSIGNMENT, str(item.id))
    ]


async def _open_when_complete(tx: Transaction, run: Run, who: str) -> None:
    latest, following = await sections.latest_opened(tx, run.id), await sections.next_unopened(tx, run.id)
    if latest is None or following is None or await sections.open_items(tx, latest.id):
        return
    if not await blockers.of_section(tx, run.id, following.ordinal):
        await open_next(tx, run, who)


async def _redraw(
    tx: Transaction, section: Section, parts: Iterable[int], urgency: Urgency = Urgency.USUAL
) -> None:
    subjects = [f"{section.id}/{part}" for part in parts]
    await messages.redraw(tx, section.team_id, look.SECTION, *subjects, urgency=urgency)
