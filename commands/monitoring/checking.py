"""Check-ins of a window: made on the clock, a person asked where that is worth it, and answered."""

from datetime import datetime

from commands import kit, zones
from commands.facts import ItemProven
from commands.feature import Answer, Click, Open, Refused, Say, Submitted
from commands.monitoring import forms, hanging, look, rules, telling, views
from commands.monitoring.inputs import AllWell, AskWrong, WrongForm
from store import checkins, items, journal, messages, timers
from store.checkins import CheckIn
from store.db import Transaction
from store.incidents import Incident
from store.items import Rhythm
from store.messages import Surface, Urgency
from store.people import Person
from store.runs import Run
from store.sections import Section
from store.timers import Timer

# The clock. -------------------------------------------------------------------------------------------------


async def check_in(tx: Transaction, timer: Timer) -> None:
    """One is made, however many were due: the earlier ones were missed."""
    section, run = await telling.of(tx, timer)
    due = await checkins.due(tx, section.id)
    if telling.is_over(run, section) or not due:
        return
    *missed, now = due
    for each in missed:
        each.done_at, each.missed = tx.now, True
    await _make(tx, run, section, now, missed)
    following = await checkins.following(tx, section.id)
    if following:
        await timers.put(tx, run.team_id, hanging.CHECK_IN, str(section.id), following.due_at)
    await telling.redraw(tx, section)


async def _make(tx: Transaction, run: Run, section: Section, now: CheckIn, missed: list[CheckIn]) -> None:
    tick = await _tick(tx, run, section, now)
    why = rules.why(tick)
    now.done_at = tx.now
    if why:
        await _ask(tx, run, section, now, why)
    await journal.record(
        tx, run.team_id, telling.subject(run), telling.CLOCK, "checkin.done",
        section=section.key, number=now.number, of=await checkins.size(tx, section.id), missed=len(missed),
        asked=", ".join(now.asked) or None, why=why,
    )  # fmt: skip
    if missed:
        gap = views.missed(missed)
        await telling.in_thread(tx, run, section, f"checkin.missed:{now.id}", gap)
    if not why:
        line = await look.line(tx, run, section, now)
        await telling.in_thread(tx, run, section, f"checkin.line:{now.id}", line)
    if tick.last and why is None:
        morning = rules.out_of_night(tx.now.astimezone(zones.parse(run.zone)))
        await timers.put(tx, run.team_id, hanging.ASK, str(section.id), morning)


async def _tick(tx: Transaction, run: Run, section: Section, now: CheckIn) -> rules.Tick:
    asked_at = await checkins.last_asked(tx, run.id)
    return rules.Tick(
        first=await checkins.made(tx, section.id) is None,
        last=await checkins.size(tx, section.id) == now.number,
        night=rules.is_night(tx.now.astimezone(zones.parse(run.zone))),
        incident=_is_news(await look.open_incidents(tx, run), asked_at),
        unknown=True,
        just_live=section.opens_at == run.live_at,
        asked_ago=tx.now - asked_at if asked_at else None,
    )


def _is_news(found: list[Incident], asked_at: datetime | None) -> bool:
    """An incident asks its own people from then on: a check-in asks about it once."""
    return any(asked_at is None or each.declared_at > asked_at for each in found)


async def ask_in_the_morning(tx: Transaction, timer: Timer) -> None:
    """About the last one of a window that ended at night."""
    section, run = await telling.of(tx, timer)
    last = await checkins.made(tx, section.id)
    if not telling.is_over(run, section) and last and last.asked_at is None:
        await _ask(tx, run, section, last, rules.Why.LAST)
        await telling.redraw(tx, section)


async def _ask(tx: Transaction, run: Run, section: Section, checkin: CheckIn, why: rules.Why) -> None:
    checkin.asked_at, checkin.why = tx.now, why
    checkin.asked = list(await telling.on_duty(tx, run))
    tx.session.add(checkin)
    parent = await telling.head(tx, section)
    await messages.card(tx, run.team_id, views.CHECK_IN, str(checkin.id), run.channel, parent=parent)
    for person in checkin.asked:
        subject = f"{checkin.id}/{person}"
        await messages.card(tx, run.team_id, views.CHECK_IN, subject, person, surface=Surface.DM)


# People. ----------------------------------------------------------------------------------------------------


async def all_well(tx: Transaction, click: Click[AllWell]) -> None:
    checkin, section, run = await _asked(tx, click.by, click.button.checkin, well=True)
    await _answered(tx, click.by, run, section, checkin, checkins.Answer.WELL)
    if await checkins.size(tx, section.id) == checkin.number:
        await _prove(tx, click.by, run, section, checkin)


async def _prove(tx: Transaction, by: Person, run: Run, section: Section, last: CheckIn) -> None:
    """What was looked at all along is done with the answer to the last question."""
    note = f"All well at the last of {kit.many(last.number, 'check-in')}"
    for item in await items.of_section(tx, section.id):
        if item.closed_at is None and item.rhythm in {Rhythm.CHECK_IN, Rhythm.STANDING}:
            tx.tell(ItemProven(run.team_id, run.id, item.id, by.user_id, note))


async def ask_wrong(tx: Transaction, click: Click[AskWrong]) -> Answer:
    checkin, _, _ = await _asked(tx, click.by, click.button.checkin, well=False)
    return Open(forms.wrong_form(checkin))


async def wrong(tx: Transaction, sent: Submitted[WrongForm]) -> Answer:
    checkin, section, run = await _asked(tx, sent.by, sent.form.checkin, well=False)
    entry = await _answered(tx, sent.by, run, section, checkin, checkins.Answer.WRONG, sent.form.words)
    key = f"checkin.wrong:{checkin.id}:{entry}"
    said = views.wrong(run, section, sent.by.name, sent.form.words)
    await telling.in_thread(tx, run, section, key, said)
    if sent.by.user_id != run.lead:
        await telling.to_person(tx, run, run.lead, key, f"{said} <#{run.channel}>")
    return Say(f"Noted, and the lead knows. {views.DECLARE}")


async def _answered(
    tx: Transaction,
    by: Person,
    run: Run,
    section: Section,
    checkin: CheckIn,
    answer: checkins.Answer,
    words: str | None = None,
) -> int:
    """The number of its entry in the journal."""
    checkin.answer, checkin.words = answer, words
    checkin.answered_by, checkin.answered_at = by.user_id, tx.now
    tx.session.add(checkin)
    entry = await journal.record(
        tx, run.team_id, telling.subject(run), by.user_id, "checkin.answered",
        section=section.key, number=checkin.number, answer=answer, words=words,
    )  # fmt: skip
    subjects = await hanging.cards(tx, views.CHECK_IN, checkin)
    await messages.redraw(tx, run.team_id, views.CHECK_IN, *subjects, urgency=Urgency.CLICKED)
    await telling.redraw(tx, section)
    return entry.seq


async def _asked(tx: Transaction, by: Person, checkin_id: int, *, well: bool) -> tuple[CheckIn, Section, Run]:
    checkin, section, run = await look.checkin(tx, by.team_id, checkin_id)
    if checkin.asked_at is None:
        raise Refused("Nobody was asked at this check-in.")
    answered = await look.answered(tx, checkin) if checkin.answer == checkins.Answer.WELL else None
    rules.answer(over=telling.is_over(run, section), well=well, answered=answered)
    return checkin, section, run
