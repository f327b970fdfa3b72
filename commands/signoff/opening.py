"""How gates come to be: made with the run, opened at once before its stages, after `live` before its end."""

from collections.abc import Iterable
from datetime import datetime

from commands import documents, zones
from commands.facts import GateOpened, ProgressMade, RunChanged, RunEnded, RunStarted, StageBegun, WentLive
from commands.feature import Refused
from commands.signoff import asking, hashes, passing, rules, signers
from commands.signoff.rules import State
from runbook.bindings import Bindings
from runbook.model import Runbook as Document
from runbook.model import Section as Heading
from runbook.plan import hours
from runbook.recognise.masking import mask
from runbook.terms import Part
from store import blockers, effects, gates, journal, messages, runbooks, runs, sections, signoffs, timers
from store.blockers import AT_THE_END
from store.db import Transaction
from store.gates import Before, Gate
from store.messages import Urgency
from store.runs import Run
from store.signoffs import SignOff
from store.timers import Timer

OPENS = "signoff.opens"

PARTS = {Before.STAGES: Part.APPROVAL, Before.CLOSING: Part.CONFIRMATION}
_LONGEST = 300


async def begin(tx: Transaction, fact: RunStarted) -> None:
    """After the sections and their times are there."""
    run = await runs.get(tx, fact.run_id)
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    bound, _ = await signers.policy(tx, run)
    for before, part in PARTS.items():
        signed = documents.signed(document, part)
        if signed and not await sections.keyed(tx, run.id, [each.id for each in signed]):
            gate = await _made(tx, run, before, signed, bound)
            if before is Before.STAGES:
                await _open(tx, run, gate)


async def _made(tx: Transaction, run: Run, before: Before, headings: list[Heading], bound: Bindings) -> Gate:
    at = await _first_behind(tx, run) if before is Before.STAGES else AT_THE_END
    title = mask(headings[0].title)
    gate = await gates.add(
        tx, Gate(team_id=run.team_id, run_id=run.id, before=before, title=title, from_ordinal=at)
    )
    await signoffs.add_all(tx, list(rows(gate, headings, bound)))
    return gate


async def _first_behind(tx: Transaction, run: Run) -> int:
    """The first stage at or after T0; without one the last, and where no stage has items, the very end."""
    stages = await sections.stages(tx, run.id)
    later = [each for each in stages if each.opens_at and each.opens_at >= run.planned_at]
    first = next(iter([*later, *stages[-1:]]), None)
    return first.ordinal if first else AT_THE_END


def rows(gate: Gate, headings: Iterable[Heading], bound: Bindings) -> Iterable[SignOff]:
    """A row an item; one that names nobody to sign it is a statement, which anybody may make."""
    entries = [entry for heading in headings for entry in heading.items]
    names = [documents.to_sign(entry) for entry in entries]
    statements = [gate.before == Before.CLOSING or entry.signoff is None for entry in entries]
    roles = [name for name, statement in zip(names, statements, strict=True) if not statement]
    waived = bound.signoff.relaxed(roles)
    for at, (entry, name, statement) in enumerate(zip(entries, names, statements, strict=True)):
        yield SignOff(
            team_id=gate.team_id, run_id=gate.run_id, gate_id=gate.id, ordinal=at, key=entry.id,
            name=mask(name)[:_LONGEST], statement=statement, waived=not statement and name in waived,
            state=State.OPEN,
        )  # fmt: skip


async def _open(tx: Transaction, run: Run, gate: Gate) -> None:
    gate.opened_at = tx.now
    await journal.record(tx, run.team_id, passing.subject(run), "clock", "gate.opened", gate=gate.title)
    await messages.card(tx, run.team_id, passing.CARD, str(gate.id), run.channel, pinned=True)
    await passing.show(tx, run, gate, await signoffs.of_gate(tx, gate.id))
    await asking.ask(tx, run, gate)
    if gate.before == Before.STAGES:
        await asking.remind_at(tx, run, gate)


# After live. ------------------------------------------------------------------------------------------------


async def went_live(tx: Transaction, fact: WentLive) -> None:
    """The confirmation opens with the first verdict, which the end of the run waits for from now on."""
    run = await runs.get(tx, fact.run_id)
    gate = await gates.standing(tx, run.id, Before.CLOSING)
    if gate is None or gate.opened_at:
        return
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    gate.opens_at = _first_verdict(document, run, run.live_at or tx.now)
    await timers.put(tx, run.team_id, OPENS, str(gate.id), gate.opens_at)
    await passing.show(tx, run, gate, await signoffs.of_gate(tx, gate.id))


def _first_verdict(document: Document, run: Run, live: datetime) -> datetime:
    """When what is measured is judged first (C63); without such a section, at once."""
    judged = {each.line for each in document.sections if each.measured and each.part is Part.SUCCESS}
    found = hours(document, run.planned_at, live, zones.parse(run.zone))
    return min((each.opens for line, each in found.items() if line in judged), default=live)


async def opens(tx: Transaction, timer: Timer) -> None:
    gate = await gates.get(tx, int(timer.subject))
    run = await runs.get(tx, gate.run_id)
    if run.ended_at or gate.opened_at:
        return
    await _open(tx, run, gate)
    tx.tell(GateOpened(run.team_id, run.id, gate.title))


# What others do. --------------------------------------------------------------------------------------------


async def run_changed(tx: Transaction, fact: RunChanged | ProgressMade) -> None:
    """What was signed may be another thing now, or what lies before the gate."""
    gate = await gates.standing(tx, fact.run_id, Before.STAGES)
    run = await runs.get(tx, fact.run_id)
    if gate is None or run.started_at or run.ended_at:
        return
    if not await passing.freshen(tx, run, gate):
        await messages.redraw(tx, run.team_id, passing.CARD, str(gate.id), urgency=Urgency.USUAL)


async def stage_begun(tx: Transaction, fact: StageBegun) -> None:
    """The last moment at which what was signed is compared; raises Refused where it is another thing."""
    gate = await gates.standing(tx, fact.run_id, Before.STAGES)
    stage = await sections.get(tx, fact.section_id)
    if gate is None or stage.ordinal < gate.from_ordinal:
        return
    run = await runs.get(tx, fact.run_id)
    what = rules.changed(hashes.of(gate), await hashes.hashes(tx, run))
    if what and run.started_at == tx.now:
        text = f"{what.capitalize()} has changed since it was signed. The signatures are to be renewed."
        raise Refused(text, found=RunChanged(run.team_id, run.id))
    await messages.redraw(tx, run.team_id, passing.CARD, str(gate.id))


async def ended(tx: Transaction, fact: RunEnded) -> None:
    """Nothing can be signed any more."""
    run = await runs.get(tx, fact.run_id)
    for gate in await gates.of_run(tx, run.id):
        await blockers.clear(tx, run.id, passing.CAUSES[Before(gate.before)])
        for name in (OPENS, asking.REMIND):
            await timers.clear(tx, run.team_id, name, str(gate.id))
        for row in await signoffs.of_gate(tx, gate.id):
            await timers.clear(tx, run.team_id, asking.FALLS_BACK, str(row.id))
        await messages.retire(tx, run.team_id, passing.CARD, str(gate.id))
        card = await messages.find(tx, run.team_id, f"{passing.CARD}:{gate.id}")
        if card and card.channel and card.ts:
            await effects.want(tx, run.team_id, "unpin", f"unpin:{card.id}", channel=card.channel, ts=card.ts)
