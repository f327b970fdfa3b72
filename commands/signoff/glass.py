"""Breaking the glass: two people pass a gate without its signatures, and that is reviewed within a day."""

from commands import kit
from commands.facts import GatePassed
from commands.feature import Answer, Click, Open, Submitted
from commands.signoff import breaking, forms, hashes, look, passing, rules, says
from commands.signoff.inputs import AskBreak, AskReview, BreakForm, ConfirmBreak, ReviewForm, WithdrawBreak
from commands.signoff.rules import State
from store import gates, journal, messages, people, runs, signoffs, timers, workspaces
from store.db import Transaction
from store.gates import Gate
from store.messages import Surface
from store.runs import Run
from store.timers import Timer

REVIEW = "signoff.review"
CARD = "gate-review"


async def ask(tx: Transaction, click: Click[AskBreak]) -> Answer:
    gate, run = await look.gate(tx, click.by.team_id, click.button.gate)
    breaking.ask_to_break(await look.glass(tx, gate, run))
    return Open(forms.break_form(gate))


async def asked(tx: Transaction, sent: Submitted[BreakForm]) -> None:
    gate, run = await look.gate(tx, sent.by.team_id, sent.form.gate)
    breaking.ask_to_break(await look.glass(tx, gate, run))
    gate.break_asked_by, gate.break_reason = sent.by.user_id, sent.form.reason
    said = {"gate": gate.title, "reason": sent.form.reason}
    await journal.record(tx, run.team_id, passing.subject(run), sent.by.user_id, "gate.break_asked", **said)
    await passing.redraw(tx, run, gate)


async def withdrawn(tx: Transaction, click: Click[WithdrawBreak]) -> None:
    gate, run = await look.gate(tx, click.by.team_id, click.button.gate)
    breaking.keep_whole(await look.glass(tx, gate, run), click.by.user_id)
    gate.break_asked_by = gate.break_reason = None
    said = {"gate": gate.title}
    await journal.record(
        tx, run.team_id, passing.subject(run), click.by.user_id, "gate.break_withdrawn", **said
    )
    await passing.redraw(tx, run, gate)


async def confirmed(tx: Transaction, click: Click[ConfirmBreak]) -> None:
    """The gate is passed for the release that there is now; for another one it is not."""
    gate, run = await look.gate(tx, click.by.team_id, click.button.gate)
    breaking.break_it(await look.glass(tx, gate, run), click.by.user_id)
    rows = await signoffs.of_gate(tx, gate.id)
    unsigned = [row.name for row in rows if row.state != State.GO and not row.waived]
    now = await hashes.hashes(tx, run)
    hashes.bind(gate, now)
    gate.passed_at, gate.broken_by = tx.now, click.by.user_id
    said = {
        "gate": gate.title, "asked_by": gate.break_asked_by, "reason": gate.break_reason,
        "unsigned": ", ".join(unsigned), "document": now.document, "side": now.side, "release": now.release,
    }  # fmt: skip
    await journal.record(tx, run.team_id, passing.subject(run), click.by.user_id, "gate.broken", **said)
    await passing.show(tx, run, gate, rows)
    await _announce(tx, run, gate, unsigned)
    await _to_review(tx, run, gate)
    tx.tell(GatePassed(run.team_id, run.id, gate.title))


async def _announce(tx: Transaction, run: Run, gate: Gate, unsigned: list[str]) -> None:
    """Where the run is, and to the operations channel."""
    who = [gate.break_asked_by or "", gate.broken_by or ""]
    names = await people.names(tx, run.team_id, who)
    text = says.broken(run, gate, " and ".join(kit.person(names, user) for user in who), unsigned)
    operations = (await workspaces.get(tx, run.team_id)).channel
    for place in dict.fromkeys([run.channel, operations]):
        key = f"gate.broken:{gate.id}:{int(tx.now.timestamp())}:{place}"
        await messages.note(tx, run.team_id, key, place, kit.body(text))


# The review. ------------------------------------------------------------------------------------------------


async def _to_review(tx: Transaction, run: Run, gate: Gate) -> None:
    gate.review_due_at = tx.now + rules.REVIEW
    gate.review = gate.reviewed_by = gate.reviewed_at = None
    await messages.card(tx, run.team_id, CARD, str(gate.id), run.lead, surface=Surface.DM)
    await messages.redraw(tx, run.team_id, CARD, str(gate.id))
    await timers.put(tx, run.team_id, REVIEW, str(gate.id), gate.review_due_at)


async def late(tx: Transaction, timer: Timer) -> None:
    gate = await gates.get(tx, int(timer.subject))
    if gate.reviewed_at:
        return
    run = await runs.get(tx, gate.run_id)
    text = says.review_late(run, gate)
    operations = (await workspaces.get(tx, run.team_id)).channel
    for place, surface in ((run.lead, Surface.DM), (operations, Surface.CHANNEL)):
        key = f"gate.review_late:{gate.id}:{int(timer.due_at.timestamp())}:{place}"
        await messages.note(tx, run.team_id, key, place, kit.body(text), surface=surface)
    await messages.redraw(tx, run.team_id, CARD, str(gate.id))


async def ask_review(tx: Transaction, click: Click[AskReview]) -> Answer:
    gate, run = await look.gate(tx, click.by.team_id, click.button.gate)
    await _may_review(tx, gate, run)
    return Open(forms.review_form(gate))


async def reviewed(tx: Transaction, sent: Submitted[ReviewForm]) -> None:
    gate, run = await look.gate(tx, sent.by.team_id, sent.form.gate)
    await _may_review(tx, gate, run)
    gate.reviewed_at, gate.reviewed_by, gate.review = tx.now, sent.by.user_id, sent.form.review
    await timers.clear(tx, run.team_id, REVIEW, str(gate.id))
    said = {"gate": gate.title, "review": sent.form.review}
    await journal.record(tx, run.team_id, passing.subject(run), sent.by.user_id, "gate.reviewed", **said)
    text = says.reviewed(run, gate, kit.safe(sent.by.name))
    operations = (await workspaces.get(tx, run.team_id)).channel
    key = f"gate.reviewed:{gate.id}:{int(tx.now.timestamp())}"
    await messages.note(tx, run.team_id, key, operations, kit.body(text))
    await messages.redraw(tx, run.team_id, CARD, str(gate.id))
    await passing.redraw(tx, run, gate)


async def _may_review(tx: Transaction, gate: Gate, run: Run) -> None:
    names = await people.names(tx, run.team_id, [gate.reviewed_by])
    by = kit.person(names, gate.reviewed_by) if gate.reviewed_by else None
    breaking.review(broken=gate.review_due_at is not None, reviewed_by=by)
