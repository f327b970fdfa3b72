"""An incident under way: updates, notes, decisions, steps, roles, severity, what somebody said."""

from datetime import UTC, datetime, timedelta

from commands import kit
from commands.facts import IncidentDecided
from commands.feature import Answer, Click, Event, Open, Shortcut, Submitted
from commands.incident import asking, channel, chosen, forms, paging, rules, steps, telling
from commands.incident.inputs import (
    AskFixForward,
    AskNote,
    AskRollBack,
    AskSeverity,
    AskUpdate,
    DecideForm,
    FinishStep,
    NoteForm,
    SeverityForm,
    SnoozeUpdate,
    TakeRole,
    TimelineForm,
    UpdateForm,
)
from commands.incident.playbook import Does
from commands.incident.rules import Decision, State
from commands.outside import AskMessage, MessageFound, Outcome, want
from store import incidents, messages, timeline, workspaces
from store.db import Transaction
from store.incidents import Incident
from store.people import Person
from store.timeline import Kind, Moment

SNOOZE = timedelta(minutes=30)
PIN = "pushpin"
FOUND = "incident.message"

# Telling people. --------------------------------------------------------------------------------------------


async def ask_update(tx: Transaction, click: Click[AskUpdate]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    return Open(forms.update([incident]))


async def update(tx: Transaction, sent: Submitted[UpdateForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.change(await telling.standing(tx, incident))
    await asking.updated(tx, incident)
    seq = await telling.happened(
        tx,
        incident,
        sent.by.user_id,
        "incident.updated",
        sent.form.text,
        kind=Kind.UPDATE,
        said=sent.form.text,
    )
    next_at = f"Next update {kit.clock(incident.update_due_at)}." if incident.update_due_at else ""
    text = f"📢 *Update* by {kit.safe(sent.by.name)}: {kit.safe(sent.form.text)}\n_{next_at}_"
    await telling.say(tx, incident, f"update:{seq}", text)


async def snooze(tx: Transaction, click: Click[SnoozeUpdate]) -> None:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    await asking.updated(tx, incident, SNOOZE)
    await telling.happened(
        tx, incident, click.by.user_id, "update.snoozed", "The update waits 30 minutes more."
    )


async def ask_note(tx: Transaction, click: Click[AskNote]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.note(await telling.standing(tx, incident))
    return Open(forms.note([incident]))


async def note(tx: Transaction, sent: Submitted[NoteForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.note(await telling.standing(tx, incident))
    seq = await telling.happened(
        tx, incident, sent.by.user_id, "incident.noted", sent.form.text, kind=Kind.NOTE, said=sent.form.text
    )
    await telling.say(tx, incident, f"note:{seq}", f"📝 {kit.safe(sent.by.name)}: {kit.safe(sent.form.text)}")


# Deciding and doing. ----------------------------------------------------------------------------------------


async def ask_fix_forward(tx: Transaction, click: Click[AskFixForward]) -> Answer:
    return await _ask_decide(tx, click.by, await chosen.clicked(tx, click), Decision.FIX)


async def ask_roll_back(tx: Transaction, click: Click[AskRollBack]) -> Answer:
    return await _ask_decide(tx, click.by, await chosen.clicked(tx, click), Decision.BACK)


async def _ask_decide(tx: Transaction, by: Person, incident: Incident, decision: Decision) -> Answer:
    rules.decide(await telling.standing(tx, incident), by.user_id)
    return Open(forms.decide([incident], decision))


async def decide(tx: Transaction, sent: Submitted[DecideForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    by, decision, reason = sent.by.user_id, sent.form.decision, sent.form.reason
    rules.decide(await telling.standing(tx, incident), by)
    incident.decision = decision
    incident.mitigated_at = None
    await steps.undo(tx, incident, Does.ACT)
    await _restate(tx, incident)
    seq = await telling.happened(
        tx, incident, by, "incident.decided", f"{decision.capitalize()}: {reason}", kind=Kind.DECISION,
        decision=decision, reason=reason,
    )  # fmt: skip
    await steps.finish(tx, incident, Does.DECIDE, by)
    await asking.redraw(tx, incident)
    mark = "⏪" if decision == "roll back" else "🔧"
    text = f"{mark} *{decision.capitalize()}*, decides {kit.safe(sent.by.name)}: {kit.safe(reason)}"
    await telling.say(tx, incident, f"decided:{seq}", text)
    tx.tell(IncidentDecided(incident.team_id, incident.id, incident.run_id, decision, by, reason))


async def finish_step(tx: Transaction, click: Click[FinishStep]) -> None:
    incident = await chosen.clicked(tx, click)
    step = await steps.of(tx, incident, click.button.step)
    rules.verify(await telling.standing(tx, incident), done=step.done_at is not None)
    by = click.by.user_id
    if step.does == Does.ACT:
        incident.mitigated_at = tx.now
    await steps.finish_one(tx, incident, step, by)
    await _restate(tx, incident)
    await telling.happened(tx, incident, by, "step.done", f"Done: {step.text}.", step=step.does)


async def take_role(tx: Transaction, click: Click[TakeRole]) -> None:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    by, role = click.by.user_id, click.button.role
    incident.roles = {**incident.roles, role: by}
    plain = await telling.plain_names(tx, incident.team_id, [by])
    seq = await telling.happened(tx, incident, by, "role.taken", f"{plain} is {role}.", role=role)
    text = f"🎽 {kit.safe(click.by.name)} is *{role}*."
    await telling.say(tx, incident, f"role:{seq}", text)


async def _restate(tx: Transaction, incident: Incident) -> None:
    """The state follows from what was done, before it is resolved and after."""
    verified = await steps.is_done(tx, incident, Does.VERIFY)
    if incident.resolved_at is None:
        recovering = incident.mitigated_at is not None
        standing = await telling.standing(tx, incident)
        incident.state = rules.state_of(standing, incident.decision, recovering=recovering)
    elif incident.reviewed_at is None:
        incident.state = State.POSTMORTEM_DUE if verified else State.RESOLVED
    tx.session.add(incident)


# Severity. --------------------------------------------------------------------------------------------------


async def ask_severity(tx: Transaction, click: Click[AskSeverity]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    return Open(forms.severity([incident]))


async def change_severity(tx: Transaction, sent: Submitted[SeverityForm]) -> None:
    """What belongs to the new severity and was not done yet is done now; the tree is planned anew."""
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    before, after = incident.severity, int(sent.form.severity)
    rules.new_severity(await telling.standing(tx, incident), before, after)
    incident.severity = after
    await steps.lay_out(tx, incident)
    seq = await telling.happened(
        tx, incident, sent.by.user_id, "severity.changed", f"Severity {after}, before {before}.", to=after
    )
    who, mark = kit.safe(sent.by.name), "🔺" if after < before else "🔻"
    text = f"{mark} *Severity {after}*, says {who}; it was {before}. {_from_here(incident)}"
    await telling.say(tx, incident, f"severity:{seq}", text)
    await asking.begin(tx, incident)
    if telling.has_own(incident) and incident.channel is None and incident.channel_problem is None:
        await channel.begin(tx, incident)
    await paging.go_on(tx, incident)


def _from_here(incident: Incident) -> str:
    if not paging.is_climbing(incident):
        return "Whoever has it keeps it."
    if incident.severity == 1:
        return "From here the contact tree is climbed."
    return "From here only whoever is on call first is paged."


# What somebody said. ----------------------------------------------------------------------------------------


async def pinned(tx: Transaction, event: Event) -> None:
    """📌 on a message in an incident's channel, or in its thread, puts it into the timeline."""
    item = event.payload.get("item") or {}
    if event.payload.get("reaction") != PIN or item.get("type") != "message":
        return
    team_id, at, ts = event.by.team_id, str(item["channel"]), str(item["ts"])
    own = await incidents.of_channel(tx, team_id, at)
    if own is None and at != (await workspaces.get(tx, team_id)).channel:
        return
    subject = f"{own.id if own else 0}/{at}/{ts}/{event.by.user_id}"
    await want(
        tx, team_id, f"incident:pinned:{at}:{ts}", AskMessage(channel=at, ts=ts), then=FOUND, subject=subject
    )


async def found(tx: Transaction, outcome: Outcome[MessageFound]) -> None:
    number, at, ts, by = outcome.subject.split("/")
    if outcome.answer is None or not outcome.answer.text:
        return
    incident = await incidents.find(tx, outcome.team_id, int(number)) if int(number) else None
    if incident is None and outcome.answer.thread_ts:
        incident = await _of_thread(tx, outcome.team_id, at, outcome.answer.thread_ts)
    if incident is not None:
        await add_message(tx, incident, by, at, ts, outcome.answer.author, outcome.answer.text)


async def _of_thread(tx: Transaction, team_id: str, at: str, thread_ts: str) -> Incident | None:
    """A card in the operations channel, by the thread below it."""
    card = await messages.posted_as(tx, team_id, telling.OPS, at, thread_ts)
    return await incidents.find(tx, team_id, int(card.subject)) if card else None


async def ask_timeline(tx: Transaction, shortcut: Shortcut) -> Answer:
    """The shortcut on a message: into which incident?"""
    candidates = await incidents.open_ones(tx, shortcut.by.team_id)
    candidates += await incidents.unreviewed(tx, shortcut.by.team_id)
    here = await incidents.of_channel(tx, shortcut.by.team_id, shortcut.channel or "")
    return Open(forms.timeline([here] if here else candidates, shortcut))


async def submit_timeline(tx: Transaction, sent: Submitted[TimelineForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.note(await telling.standing(tx, incident))
    form = sent.form
    await add_message(tx, incident, sent.by.user_id, form.channel, form.ts, form.author, form.said)


async def add_message(
    tx: Transaction, incident: Incident, by: str, at: str, ts: str, author: str | None, text: str
) -> None:
    """Once, at the time it was said."""
    if await timeline.has_message(tx, incident.id, at, ts):
        return
    said_at = datetime.fromtimestamp(float(ts), UTC)
    moment = Moment(
        team_id=incident.team_id, incident_id=incident.id, kind=Kind.MESSAGE, at=said_at, by=author or by,
        text=text, added_at=tx.now, added_by=by, channel=at, ts=ts,
    )  # fmt: skip
    await timeline.add(tx, moment)
    await telling.on_record(tx, incident, by, "message.added", channel=at, ts=ts)
    await telling.changed(tx, incident)
