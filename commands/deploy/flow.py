"""Changing a run once it is under way."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import kit, known
from commands.deploy import chosen, forms, reacting, rules, views
from commands.deploy.inputs import (
    AbortForm,
    AskAbort,
    AskFinish,
    AskHold,
    ChangeForm,
    ConfirmAbort,
    FinishForm,
    HoldForm,
    Resume,
    ResumeForm,
    WithdrawAbort,
)
from commands.deploy.look import CARD, subject
from commands.facts import RunChanged, RunEnded, RunRefused, RunResumed
from commands.feature import Answer, Click, Open, Submitted, Typed
from store import blockers, communications, effects, items, journal, messages, people, runs, timers
from store.db import Transaction
from store.people import Person
from store.runs import Run
from store.timers import Timer

HOLD = "hold"
PLANNED_START = "deploy.planned_start"

# Each command, its button and its form come to the same use case. -------------------------------------------


@dataclass(frozen=True)
class Change:
    """A change that a form asks about: its words, and whether a reason belongs to it."""

    form: type[ChangeForm]
    title: str
    submit: str
    says: str
    reason: str | None = None


HOLDING = Change(
    HoldForm, "Hold the run", "Hold", "No section opens while the run is held; items can still be ticked.",
    "Why is it held?",
)  # fmt: skip
RESUMING = Change(ResumeForm, "Resume the run", "Resume", "The run goes on where it was held.")
FINISHING = Change(
    FinishForm, "Finish the run", "Finish", "The run is closed; nothing of it can be ticked any more."
)
ABORTING = Change(
    AbortForm, "Abort the run", "Ask to abort",
    "The run ends unfinished. A second person has to confirm; one of the two is the lead.",
    "Why should it be aborted?",
)  # fmt: skip


async def type_hold(tx: Transaction, typed: Typed) -> Answer | None:
    which, reason = await chosen.to_change(tx, typed)
    if len(which) > 1 or not reason:
        return _ask(HOLDING, which)
    await hold(tx, Submitted(typed.by, HoldForm(run=which[0].id, reason=reason)))
    return None


async def type_resume(tx: Transaction, typed: Typed) -> Answer | None:
    which, _ = await chosen.to_change(tx, typed)
    if len(which) > 1:
        return _ask(RESUMING, which)
    await resume(tx, Submitted(typed.by, ResumeForm(run=which[0].id)))
    return None


async def type_finish(tx: Transaction, typed: Typed) -> Answer:
    which, _ = await chosen.to_change(tx, typed)
    return await _ask_finish(tx, which)


async def type_abort(tx: Transaction, typed: Typed) -> Answer | None:
    which, reason = await chosen.to_change(tx, typed)
    if len(which) > 1 or not reason:
        return _ask(ABORTING, which)
    await ask_abort(tx, Submitted(typed.by, AbortForm(run=which[0].id, reason=reason)))
    return None


async def press_hold(tx: Transaction, click: Click[AskHold]) -> Answer:
    return _ask(HOLDING, [await chosen.clicked(tx, click)])


async def press_resume(tx: Transaction, click: Click[Resume]) -> None:
    await resume(tx, Submitted(click.by, ResumeForm(run=click.button.run)))


async def press_finish(tx: Transaction, click: Click[AskFinish]) -> Answer:
    return await _ask_finish(tx, [await chosen.clicked(tx, click)])


async def press_abort(tx: Transaction, click: Click[AskAbort]) -> Answer:
    return _ask(ABORTING, [await chosen.clicked(tx, click)])


async def hold(tx: Transaction, sent: Submitted[HoldForm]) -> None:
    run, standing = await _standing(tx, sent.by, sent.form.run)
    rules.hold(standing)
    await _hold(tx, run, sent.by, kit.safe(sent.form.reason), sent.form.reason)
    tx.tell(RunChanged(run.team_id, run.id))


async def _hold(tx: Transaction, run: Run, by: Person, said: str, reason: str) -> None:
    run.state = rules.State.HELD
    why = f"Held by {kit.safe(by.name)}: {said}"
    await blockers.put(tx, run.id, HOLD, why)
    await _say(tx, run, by, "run.held", f"⏸️ {why}", reason=reason)


async def refused(tx: Transaction, fact: RunRefused) -> None:
    """A decision against going on holds the run, as if whoever made it had."""
    run = await runs.get(tx, fact.run_id)
    if run.state == rules.State.HELD or rules.ended(rules.State(run.state)):
        return
    by = await people.find(tx, run.team_id, fact.by)
    if by:
        await _hold(tx, run, by, kit.safe(fact.why), fact.why)


async def resume(tx: Transaction, sent: Submitted[ResumeForm]) -> None:
    run, standing = await _standing(tx, sent.by, sent.form.run)
    rules.resume(standing, sent.by.user_id)
    run.state = await reacting.under_way(tx, run)
    await blockers.clear(tx, run.id, HOLD)
    await _changed(tx, run, sent.by, "run.resumed", f"▶️ Resumed by {kit.safe(sent.by.name)}.")
    tx.tell(RunResumed(run.team_id, run.id))


async def finish(tx: Transaction, sent: Submitted[FinishForm]) -> None:
    run, standing = await _standing(tx, sent.by, sent.form.run)
    rules.finish(standing, sent.by.user_id, sent.form.reason)
    await _end(
        tx, run, sent.by, rules.State.CLOSED, "run.closed", sent.form.reason or None, standing.unconfirmed
    )


async def ask_abort(tx: Transaction, sent: Submitted[AbortForm]) -> None:
    run, standing = await _standing(tx, sent.by, sent.form.run)
    rules.ask_abort(standing)
    run.abort_asked_by, run.abort_reason = sent.by.user_id, sent.form.reason
    why = f"{kit.safe(sent.by.name)} asks to abort: {kit.safe(sent.form.reason)}"
    await _changed(tx, run, sent.by, "run.abort_asked", f"🛑 {why}", reason=sent.form.reason)


async def confirm_abort(tx: Transaction, click: Click[ConfirmAbort]) -> None:
    run, standing = await _standing(tx, click.by, click.button.run)
    rules.confirm_abort(standing, click.by.user_id)
    await _end(tx, run, click.by, rules.State.ABORTED, "run.aborted", run.abort_reason)


async def withdraw_abort(tx: Transaction, click: Click[WithdrawAbort]) -> None:
    run, standing = await _standing(tx, click.by, click.button.run)
    rules.withdraw_abort(standing, click.by.user_id)
    run.abort_asked_by = run.abort_reason = None
    said = f"The abort was withdrawn by {kit.safe(click.by.name)}."
    await _changed(tx, run, click.by, "run.abort_withdrawn", said)


async def planned_start(tx: Transaction, timer: Timer) -> None:
    """T0 has come: say where the run stands."""
    run = await known.run(tx, timer.team_id, int(timer.subject))
    if rules.ended(rules.State(run.state)):
        return
    done = await items.progress(tx, run.id)
    come = f"⏰ The planned start, {kit.clock(run.planned_at)}, has come"
    text = f"{come}: {done.closed} of {done.total} items done."
    await _say_in_thread(tx, run, PLANNED_START, text)
    await journal.record(tx, run.team_id, subject(run.id), "clock", "run.planned_start_reached")


# What they share. -------------------------------------------------------------------------------------------


def _ask(change: Change, which: Sequence[Run]) -> Answer:
    return Open(
        forms.change_form(change.form, change.title, change.submit, change.says, which, change.reason)
    )


async def _ask_finish(tx: Transaction, which: Sequence[Run]) -> Answer:
    """A reason is asked for only where items are open, or the confirmation is missing."""
    progress = [await items.progress(tx, run.id) for run in which]
    ends = [blocker.text for run in which for blocker in await blockers.of_end(tx, run.id)]
    reason = None if all(each.complete for each in progress) else "Why does it end with open items?"
    reason = "Why does it end without its confirmation?" if ends else reason
    says = FINISHING.says
    if len(which) == 1:
        done = f"{progress[0].closed} of {progress[0].total} items are done."
        says = " ".join([done, *ends, *await _untold(tx, which[0]), says])
    return _ask(Change(FinishForm, FINISHING.title, FINISHING.submit, says, reason), which)


async def _untold(tx: Transaction, run: Run) -> list[str]:
    """What nobody is told any more once the run is over."""
    tally = await communications.tally(tx, run.id)
    left = tally.open + tally.to_come
    return [f"{kit.many(left, 'communication')} not sent will be called off."] if left else []


async def _standing(tx: Transaction, by: Person, run_id: int) -> tuple[Run, rules.Standing]:
    run = await known.run(tx, by.team_id, run_id)
    names = await people.names(tx, run.team_id, [run.lead])
    progress = await items.progress(tx, run.id)
    ends = await blockers.of_end(tx, run.id)
    return run, rules.Standing(
        state=rules.State(run.state),
        lead=run.lead,
        lead_name=kit.person(names, run.lead),
        abort_asked_by=run.abort_asked_by,
        open_items=progress.total - progress.closed,
        percent=run.percent,
        unconfirmed=ends[0].text if ends else None,
    )


async def _changed(tx: Transaction, run: Run, by: Person, what: str, text: str, **detail: str) -> None:
    await _say(tx, run, by, what, text, **detail)
    tx.tell(RunChanged(run.team_id, run.id))


async def _say(tx: Transaction, run: Run, by: Person, what: str, text: str, **detail: str) -> None:
    entry = await journal.record(tx, run.team_id, subject(run.id), by.user_id, what, **detail)
    await messages.redraw(tx, run.team_id, CARD, str(run.id), urgency=messages.Urgency.CLICKED)
    await _say_in_thread(tx, run, f"{what}:{entry.seq}", text)


async def _say_in_thread(tx: Transaction, run: Run, key: str, text: str) -> None:
    card = await messages.find(tx, run.team_id, f"{CARD}:{run.id}")
    await messages.note(tx, run.team_id, f"{run.id}:{key}", run.channel, kit.body(text), parent=card)


async def _end(
    tx: Transaction, run: Run, by: Person, state: rules.State, what: str, reason: str | None,
    unconfirmed: str | None = None,
) -> None:  # fmt: skip
    run.state, run.ended_at, run.ended_by, run.reason = state, tx.now, by.user_id, reason
    await blockers.clear(tx, run.id, HOLD)
    await timers.clear(tx, run.team_id, PLANNED_START, str(run.id))
    progress = await items.progress(tx, run.id)
    done = f"{progress.closed} of {progress.total} items done"
    detail = {"unconfirmed": unconfirmed} if unconfirmed else {}
    await journal.record(
        tx, run.team_id, subject(run.id), by.user_id, what, reason=reason, progress=done, **detail
    )
    await messages.retire(tx, run.team_id, CARD, str(run.id))
    said = f"*{views.WORDS[state]}:* {kit.safe(views.release(run))} → {kit.safe(run.environment)} · {done}."
    why = "".join(f"\n{each}" for each in (unconfirmed, kit.safe(reason or "")) if each)
    await messages.note(tx, run.team_id, f"{run.id}:{what}", run.channel, kit.body(said + why))
    await _unpin(tx, run)
    tx.tell(RunEnded(run.team_id, run.id))


async def _unpin(tx: Transaction, run: Run) -> None:
    card = await messages.find(tx, run.team_id, f"{CARD}:{run.id}")
    if card and card.channel and card.ts:
        await effects.want(tx, run.team_id, "unpin", f"unpin:{card.id}", channel=card.channel, ts=card.ts)
