"""Declaring an incident: by a line, the form, a run's card, a shortcut, or another system."""

from dataclasses import dataclass

from commands import kit
from commands.facts import IncidentDeclared
from commands.feature import Answer, Click, Open, Refused, Say, Shortcut, Submitted, Typed
from commands.incident import asking, channel, forms, paging, rules, running, steps, telling
from commands.incident.inputs import AskDeclare, OpenForm
from commands.incident.rules import LONGEST_TITLE, State
from store import incidents, messages, runs, workspaces
from store.db import Transaction
from store.incidents import Incident
from store.messages import Urgency
from store.runs import Run
from store.timeline import Kind


@dataclass(frozen=True)
class Declared:
    """What is said of an incident as it is declared; `by` is a person, or a webhook."""

    by: str
    severity: int
    title: str
    private: bool = False
    run: Run | None = None
    source: str | None = None


async def type_open(tx: Transaction, typed: Typed) -> Answer:
    """`/incident open sev1 payment errors`; what is missing is asked for."""
    severity, title = rules.split(typed.text)
    if severity is None or not title:
        run = await _run_here(tx, typed.by.team_id, typed.channel)
        return Open(forms.open_form(severity, title, run))
    run = await _run_here(tx, typed.by.team_id, typed.channel)
    incident = await declare(tx, typed.by.team_id, Declared(typed.by.user_id, severity, title, run=run))
    return await _answer(tx, incident)


async def type_bare(tx: Transaction, typed: Typed) -> Answer:
    return Open(forms.open_form(None, "", await _run_here(tx, typed.by.team_id, typed.channel)))


async def ask(tx: Transaction, click: Click[AskDeclare]) -> Answer:
    """On a run's card it belongs to the run; on the Home tab to none."""
    if click.button.run is None:
        return Open(forms.open_form(None, "", None))
    return Open(forms.open_form(None, "", await _open_run(tx, click.by.team_id, click.button.run)))


async def ask_anywhere(tx: Transaction, shortcut: Shortcut) -> Answer:
    """The global shortcut, and the one on a message, which becomes the first thing in the timeline."""
    return Open(forms.open_form(None, kit.cut(shortcut.text or "", 150), None, shortcut))


async def submit(tx: Transaction, sent: Submitted[OpenForm]) -> Answer:
    form = sent.form
    run = await _open_run(tx, sent.by.team_id, form.run) if form.run else None
    said = Declared(sent.by.user_id, int(form.severity), form.title, bool(form.private), run)
    incident = await declare(tx, sent.by.team_id, said)
    if form.channel and form.ts and form.said:
        by = sent.by.user_id
        await running.add_message(tx, incident, by, form.channel, form.ts, form.author, form.said)
    return await _answer(tx, incident)


async def declare(tx: Transaction, team_id: str, said: Declared) -> Incident:
    """On record, the first page planned, the channel asked for: all of it in this transaction."""
    title = " ".join(said.title.split())
    incident = await incidents.add(tx, Incident(
        team_id=team_id, number=0, title=kit.cut(title, LONGEST_TITLE), severity=said.severity,
        state=State.OPEN, private=said.private, run_id=said.run.id if said.run else None, source=said.source,
        declared_by=said.by, declared_at=tx.now, clock_from=tx.now,
        tree=await paging.snapshot(tx, team_id),
    ))  # fmt: skip
    await steps.lay_out(tx, incident)
    who = await telling.plain_names(tx, team_id, [said.by])
    await telling.happened(
        tx, incident, said.by, "incident.declared", f"{who} declared severity {said.severity}.",
        severity=said.severity, title=incident.title, run=incident.run_id,
    )  # fmt: skip
    if len(title) > LONGEST_TITLE:
        await telling.happened(tx, incident, said.by, "incident.noted", title, kind=Kind.NOTE, said=title)
    if not incident.private:
        operations = (await workspaces.get(tx, team_id)).channel
        await messages.card(tx, team_id, telling.OPS, str(incident.id), operations, urgency=Urgency.PAGE)
    if telling.has_own(incident):
        await channel.begin(tx, incident)
    await paging.go_on(tx, incident)
    await asking.begin(tx, incident)
    tx.tell(IncidentDeclared(team_id, incident.id, incident.run_id))
    return incident


async def _answer(tx: Transaction, incident: Incident) -> Answer:
    """At once; the rest follows by itself."""
    first: list[str] = next((level["people"] for level in incident.tree if level["people"]), [])
    who = await telling.named(tx, incident.team_id, first)
    paged = f"Paging {who}." if first else "⚠️ *Nobody is on call at any level, so nobody is paged.*"
    if telling.has_own(incident):
        place = f"The channel `#{incident.channel_name}` is being made."
    else:
        place = f"Its card is in <#{(await workspaces.get(tx, incident.team_id)).channel}>."
    head = (
        f"🚨 Incident {incident.number} declared: severity {incident.severity}, {kit.safe(incident.title)}."
    )
    return Say(f"{head}\n{paged} {place}")


async def _run_here(tx: Transaction, team_id: str, channel_id: str) -> Run | None:
    """The run whose channel this is, where there is exactly one."""
    here = [run for run in await runs.open_runs(tx, team_id) if run.channel == channel_id]
    return here[0] if len(here) == 1 else None


async def _open_run(tx: Transaction, team_id: str, run_id: int) -> Run:
    run = await runs.find(tx, team_id, run_id)
    if run is None:
        raise Refused("This run is not known here. `/incident open` declares an incident without one.")
    if run.ended_at is not None:
        raise Refused(
            f"Run {run.number} has ended, so no incident belongs to it. "
            "`/incident open` declares one without a run."
        )
    return run
