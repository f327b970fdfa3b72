"""Answering: acknowledging, giving back, escalating, handing over, not me."""

from commands import kit
from commands.feature import Answer, Click, Open, Refused, Say, Submitted
from commands.incident import asking, chosen, durations, forms, paging, plan, rules, telling, tracking
from commands.incident.inputs import (
    Acknowledge,
    AnswerPage,
    AskEscalate,
    AskHandOver,
    Escalate,
    EscalateForm,
    GiveBack,
    HandOverForm,
    NotMe,
    StillOnIt,
)
from commands.incident.plan import Call
from commands.incident.rules import PageState, Reason
from store import pages, people, timers
from store.db import Transaction
from store.incidents import Incident
from store.pages import Page
from store.timers import Timer

# Taking it. -------------------------------------------------------------------------------------------------


async def acknowledge(tx: Transaction, click: Click[Acknowledge]) -> None:
    """On the card, by anybody."""
    incident = await chosen.clicked(tx, click)
    rules.acknowledge(await telling.standing(tx, incident), click.by.user_id)
    await _take(tx, incident, click.by.user_id)


async def answer(tx: Transaction, click: Click[AnswerPage]) -> None:
    """On a page. Whoever was called in beside, or handed it, answers while somebody else has it."""
    page, incident = await _page(tx, click.by.team_id, click.button.page)
    by, standing = click.by.user_id, await telling.standing(tx, incident)
    rules.answer_page(standing, PageState(page.state), page.user_id, by)
    takes_over = page.reason == Reason.HANDED and by == page.user_id
    if incident.acknowledged_by is None or takes_over:
        await _take(tx, incident, by)
    elif by == page.user_id:
        await _join_in(tx, incident, page)
    else:
        rules.acknowledge(standing, by)


async def _take(tx: Transaction, incident: Incident, by: str) -> None:
    """In this transaction every page of it is over: none is claimed once it commits."""
    before = incident.acknowledged_by
    incident.acknowledged_by, incident.acknowledged_at = by, tx.now
    incident.first_acknowledged_at = incident.first_acknowledged_at or tx.now
    await _restate(tx, incident)
    await paging.stop(tx, incident, by)
    took = durations.took(incident.declared_at, tx.now)
    who = await telling.plain_names(tx, incident.team_id, [by])
    what = "incident.taken_over" if before else "incident.acknowledged"
    seq = await telling.happened(tx, incident, by, what, f"{who} has it, {took} after it was declared.")
    await asking.watch(tx, incident)
    name = await telling.named(tx, incident.team_id, [by])
    await telling.say(
        tx, incident, f"acknowledged:{seq}", f"👋 *{name} has it*, {took} after it was declared."
    )


async def _join_in(tx: Transaction, incident: Incident, page: Page) -> None:
    page.state, page.acknowledged_at = PageState.ACKNOWLEDGED, tx.now
    await paging.close(tx, incident, page)
    who = await telling.plain_names(tx, incident.team_id, [page.user_id])
    seq = await telling.happened(tx, incident, page.user_id, "page.acknowledged", f"{who} is there too.")
    name = await telling.named(tx, incident.team_id, [page.user_id])
    await telling.say(tx, incident, f"joined:{seq}", f"👋 {name} is there too.")


# Letting go of it. ------------------------------------------------------------------------------------------


async def give_back(tx: Transaction, click: Click[GiveBack]) -> None:
    incident = await chosen.clicked(tx, click)
    rules.give_back(await telling.standing(tx, incident), click.by.user_id)
    who = await telling.named(tx, incident.team_id, [click.by.user_id])
    await _resume(tx, incident, click.by.user_id, f"{who} gives it back")


async def still_on_it(tx: Transaction, click: Click[StillOnIt]) -> None:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    who = await telling.plain_names(tx, incident.team_id, [click.by.user_id])
    await telling.happened(tx, incident, click.by.user_id, "incident.alive", f"{who} is still on it.")
    await asking.redraw(tx, incident)


async def quiet(tx: Transaction, timer: Timer) -> None:
    """No sign of life of whoever has it: they are asked, and then the tree is climbed again."""
    incident = await chosen.incident(tx, timer.team_id, int(timer.subject))
    if await asking.about_silence(tx, incident):
        who = await telling.named(tx, incident.team_id, [incident.acknowledged_by or ""])
        await _resume(tx, incident, telling.CLOCK, f"{who} gives no sign of life")


async def _resume(tx: Transaction, incident: Incident, by: str, why: str) -> None:
    """The time that somebody had it does not count for the tree."""
    had_since, incident.acknowledged_at = incident.acknowledged_at or tx.now, None
    holder, incident.acknowledged_by = incident.acknowledged_by, None
    incident.clock_from += tx.now - had_since
    incident.quiet_asked_at = None
    await timers.clear(tx, incident.team_id, asking.QUIET, str(incident.id))
    await _restate(tx, incident)
    plain = await telling.plain_names(tx, incident.team_id, [holder or ""])
    seq = await telling.happened(
        tx, incident, by, "incident.given_back", f"{plain} does not have it any more.", holder=holder
    )
    text = f"↩️ *{why}.* The contact tree is climbed again, from where it was."
    await telling.say(tx, incident, f"given_back:{seq}", text)
    planned = plan.resumed(paging.climb(incident), tx.now, None if by == telling.CLOCK else holder)
    await paging.carry_out(tx, incident, planned, Reason.AGAIN, by)
    await asking.redraw(tx, incident)


