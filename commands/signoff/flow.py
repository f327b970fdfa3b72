"""Signing: one function a turn."""

from datetime import UTC, datetime

from commands import kit
from commands.facts import RunRefused
from commands.feature import Answer, Click, Open, Say, Submitted
from commands.signoff import asking, forms, hashes, look, passing, rules, signers
from commands.signoff.inputs import AskDelegate, AskNoGo, DelegateForm, Go, NoGoForm, Withdraw
from commands.signoff.rules import State
from store import journal, people, signoffs, timers
from store.db import Transaction
from store.gates import Before, Gate
from store.people import Person
from store.runs import Run
from store.signoffs import SignOff

CHANGED = Say("What is signed here has changed since this card was drawn. Look at it, and press again.")


async def go(tx: Transaction, click: Click[Go]) -> Answer | None:
    """What is signed is what the button was drawn for, or nothing is."""
    row, gate, run = await look.signoff(tx, click.by.team_id, click.button.signoff)
    if await passing.freshen(tx, run, gate):  # which a refusal would undo
        return CHANGED
    rules.go(await look.standing(tx, row, gate, run, click.by))
    now = await hashes.hashes(tx, run)
    if click.button.seen != now.short:
        await passing.redraw(tx, run, gate)
        return CHANGED
    renewed = row.state == State.STALE
    hashes.bind(row, now)
    said = {"document": now.document, "side": now.side, "release": now.release}
    if renewed:
        said["renewed"] = "yes"
    if row.delegated_by and row.delegate == click.by.user_id:
        said["delegated_by"] = row.delegated_by
    row.reason = None
    await _signed(tx, click.by, row, gate, run, State.GO, "signoff.go", **said)
    return None


async def ask_no_go(tx: Transaction, click: Click[AskNoGo]) -> Answer:
    row, gate, run = await look.signoff(tx, click.by.team_id, click.button.signoff)
    rules.no_go(await look.standing(tx, row, gate, run, click.by))
    return Open(forms.no_go_form(row, Before(gate.before)))


async def no_go(tx: Transaction, sent: Submitted[NoGoForm]) -> None:
    """Before the deployment it holds the run; afterwards only its end waits."""
    row, gate, run = await look.signoff(tx, sent.by.team_id, sent.form.signoff)
    rules.no_go(await look.standing(tx, row, gate, run, sent.by))
    row.reason = reason = sent.form.reason
    await _signed(tx, sent.by, row, gate, run, State.NO_GO, "signoff.no_go", reason=reason)
    if gate.before == Before.STAGES:
        tx.tell(RunRefused(run.team_id, run.id, sent.by.user_id, f"{row.name}: No-go, {reason}"))


async def withdraw(tx: Transaction, click: Click[Withdraw]) -> None:
    row, gate, run = await look.signoff(tx, click.by.team_id, click.button.signoff)
    rules.withdraw(await look.standing(tx, row, gate, run, click.by))
    row.reason = None
    await _signed(tx, click.by, row, gate, run, State.WITHDRAWN, "signoff.withdrawn")


async def _signed(
    tx: Transaction, by: Person, row: SignOff, gate: Gate, run: Run, state: State, what: str, **said: str
) -> None:
    """By somebody, now; the gate follows, and what others signed that is another thing by now falls."""
    row.state, row.by, row.at = state, by.user_id, tx.now
    tx.session.add(row)
    await tx.session.flush()
    await timers.clear(tx, run.team_id, asking.FALLS_BACK, str(row.id))
    await journal.record(tx, run.team_id, passing.subject(run), by.user_id, what, role=row.name, **said)
    await passing.freshen(tx, run, gate)
    fact = await passing.settle(tx, run, gate, by.user_id)
    if fact:
        tx.tell(fact)


# Delegating. ------------------------------------------------------------------------------------------------


async def ask_delegate(tx: Transaction, click: Click[AskDelegate]) -> Answer:
    row, gate, run = await look.signoff(tx, click.by.team_id, click.button.signoff)
    await _may_delegate(tx, row, gate, run, click.by)
    return Open(forms.delegate_form(row, look.delegated_until(tx, run)))


async def delegate(tx: Transaction, sent: Submitted[DelegateForm]) -> None:
    row, gate, run = await look.signoff(tx, sent.by.team_id, sent.form.signoff)
    await _may_delegate(tx, row, gate, run, sent.by)
    to, until = sent.form.person, datetime.fromtimestamp(sent.form.until, UTC)
    rules.until(until, tx.now)
    bound, _ = await signers.policy(tx, run)
    rows = await signoffs.of_gate(tx, gate.id)
    rules.delegate_to(
        (await people.standings(tx, run.team_id, [to])).get(to),
        is_lead=to == run.lead and not row.statement,
        signed_other=signers.signed_other(row, rows, to, bound),
        who=kit.person(await people.names(tx, run.team_id, [to]), to),
    )
    row.delegate, row.delegated_by, row.delegated_until = to, sent.by.user_id, until
    row.state = State.DELEGATED
    said = {"role": row.name, "to": to, "until": until.isoformat()}
    entry = await journal.record(
        tx, run.team_id, passing.subject(run), sent.by.user_id, "signoff.delegated", **said
    )
    await asking.ask_delegate(tx, run, row, sent.by.name, str(entry.seq))
    await passing.show(tx, run, gate, rows)


async def _may_delegate(tx: Transaction, row: SignOff, gate: Gate, run: Run, by: Person) -> None:
    bound, _ = await signers.policy(tx, run)
    holds = await signers.of(tx, run, row, bound)
    standing = await look.standing(tx, row, gate, run, by)
    rules.delegate(standing, bound=holds.bound, theirs=by.user_id in holds.users)
