"""Recurring items: asked for each time that they come, done each time, closed with the last."""

from commands import kit
from commands.facts import ItemProven
from commands.feature import Answer, Click, Open, Submitted
from commands.monitoring import forms, hanging, look, rules, telling, views
from commands.monitoring.inputs import AskDone, Done, DoneForm
from store import items, journal, messages, occasions, people, timers
from store.db import Transaction
from store.messages import Surface, Urgency
from store.occasions import Occasion
from store.people import Person
from store.runs import Run
from store.sections import Section
from store.timers import Timer


async def prompt(tx: Transaction, timer: Timer) -> None:
    """Of an item that came several times while no bot was there, the newest is asked for."""
    section, run = await telling.of(tx, timer)
    if telling.is_over(run, section):
        return
    waiting = [each for each in await occasions.of_section(tx, section.id) if each.prompted_at is None]
    due = [each for each in waiting if each.due_at <= tx.now]
    newest = {each.items[0]: each for each in due}
    for each in due:
        each.prompted_at = tx.now
        tx.session.add(each)
        if each is newest[each.items[0]]:
            await _ask(tx, run, section, each)
    if len(waiting) > len(due):
        await timers.put(tx, run.team_id, hanging.PROMPT, str(section.id), waiting[len(due)].due_at)
    await telling.redraw(tx, section)


async def _ask(tx: Transaction, run: Run, section: Section, occasion: Occasion) -> None:
    """In the thread, and whoever has the item by direct message."""
    parent = await telling.head(tx, section)
    await messages.card(tx, run.team_id, views.PROMPT, str(occasion.id), run.channel, parent=parent)
    item = await items.find(tx, run.team_id, occasion.items[0])
    if item and item.assignee:
        subject = f"{occasion.id}/{item.assignee}"
        await messages.card(tx, run.team_id, views.PROMPT, subject, item.assignee, surface=Surface.DM)
    said = {"item": item.key if item else None, "section": section.key}
    await journal.record(tx, run.team_id, telling.subject(run), telling.CLOCK, "item.recurred", **said)


async def done(tx: Transaction, click: Click[Done]) -> None:
    await _done(tx, click.by, click.button.occasion, None)


async def ask_done(tx: Transaction, click: Click[AskDone]) -> Answer:
    occasion, _, _ = await _open(tx, click.by, click.button.occasion)
    return Open(forms.done_form(occasion, await look.text(tx, occasion)))


async def done_with_a_note(tx: Transaction, sent: Submitted[DoneForm]) -> None:
    await _done(tx, sent.by, sent.form.occasion, sent.form.note)


async def _done(tx: Transaction, by: Person, occasion_id: int, note: str | None) -> None:
    occasion, section, run = await _open(tx, by, occasion_id)
    occasion.done_at, occasion.done_by, occasion.note = tx.now, by.user_id, note
    tx.session.add(occasion)
    item = await items.find(tx, run.team_id, occasion.items[0])
    said = {"item": item.key if item else None, "note": note}
    await journal.record(tx, run.team_id, telling.subject(run), by.user_id, "item.recurrence_done", **said)
    subjects = await hanging.cards(tx, views.PROMPT, occasion)
    await messages.redraw(tx, run.team_id, views.PROMPT, *subjects, urgency=Urgency.CLICKED)
    await telling.redraw(tx, section)
    await _prove(tx, by, run, occasion)


async def _prove(tx: Transaction, by: Person, run: Run, occasion: Occasion) -> None:
    """Each item of which this was the last time."""
    of_run = await occasions.of_run(tx, run.id)
    for item_id in occasion.items:
        its = [each for each in of_run if item_id in each.items]
        if its[-1].id == occasion.id:
            note = f"{sum(each.done_at is not None for each in its)} of {kit.many(len(its), 'time')} done"
            tx.tell(ItemProven(run.team_id, run.id, item_id, by.user_id, note))


async def _open(tx: Transaction, by: Person, occasion_id: int) -> tuple[Occasion, Section, Run]:
    occasion, section, run = await look.occasion(tx, by.team_id, occasion_id)
    names = await people.names(tx, run.team_id, [occasion.done_by])
    done_by = None
    if occasion.done_by and occasion.done_at:
        done_by = f"{kit.person(names, occasion.done_by)}, {kit.clock(occasion.done_at)}"
    rules.done(over=telling.is_over(run, section), done_by=done_by)
    return occasion, section, run
