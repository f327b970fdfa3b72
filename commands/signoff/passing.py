"""A gate as its signatures stand: waiting, passed, or waiting again because what was signed has changed."""

from collections.abc import Sequence

from commands import kit
from commands.facts import GateOpened, GatePassed, RunFact
from commands.signoff import hashes, left, rules, says, signers
from commands.signoff.rules import State
from store import blockers, journal, messages, sections, signoffs
from store.blockers import AT_THE_END
from store.db import Transaction
from store.gates import Before, Gate
from store.messages import Surface, Urgency
from store.runs import Run
from store.signoffs import SignOff

CARD, RUN, SECTION, HOME = "gate", "run", "section", "home"
CAUSES = {Before.STAGES: "sign-off", Before.CLOSING: "confirmation"}
_WORDS = {Before.STAGES: "Sign-off", Before.CLOSING: "Confirmation"}


def subject(run: Run) -> str:
    """A run in the journal."""
    return f"run:{run.id}"


def asked(rows: Sequence[SignOff]) -> list[rules.Row]:
    """What has to be signed before the gate is passed."""
    return [rules.Row(row.name, State(row.state), row.reason or "") for row in rows if not row.waived]


async def settle(tx: Transaction, run: Run, gate: Gate, who: str) -> RunFact | None:
    """Passes the gate or closes it again, where its signatures say so; the fact that is to be told of it."""
    rows = await signoffs.of_gate(tx, gate.id)
    whole = rules.complete(asked(rows))
    fact: RunFact | None = None
    if whole and gate.passed_at is None:
        await _passed(tx, run, gate, who, rows)
        fact = GatePassed(run.team_id, run.id, gate.title)
    elif not whole and gate.passed_at and gate.broken_by is None:
        gate.passed_at = None
        fact = GateOpened(run.team_id, run.id, gate.title)
    await show(tx, run, gate, rows)
    return fact


async def reopen(tx: Transaction, run: Run, gate: Gate) -> None:
    """It waits again where its signatures say so, unless it was broken."""
    rows = await signoffs.of_gate(tx, gate.id)
    if gate.broken_by is None and not rules.complete(asked(rows)):
        gate.passed_at = None
    await show(tx, run, gate, rows)


async def show(tx: Transaction, run: Run, gate: Gate, rows: Sequence[SignOff]) -> None:
    """What stops the run says what is missing, and so do the cards."""
    before = Before(gate.before)
    if gate.passed_at or run.ended_at:
        await blockers.clear(tx, run.id, CAUSES[before])
    else:
        text = rules.missing(asked(rows), _WORDS[before])
        if gate.opened_at is None and gate.opens_at:
            text += f" It opens {kit.when(gate.opens_at)}."
        at = gate.from_ordinal if before is Before.STAGES else AT_THE_END
        await blockers.put(tx, run.id, CAUSES[before], text, from_ordinal=at)
    await redraw(tx, run, gate)


async def redraw(tx: Transaction, run: Run, gate: Gate) -> None:
    """Its card, those that have the button to start what is behind it, and the Home tabs of who signs."""
    await messages.redraw(tx, run.team_id, CARD, str(gate.id), urgency=Urgency.CLICKED)
    await messages.redraw(tx, run.team_id, RUN, str(run.id))
    await messages.redraw_all(tx, run.team_id, HOME)
    behind = [each for each in await sections.stages(tx, run.id) if each.ordinal >= gate.from_ordinal]
    await messages.redraw(tx, run.team_id, SECTION, *(f"{each.id}/0" for each in behind[:1]))


async def _passed(tx: Transaction, run: Run, gate: Gate, who: str, rows: Sequence[SignOff]) -> None:
    now = await hashes.hashes(tx, run)
    gate.passed_at = tx.now
    hashes.bind(gate, now)
    lies = await left.before(tx, run, gate)
    waived = ", ".join(row.name for row in rows if row.waived)
    entry = await journal.record(
        tx, run.team_id, subject(run), who, "gate.passed", gate=gate.title, document=now.document,
        side=now.side, release=now.release, relaxed=waived, claimed=lies.claimed,
        open=_counted(lies.open, lies.open_names()),
        skipped=_counted(lies.skipped, lies.skipped_names()),
    )  # fmt: skip
    text = says.passed(run, gate, len(asked(rows)), lies)
    await messages.note(tx, run.team_id, f"gate.passed:{gate.id}:{entry.seq}", run.channel, kit.body(text))


def _counted(count: int, names: Sequence[str]) -> str:
    return f"{count}: {'; '.join(names)}" if count else "0"


# What was signed has changed. -------------------------------------------------------------------------------


async def freshen(tx: Transaction, run: Run, gate: Gate) -> bool:
    """Signatures of what has changed do not count, and who gave them is told; whether there were any.

    Once the deployment has begun they stand as they are.
    """
    if gate.before != Before.STAGES or run.started_at or run.ended_at:
        return False
    now = await hashes.hashes(tx, run)
    rows = [row for row in await signoffs.of_gate(tx, gate.id) if _is_stale(row, now)]
    what = rules.changed(hashes.of(rows[0] if rows else gate), now)
    if not rows and not (gate.passed_at and hashes.of(gate) != now):
        return False
    for row in rows:
        await _stale(tx, run, row, what)
    gate.passed_at = gate.broken_by = gate.break_asked_by = gate.break_reason = None
    await _tell(tx, run, gate, rows, what)
    await show(tx, run, gate, await signoffs.of_gate(tx, gate.id))
    return True


def _is_stale(row: SignOff, now: rules.Hashes) -> bool:
    return row.state == State.GO and not row.waived and hashes.of(row) != now


async def _stale(tx: Transaction, run: Run, row: SignOff, what: str) -> None:
    bound, _ = await signers.policy(tx, run)
    holds = await signers.of(tx, run, row, bound)
    theirs = not holds.bound or row.by in {*holds.users, signers.delegate(tx, row)}
    row.state, row.reason = State.STALE, what
    tx.session.add(row)
    await tx.session.flush()
    said = {"role": row.name, "signed_by": row.by or "", "changed": what}
    entry = await journal.record(tx, run.team_id, subject(run), "clock", "signoff.stale", **said)
    if row.by:
        key = f"signoff.stale:{row.id}:{entry.seq}"
        body = kit.body(says.stale(run, row, what, theirs=theirs))
        await messages.note(tx, run.team_id, key, row.by, body, surface=Surface.DM)


async def _tell(tx: Transaction, run: Run, gate: Gate, rows: Sequence[SignOff], what: str) -> None:
    entry = await journal.record(
        tx, run.team_id, subject(run), "clock", "gate.reopened", gate=gate.title, changed=what
    )
    text = says.reopened(gate, [row.name for row in rows], what)
    card = await messages.find(tx, run.team_id, f"{CARD}:{gate.id}")
    key = f"gate.reopened:{gate.id}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)
