"""Changing who leads a run: on record, said in its channel, and to both."""

from commands import kit, known
from commands.facts import LeadChanged, RunChanged
from commands.feature import Answer, Click, Open, Submitted, Typed
from commands.leading import forms, look, rules, views
from commands.leading.inputs import AskLead, HandOverForm, TakeOverForm
from store import journal, messages, people
from store.db import Transaction
from store.messages import Surface, Urgency
from store.people import Person
from store.runs import Run


async def type_lead(tx: Transaction, typed: Typed) -> Answer:
    return await _form(tx, typed.by, await look.meant(tx, typed))


async def ask(tx: Transaction, click: Click[AskLead]) -> Answer:
    return await _form(tx, click.by, await known.run(tx, click.by.team_id, click.button.run))


async def _form(tx: Transaction, by: Person, run: Run) -> Answer:
    standing = await look.standing(tx, run)
    rules.may_ask(standing, by.user_id)
    if by.user_id == run.lead:
        return Open(forms.hand_over_form(run))
    return Open(forms.take_over_form(run, standing.lead_name))


async def hand_over(tx: Transaction, sent: Submitted[HandOverForm]) -> None:
    run = await known.run(tx, sent.by.team_id, sent.form.run)
    to = await people.find(tx, run.team_id, sent.form.to)
    rules.hand_over(await look.standing(tx, run), sent.by.user_id, sent.form.to, to.standing if to else None)
    names = await people.names(tx, run.team_id, [sent.by.user_id, sent.form.to])
    said = views.handed_over(run, kit.person(names, sent.by.user_id), kit.person(names, sent.form.to))
    await _changed(tx, run, sent.by, sent.form.to, said, how="handed over")


async def take_over(tx: Transaction, sent: Submitted[TakeOverForm]) -> None:
    run = await known.run(tx, sent.by.team_id, sent.form.run)
    standing = await look.standing(tx, run)
    rules.take_over(standing, sent.by.user_id)
    said = views.taken_over(run, standing.lead_name, kit.safe(sent.by.name), sent.form.reason)
    await _changed(tx, run, sent.by, sent.by.user_id, said, how="taken over", reason=sent.form.reason)


async def _changed(tx: Transaction, run: Run, by: Person, to: str, said: str, **detail: str) -> None:
    was, run.lead = run.lead, to
    tx.session.add(run)
    entry = await journal.record(
        tx, run.team_id, f"run:{run.id}", by.user_id, "run.lead_changed", was=was, to=to, **detail
    )
    key = f"run.lead_changed:{run.id}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(said))
    for person in sorted({was, to} - {by.user_id}):
        text = views.yours(run) if person == to else said
        await messages.note(tx, run.team_id, f"{key}:{person}", person, kit.body(text), surface=Surface.DM)
    await messages.redraw(tx, run.team_id, look.RUN, str(run.id), urgency=Urgency.CLICKED)
    tx.tell(LeadChanged(run.team_id, run.id, was, to, by.user_id))
    tx.tell(RunChanged(run.team_id, run.id))
