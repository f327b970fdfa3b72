"""The end of an incident and what follows: resolved, verified, written up, reviewed, its channel archived."""

from datetime import timedelta

from commands import kit
from commands.feature import Answer, Click, Open, Submitted
from commands.incident import asking, chosen, forms, paging, report, rules, steps, telling
from commands.incident.inputs import (
    AskReopen,
    AskResolve,
    AskReview,
    PostmortemForm,
    ReopenForm,
    ResolveForm,
    ReviewForm,
)
from commands.incident.playbook import ARCHIVE, AT_LEAST, POSTMORTEM, Does
from commands.incident.rules import Role, State
from commands.outside import Archive, Outcome, Upload, Uploaded, want
from store import incidents, journal, messages, pages, people, timeline, timers
from store.db import Transaction
from store.incidents import Incident
from store.timers import Timer

REMIND, ARCHIVING = "incident.postmortem_due", "incident.archive"
WRITTEN = "incident.written"
BEFORE = timedelta(hours=2)
OVERDUE = timedelta(hours=24)
"""From one reminder of what is overdue, each to one level higher, to the next."""


# Resolved, or not. ------------------------------------------------------------------------------------------


async def ask_resolve(tx: Transaction, click: Click[AskResolve]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    return Open(forms.resolve([incident]))


async def resolve(tx: Transaction, sent: Submitted[ResolveForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.change(await telling.standing(tx, incident))
    by, summary = sent.by.user_id, sent.form.summary
    verified = await steps.is_done(tx, incident, Does.VERIFY)
    incident.resolved_at, incident.resolved_by, incident.summary = tx.now, by, summary
    incident.state = State.POSTMORTEM_DUE if verified else State.RESOLVED
    incident.mitigated_at = incident.mitigated_at or tx.now
    await paging.stop(tx, incident)
    await asking.end(tx, incident)
    seq = await telling.happened(
        tx, incident, by, "incident.resolved", f"Resolved: {summary}", summary=summary
    )
    text = f"🏁 *Resolved*, says {kit.safe(sent.by.name)}: {kit.safe(summary)}"
    if not verified:
        text += "\nSomebody checks that the service is well again, and says so on the card."
    await telling.say(tx, incident, f"resolved:{seq}", text)
    if incident.severity == 1:
        await _owe(tx, incident)


async def ask_reopen(tx: Transaction, click: Click[AskReopen]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.reopen(await telling.standing(tx, incident))
    return Open(forms.reopen(incident))


async def reopen(tx: Transaction, sent: Submitted[ReopenForm]) -> None:
    """It is not well after all: whoever had it has it, or else the tree is climbed as for a new one."""
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.reopen(await telling.standing(tx, incident))
    by, reason = sent.by.user_id, sent.form.reason
    incident.resolved_at = incident.resolved_by = incident.summary = incident.mitigated_at = None
    incident.decision = incident.postmortem_due_at = None
    await timers.clear(tx, incident.team_id, REMIND, str(incident.id))
    await steps.undo(tx, incident, Does.DECIDE, Does.ACT, Does.VERIFY)
    if incident.acknowledged_by is None:
        incident.clock_from, incident.levels_done, incident.paged_at = tx.now, [], None
    incident.state = rules.state_of(await telling.standing(tx, incident), None, recovering=False)
    seq = await telling.happened(tx, incident, by, "incident.reopened", f"Reopened: {reason}", reason=reason)
    text = f"🔁 *Open again*, says {kit.safe(sent.by.name)}: {kit.safe(reason)}"
    await telling.say(tx, incident, f"reopened:{seq}", text)
    await asking.begin(tx, incident, since=tx.now)
    if incident.acknowledged_by is None:
        await paging.go_on(tx, incident)
    else:
        await asking.watch(tx, incident)


# The post-mortem. -------------------------------------------------------------------------------------------


async def _owe(tx: Transaction, incident: Incident) -> None:
    """Due a day after it was declared; whoever commanded, or had it, owes it until somebody else does."""
    incident.postmortem_due_at = max(incident.declared_at + POSTMORTEM, tx.now + AT_LEAST)
    commander = incident.roles.get(Role.COMMANDER)
    incident.postmortem_owner = commander or incident.acknowledged_by or incident.resolved_by
    await timers.put(tx, incident.team_id, REMIND, str(incident.id), incident.postmortem_due_at - BEFORE)
    await write(tx, incident)
    owner = await telling.named(tx, incident.team_id, [incident.postmortem_owner or ""])
    text = f"📄 Post-mortem due {kit.when(incident.postmortem_due_at)}: {owner}. The draft is here."
    await telling.say(tx, incident, f"postmortem:{int(tx.now.timestamp())}", text)
    if incident.postmortem_owner:
        text = (
            f"📄 The post-mortem of incident {incident.number}, {kit.safe(incident.title)}, is yours, due "
            f"{kit.when(incident.postmortem_due_at)}. `/incident postmortem {incident.number}` gives it away."
        )
        await telling.say_to(tx, incident, incident.postmortem_owner, f"owes:{int(tx.now.timestamp())}", text)


async def write(tx: Transaction, incident: Incident) -> None:
    """The draft, from all that is known by now, as a file where the incident is."""
    at = await telling.where(tx, incident)
    if at.surface is not messages.Surface.CHANNEL:
        return
    moments = await timeline.of_incident(tx, incident.id)
    paged = await pages.of_incident(tx, incident.id)
    known = {each.by for each in moments} | {each.user_id for each in paged}
    known |= {incident.declared_by, incident.postmortem_owner or "", *incident.roles.values()}
    names = await people.names(tx, incident.team_id, known)
    text = report.markdown(report.Facts(incident, moments, paged, names, tx.now))
    entry = await journal.record(
        tx, incident.team_id, telling.subject(incident), telling.CLOCK, "postmortem.drafted"
    )
    wanted = Upload(
        channel=at.place, name=f"incident-{incident.number}-post-mortem.md", text=text,
        title=f"Post-mortem of incident {incident.number}",
        comment=f"📄 Draft of the post-mortem of incident {incident.number}.",
        thread_ts=at.parent.ts if at.parent else None,
    )  # fmt: skip
    key = f"incident:{incident.id}:postmortem:{entry.seq}"
    await want(tx, incident.team_id, key, wanted, then=WRITTEN, subject=str(incident.id))


async def written(tx: Transaction, outcome: Outcome[Uploaded]) -> None:
    incident = await incidents.find(tx, outcome.team_id, int(outcome.subject))
    if incident is not None and outcome.problem is not None:
        text = (
            f"⚠️ Slack did not take the draft of the post-mortem: `{kit.safe(outcome.problem)}`. "
            f"`/incident postmortem {incident.number}` tries again."
        )
        await telling.say(tx, incident, f"not_written:{outcome.key}", text)


async def own_postmortem(tx: Transaction, sent: Submitted[PostmortemForm]) -> None:
    """A fresh draft, and whose it is."""
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.review(await telling.standing(tx, incident))
    person = await people.find(tx, sent.by.team_id, sent.form.owner)
    rules.owner(person.standing if person else None)
    incident.postmortem_owner = sent.form.owner
    plain = await telling.plain_names(tx, incident.team_id, [sent.form.owner])
    seq = await telling.happened(
        tx,
        incident,
        sent.by.user_id,
        "postmortem.owner",
        f"The post-mortem is {plain}'s.",
        to=sent.form.owner,
    )
    due = f", due {kit.when(incident.postmortem_due_at)}" if incident.postmortem_due_at else ""
    text = f"📄 The post-mortem of incident {incident.number} is yours{due}."
    await telling.say_to(tx, incident, sent.form.owner, f"owns:{seq}", text)
    await write(tx, incident)


async def remind(tx: Transaction, timer: Timer) -> None:
    """Before it is due, when it is, and every day after, to one level higher each time."""
    incident = await incidents.find(tx, timer.team_id, int(timer.subject))
    if incident is None or incident.reviewed_at is not None or incident.postmortem_due_at is None:
        return
    due, owner = incident.postmortem_due_at, incident.postmortem_owner or incident.declared_by
    about = f"post-mortem of incident {incident.number}, {kit.safe(incident.title)}"
    days = int((tx.now - due) / OVERDUE)
    if tx.now < due:
        again, told, text = due, [owner], f"⏰ The {about}, is due {kit.when(due)}."
    elif days < 1:
        again, told, text = (
            due + OVERDUE,
            [owner],
            f"⏰ The {about}, is due now. *Review…* on its card ends it.",
        )
    else:
        again, told = due + (days + 1) * OVERDUE, [owner, *_level(incident, days + 1)]
        text = f"⚠️ The {about}, is overdue since {kit.when(due)}."
    seq = await telling.happened(
        tx, incident, telling.CLOCK, "postmortem.reminded", "Reminded of the post-mortem."
    )
    for user in dict.fromkeys(told):
        await telling.say_to(tx, incident, user, f"remind:{seq}", text)
    who = await telling.named(tx, incident.team_id, told)
    await telling.say(tx, incident, f"remind:{seq}", f"{text} ({who})")
    await timers.put(tx, incident.team_id, REMIND, str(incident.id), again)


def _level(incident: Incident, position: int) -> list[str]:
    """Whoever stands there on the contact tree, or on the last level with people below it."""
    people_at = [
        level["people"] for level in incident.tree if level["position"] <= position and level["people"]
    ]
    return list(people_at[-1]) if people_at else []


# Reviewed. --------------------------------------------------------------------------------------------------


async def ask_review(tx: Transaction, click: Click[AskReview]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.review(await telling.standing(tx, incident))
    return Open(forms.review([incident]))


async def review(tx: Transaction, sent: Submitted[ReviewForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.review(await telling.standing(tx, incident))
    by, learned = sent.by.user_id, sent.form.learned
    incident.state, incident.reviewed_at, incident.reviewed_by = State.REVIEWED, tx.now, by
    incident.postmortem_link = sent.form.link or None
    await timers.clear(tx, incident.team_id, REMIND, str(incident.id))
    await steps.finish(tx, incident, Does.REVIEW, by)
    seq = await telling.happened(
        tx, incident, by, "incident.reviewed", f"Reviewed. Learned: {learned}", learned=learned,
        link=incident.postmortem_link,
    )  # fmt: skip
    text = f"🎓 *Reviewed* by {kit.safe(sent.by.name)}. Learned: {kit.safe(learned)}"
    if incident.channel:
        await timers.put(tx, incident.team_id, ARCHIVING, str(incident.id), tx.now + ARCHIVE)
        text += f"\n_This channel is archived {kit.when(tx.now + ARCHIVE)}._"
    await telling.say(tx, incident, f"reviewed:{seq}", text)
    for kind in (telling.CARD, telling.OPS):
        await messages.retire(tx, incident.team_id, kind, str(incident.id))


async def archive(tx: Transaction, timer: Timer) -> None:
    """Never before the review."""
    incident = await incidents.find(tx, timer.team_id, int(timer.subject))
    if incident is None or incident.channel is None or incident.reviewed_at is None:
        return
    incident.archived_at = tx.now
    await telling.on_record(tx, incident, telling.CLOCK, "channel.archived", channel=incident.channel)
    tx.session.add(incident)
    await want(tx, incident.team_id, f"incident:{incident.id}:archive", Archive(channel=incident.channel))
