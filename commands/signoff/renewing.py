"""A gate follows what its run follows: a newer checklist, a newer side file, another lead."""

from collections.abc import Iterable, Sequence

from commands import changes, documents, kit, known
from commands.changes import Named
from commands.facts import BindingsTaken, LeadChanged, RunbookTaken
from commands.signoff import asking, opening, passing, rules, says, signers
from commands.signoff.rules import State
from runbook.bindings import Bindings
from runbook.model import Section as Heading
from runbook.recognise.masking import mask
from store import gates, journal, messages, runbooks, runs, sections, signoffs, timers
from store.db import Transaction
from store.gates import Before, Gate
from store.messages import Surface
from store.runs import Run
from store.signoffs import SignOff

_WRITTEN = ("ordinal", "key", "name", "statement", "waived")


async def taken(tx: Transaction, fact: RunbookTaken | BindingsTaken) -> None:
    """Roles and statements as they are now; a gate whose section is gone stays as it is."""
    run = await runs.get(tx, fact.run_id)
    document = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    bound, _ = await signers.policy(tx, run)
    for gate in await gates.of_run(tx, run.id):
        signed = documents.signed(document, opening.PARTS[Before(gate.before)])
        ticked = {each.key for each in await sections.keyed(tx, run.id, [each.id for each in signed])}
        headings = [each for each in signed if each.id not in ticked]
        if headings and _follows(run, gate):
            await _renew(tx, run, gate, headings, bound)


def _follows(run: Run, gate: Gate) -> bool:
    """What stands is not asked anew once the deployment has begun, or the confirmation is open."""
    begun = run.started_at if gate.before == Before.STAGES else gate.opened_at
    return begun is None and run.ended_at is None


async def _renew(tx: Transaction, run: Run, gate: Gate, headings: list[Heading], bound: Bindings) -> None:
    ours, new = await signoffs.of_gate(tx, gate.id), list(opening.rows(gate, headings, bound))
    asked = {row.name: row.by for row in ours if not row.waived}
    gate.title = mask(headings[0].title)
    for pair in list(changes.by_name(_named(ours), _named(new))):
        if pair.before and pair.after:
            for name in _WRITTEN:
                setattr(pair.before, name, getattr(pair.after, name))
            tx.session.add(pair.before)
        elif pair.before:
            await timers.clear(tx, run.team_id, asking.FALLS_BACK, str(pair.before.id))
            await signoffs.remove(tx, pair.before)
        elif pair.after:
            await signoffs.add_all(tx, [pair.after])
    await tx.session.flush()
    await _take_back(tx, run, gate, bound)
    await _say(tx, run, gate, asked)
    if gate.opened_at:
        if not await passing.freshen(tx, run, gate):
            await passing.show(tx, run, gate, await signoffs.of_gate(tx, gate.id))
        await asking.ask(tx, run, gate)


def _named(rows: Sequence[SignOff]) -> list[Named[SignOff]]:
    return [Named(row.key, row.name, row) for row in rows]


async def _take_back(tx: Transaction, run: Run, gate: Gate, bound: Bindings) -> None:
    """What was delegated by somebody who does not hold it any more is nobody else's either."""
    for row in await signoffs.of_gate(tx, gate.id):
        holds = await signers.of(tx, run, row, bound)
        if row.delegated_by is None or row.delegated_by in holds.users:
            continue
        if row.state == State.DELEGATED:
            row.state = State.OPEN
            said = {"role": row.name, "delegated_by": row.delegated_by}
            await journal.record(tx, run.team_id, passing.subject(run), "clock", "signoff.fell_back", **said)
        signers.undelegate(row)
        await timers.clear(tx, run.team_id, asking.FALLS_BACK, str(row.id))


async def _say(tx: Transaction, run: Run, gate: Gate, before: dict[str, str | None]) -> None:
    """What is asked for besides, and no more: on record, and where the gate is. `before` with who signed."""
    now = [row.name for row in await signoffs.of_gate(tx, gate.id) if not row.waived]
    added, removed = _without(now, before), _without(before, now)
    said = [("signoff.asked", {"role": name}) for name in added]
    said += [("signoff.dropped", {"role": name, "signed_by": before[name] or ""}) for name in removed]
    for what, detail in said:
        await journal.record(tx, run.team_id, passing.subject(run), "clock", what, **detail)
    if gate.opened_at and (added or removed):
        await _post(tx, run, gate, says.renewed(gate, added, removed))


def _without(names: Iterable[str], others: Iterable[str]) -> list[str]:
    keys = {documents.key(name) for name in others}
    return [name for name in names if documents.key(name) not in keys]


async def _post(tx: Transaction, run: Run, gate: Gate, text: str) -> None:
    """In the thread of its card."""
    card = await messages.find(tx, run.team_id, f"{passing.CARD}:{gate.id}")
    key = f"gate.renewed:{gate.id}:{await _moment(tx, run)}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)


async def _moment(tx: Transaction, run: Run) -> int:
    """Another one after every entry of the run's journal."""
    return await journal.length(tx, run.team_id, passing.subject(run))


# Another lead. ----------------------------------------------------------------------------------------------


async def lead_changed(tx: Transaction, fact: LeadChanged) -> None:
    """The lead signs nothing: what they have signed falls, what was delegated to them falls back."""
    run = await runs.get(tx, fact.run_id)
    gate = await gates.standing(tx, run.id, Before.STAGES)
    if gate is None or not _follows(run, gate):
        return
    rows = [row for row in await signoffs.of_gate(tx, gate.id) if not row.waived]
    fallen = [
        row
        for row in rows
        if rules.falls(State(row.state), by_lead=row.by == run.lead, statement=row.statement)
    ]
    returned = [row for row in rows if row.state == State.DELEGATED and row.delegate == run.lead]
    for row in fallen:
        await _falls(tx, run, row, State.WITHDRAWN, fact.by, "signoff.withdrawn")
    for row in returned:
        await _falls(tx, run, row, State.OPEN, fact.by, "signoff.fell_back")
    if fallen or returned:
        await _ask_others(tx, run, gate, fallen, [*fallen, *returned])
    await passing.reopen(tx, run, gate)


async def _falls(tx: Transaction, run: Run, row: SignOff, to: State, by: str, what: str) -> None:
    row.state, row.reason = to, rules.LEADS if to is State.WITHDRAWN else None
    signers.undelegate(row)
    await timers.clear(tx, run.team_id, asking.FALLS_BACK, str(row.id))
    await journal.record(
        tx, run.team_id, passing.subject(run), by, what, role=row.name, reason=rules.LEADS, lead=run.lead
    )
    tx.session.add(row)
    await tx.session.flush()


async def _ask_others(
    tx: Transaction, run: Run, gate: Gate, fallen: list[SignOff], rows: list[SignOff]
) -> None:
    lead, names = await known.lead_name(tx, run), [row.name for row in rows]
    await _post(tx, run, gate, says.fell(gate, names, lead))
    key = f"{gate.id}:{await _moment(tx, run)}"
    await asking.ask_instead(tx, run, rows, lead, key)
    if fallen:
        text = says.fell_to_lead(run, [row.name for row in fallen], await _alone(tx, run, fallen))
        key = f"signoff.fell:{key}:{run.lead}"
        await messages.note(tx, run.team_id, key, run.lead, kit.body(text), surface=Surface.DM)


async def _alone(tx: Transaction, run: Run, rows: list[SignOff]) -> list[str]:
    """Of these, what is bound to the lead and to nobody else."""
    bound, _ = await signers.policy(tx, run)
    return [row.name for row in rows if (await signers.of(tx, run, row, bound)).users == (run.lead,)]