async def not_me(tx: Transaction, click: Click[NotMe]) -> None:
    page, incident = await _page(tx, click.by.team_id, click.button.page)
    by = click.by.user_id
    name = await telling.named(tx, incident.team_id, [page.user_id])
    rules.not_me(await telling.standing(tx, incident), PageState(page.state), page.user_id, name, by)
    page.state, page.problem = PageState.STOPPED, "not me"
    await paging.close(tx, incident, page)
    plain = await telling.plain_names(tx, incident.team_id, [by])
    seq = await telling.happened(tx, incident, by, "page.not_me", f"{plain}: not me.", page=page.id)
    text = f"🙅 {name} says: not me. Next in line."
    await telling.say(tx, incident, f"not_me:{seq}", text)
    await tracking.next_in_line(tx, incident, page, by)


# Calling others. --------------------------------------------------------------------------------------------


async def escalate(tx: Transaction, click: Click[Escalate]) -> Answer:
    """The next level now; where there is none, everybody once more."""
    incident = await chosen.clicked(tx, click)
    rules.escalate(await telling.standing(tx, incident))
    climb = paging.climb(incident)
    planned = plan.raised(climb, tx.now) or plan.everybody(climb, tx.now, without=click.by.user_id)
    if not planned.calls:
        raise Refused("Nobody is on call at any level. `/oncall set` puts somebody there.")
    return await _escalated(tx, incident, click.by.user_id, planned)


async def ask_escalate(tx: Transaction, click: Click[AskEscalate]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.escalate(await telling.standing(tx, incident))
    levels = [level for level in paging.climb(incident).levels if level.people]
    if not levels:
        raise Refused("Nobody is on call at any level. `/oncall set` puts somebody there.")
    names = await people.names(tx, incident.team_id, [user for level in levels for user in level.people])
    return Open(forms.escalate(incident, levels, names))


async def escalate_to(tx: Transaction, sent: Submitted[EscalateForm]) -> None:
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    rules.escalate(await telling.standing(tx, incident))
    planned = plan.raised(paging.climb(incident), tx.now, to=sent.form.level)
    if planned is None:
        raise Refused("Nobody can be paged at this level. Choose another.", "level")
    await _escalated(tx, incident, sent.by.user_id, planned)


async def _escalated(tx: Transaction, incident: Incident, by: str, planned: plan.Plan) -> Answer:
    called = [call.user for call in planned.calls]
    plain = await telling.plain_names(tx, incident.team_id, called)
    roles = ", ".join(dict.fromkeys(call.role for call in planned.calls))
    seq = await telling.happened(tx, incident, by, "incident.escalated", f"Escalated to {plain} ({roles}).")
    await paging.carry_out(tx, incident, planned, Reason.ESCALATED, by)
    who = await telling.named(tx, incident.team_id, called)
    asks = await telling.named(tx, incident.team_id, [by])
    text = f"📣 {asks} escalates: {who} ({kit.safe(roles)}) is being paged."
    await telling.say(tx, incident, f"escalated:{seq}", text)
    return Say(f"📣 Paging {who} ({kit.safe(roles)}).")


async def ask_hand_over(tx: Transaction, click: Click[AskHandOver]) -> Answer:
    incident = await chosen.clicked(tx, click)
    rules.change(await telling.standing(tx, incident))
    return Open(forms.hand_over(incident))


async def hand_over(tx: Transaction, sent: Submitted[HandOverForm]) -> None:
    """Whoever is to have it is paged; it is theirs once they acknowledge, at once where they asked for it."""
    incident = await chosen.incident(tx, sent.by.team_id, sent.form.incident)
    by, to = sent.by.user_id, sent.form.to
    person = await people.find(tx, sent.by.team_id, to)
    rules.hand_over(await telling.standing(tx, incident), to, person.standing if person else None)
    if by == to:
        await _take(tx, incident, by)
        return
    plain = await telling.plain_names(tx, incident.team_id, [to])
    seq = await telling.happened(
        tx, incident, by, "incident.handing_over", f"To be handed to {plain}.", to=to
    )
    call = Call(to, 0, "Hand-over", tx.now)
    await paging.call(tx, incident, [call], Reason.HANDED, by)
    names = [await telling.named(tx, incident.team_id, [user]) for user in (by, to)]
    text = f"🤝 {names[0]} hands over to {names[1]}, who is being paged. It is theirs once they acknowledge."
    await telling.say(tx, incident, f"handing:{seq}", text)


# Parts. -----------------------------------------------------------------------------------------------------


async def _page(tx: Transaction, team_id: str, page_id: int) -> tuple[Page, Incident]:
    page = await pages.find(tx, team_id, page_id)
    if page is None:
        raise Refused("This page is not known here. `/incident list` shows what is open.")
    return page, await chosen.incident(tx, team_id, page.incident_id)


async def _restate(tx: Transaction, incident: Incident) -> None:
    standing = await telling.standing(tx, incident)
    recovering = incident.mitigated_at is not None
    incident.state = rules.state_of(standing, incident.decision, recovering=recovering)
    tx.session.add(incident)
