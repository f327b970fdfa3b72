"""Reading everything that a record is made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from commands import documents
from commands.feature import Refused
from commands.record.gathered import Gathered, Trouble, subject, subject_of
from runbook.model import Runbook as Document
from runbook.model import Unreadable
from store import (
    blockers,
    communications,
    gates,
    incidents,
    items,
    journal,
    pages,
    people,
    runbooks,
    sections,
    signoffs,
    timeline,
)
from store.db import Transaction
from store.incidents import Incident
from store.items import Item
from store.journal import Entry
from store.runbooks import Runbook
from store.runs import Run
from store.signoffs import SignOff


async def public(tx: Transaction, run: Run) -> list[Incident]:
    """Those of a run's incidents that a channel may hear of."""
    return [each for each in await incidents.of_run(tx, run.team_id, run.id) if not each.private]


async def gather(tx: Transaction, run: Run, of: Sequence[Incident]) -> Gathered:
    """With these of its incidents."""
    kept = await runbooks.get(tx, run.runbook_id)
    rows = await items.of_run(tx, run.id)
    troubles = [await _trouble(tx, each) for each in of]
    chains = await read_chains(tx, run, of)
    signed = await signoffs.of_run(tx, run.id)
    told = await communications.of_run(tx, run.id)
    known = {
        *(row.settled_by for row in told),
        *_in_items(rows),
        *_in_signoffs(signed),
        *_in_troubles(troubles),
        *_in_chains(chains.values()),
        run.lead,
        run.ended_by,
    }
    return Gathered(
        run=run,
        kept=kept,
        document=await _document(tx, kept),
        sections=await sections.of_run(tx, run.id),
        items=_by_section(rows),
        gates=await gates.of_run(tx, run.id),
        signoffs=signed,
        troubles=troubles,
        blockers=await blockers.of_run(tx, run.id),
        chains=chains,
        names=await people.names(tx, run.team_id, known),
        at=tx.now,
        communications=told,
    )


async def read_chains(tx: Transaction, run: Run, of: Iterable[Incident]) -> dict[str, list[Entry]]:
    subjects = [subject(run), *map(subject_of, of)]
    return {each: await journal.read(tx, run.team_id, each) for each in subjects}


async def _trouble(tx: Transaction, incident: Incident) -> Trouble:
    moments = await timeline.of_incident(tx, incident.id)
    return Trouble(incident, await pages.of_incident(tx, incident.id), moments)


async def _document(tx: Transaction, kept: Runbook) -> Document | None:
    """As its people want it read; nothing where a later reader cannot read it any more."""
    try:
        return await documents.read(tx, kept)
    except (Refused, Unreadable):
        return None


def _by_section(rows: Iterable[Item]) -> dict[int, list[Item]]:
    held: dict[int, list[Item]] = defaultdict(list)
    for row in rows:
        held[row.section_id].append(row)
    return dict(held)


def _in_items(rows: Iterable[Item]) -> Iterator[str | None]:
    for item in rows:
        yield from (item.doer, item.assignee, item.note_by, item.reopened_by, item.added_by)


def _in_signoffs(rows: Iterable[SignOff]) -> Iterator[str | None]:
    for row in rows:
        yield from (row.by, row.delegate, row.delegated_by)


def _in_troubles(troubles: Iterable[Trouble]) -> Iterator[str | None]:
    for each in troubles:
        incident = each.incident
        yield from (
            incident.declared_by,
            incident.acknowledged_by,
            incident.resolved_by,
            incident.reviewed_by,
        )
        yield incident.postmortem_owner
        yield from incident.roles.values()
        yield from (page.user_id for page in each.pages)
        yield from (moment.by for moment in each.moments)


def _in_chains(chains: Iterable[Sequence[Entry]]) -> Iterator[str | None]:
    """Who acted, and whoever a detail names."""
    for entry in (entry for chain in chains for entry in chain):
        yield entry.who
        yield from (said for said in entry.detail.values() if isinstance(said, str))
