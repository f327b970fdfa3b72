"""Pages: who is called when the clock says so, how, and when that is over."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from commands import contacts, kit
from commands.incident import plan, ringing, telling
from commands.incident.plan import Call, Climb, Level, Plan
from commands.incident.rules import WAITING, PageState, Reason
from commands.outside import Invite, want
from store import incidents, messages, pages, people, timers
from store.db import Transaction
from store.incidents import Incident
from store.messages import Surface, Urgency
from store.pages import Page
from store.timers import Timer

ESCALATE, NEWS = "incident.escalate", "incident.page_news"
JOINED = "incident.joined"
PAGE, MENTION = "incident.page", "incident.mention"

WORDS = {
    Reason.LEVEL: "{who} is paged as {role}.",
    Reason.AGAIN: "{who} is paged again as {role}.",
    Reason.ESCALATED: "{who} is called in as {role}.",
    Reason.NEXT: "{who} is paged as {role}, as nobody before could be reached.",
    Reason.HANDED: "{who} is paged to take over.",
}
"""A page in the timeline."""


# The tree. --------------------------------------------------------------------------------------------------


async def snapshot(tx: Transaction, team_id: str) -> list[dict[str, Any]]:
    """The contact tree as it is now, for the incident to keep."""
    return [
        {
            "position": level.position,
            "role": level.role,
            "after": level.after.total_seconds(),
            "people": list(level.people),
            "unreachable": [list(each) for each in level.unreachable],
        }
        for level in await contacts.levels(tx, team_id)
    ]


def climb(incident: Incident) -> Climb:
    levels = [
        Level(each["position"], each["role"], timedelta(seconds=each["after"]), tuple(each["people"]))
        for each in incident.tree
    ]
    first_only = incident.severity != 1
    return Climb(levels, incident.clock_from, incident.levels_done, incident.paged_at, first_only)


def is_climbing(incident: Incident) -> bool:
    return incident.acknowledged_by is None and incident.resolved_at is None


# When. ------------------------------------------------------------------------------------------------------


async def due(tx: Transaction, timer: Timer) -> None:
    """The clock's turn: whatever is due by now, however late this comes."""
    incident = await incidents.find(tx, timer.team_id, int(timer.subject))
    if incident is not None:
        await go_on(tx, incident)


async def go_on(tx: Transaction, incident: Incident) -> None:
    """Page whoever is due, and come back when somebody else is."""
    if not is_climbing(incident):
        return
    if not any(level["people"] for level in incident.tree):
        incident.tree = await snapshot(tx, incident.team_id)  # somebody may have been put on call meanwhile
        found = any(level["people"] for level in incident.tree)
        incident.levels_done = [] if found else incident.levels_done
    planned = plan.decide(climb(incident), tx.now)
    await carry_out(tx, incident, planned, Reason.AGAIN if planned.again else Reason.LEVEL)


async def carry_out(
    tx: Transaction, incident: Incident, planned: Plan, reason: Reason, by: str = telling.CLOCK
) -> None:
    incident.levels_done, incident.paged_at = list(planned.done), planned.paged_at
    await _say_skipped(tx, incident, planned)
    if is_climbing(incident):
        await timers.put(tx, incident.team_id, ESCALATE, str(incident.id), planned.next_at)
    await call(tx, incident, planned.calls, reason, by)
    await telling.changed(tx, incident)


async def call(tx: Transaction, incident: Incident, calls: Sequence[Call], reason: Reason, by: str) -> None:
    sent = [await send(tx, incident, each, reason, by) for each in calls]
    if sent:
        await _join(tx, incident, sent)


async def _say_skipped(tx: Transaction, incident: Incident, planned: Plan) -> None:
    nobody = not any(level["people"] for level in incident.tree)
    if nobody and (planned.skipped or planned.again):
        text = (
            "⚠️ *Nobody is on call at any level, so nobody was paged.* Reach people yourself, `/oncall set` "
            f"puts somebody on call. I say this again at {kit.clock(planned.next_at)}."
        )
        seq = await telling.happened(
            tx, incident, telling.CLOCK, "level.nobody", "Nobody is on call at any level: nobody was paged."
        )
        if incident.private or incident.channel:
            await telling.say(tx, incident, f"nobody:{seq}", text, Urgency.PAGE)
        if not incident.private:
            about = f"Incident {incident.number}, {kit.safe(incident.title)}: {text}"
            await telling.operations(tx, incident, f"nobody:{seq}", about)
        return
    for level in planned.skipped:
        why = await _why_empty(tx, incident, level)
        plain = f"Level {level.position}, {level.role}, was skipped: {why}."
        seq = await telling.happened(
            tx, incident, telling.CLOCK, "level.skipped", plain, level=level.position, why=why
        )
        text = f"⏭️ Level {level.position}, *{kit.safe(level.role)}*, is skipped: {kit.safe(why)}."
        await telling.say(tx, incident, f"skipped:{seq}", text)


async def _why_empty(tx: Transaction, incident: Incident, level: Level) -> str:
    kept = next(each for each in incident.tree if each["position"] == level.position)
    names = await people.names(tx, incident.team_id, [user for user, _ in kept["unreachable"]])
    reasons = [f"{names.get(user, user)}: {why}" for user, why in kept["unreachable"]]
    return "; ".join(reasons) or "nobody is on call there"


# Sending. ---------------------------------------------------------------------------------------------------


async def send(tx: Transaction, incident: Incident, called: Call, reason: Reason, by: str) -> Page:
    """A direct message, ahead of everything else; the pager rings beside it, a mention follows."""
    await _supersede(tx, incident, called.user)
    page = await pages.add(tx, Page(
        team_id=incident.team_id, incident_id=incident.id, user_id=called.user, level=called.level,
        role=called.role, reason=reason, state=PageState.PLANNED, due_at=called.due_at, made_at=tx.now,
    ))  # fmt: skip
    late = int((tx.now - called.due_at).total_seconds())
    who = await telling.plain_names(tx, incident.team_id, [called.user])
    await telling.happened(
        tx, incident, by, "page.planned", WORDS[reason].format(who=who, role=called.role), page=page.id,
        to=called.user, level=called.level, reason=reason, late=late,
    )  # fmt: skip
    await messages.card(
        tx, page.team_id, PAGE, str(page.id), page.user_id, surface=Surface.DM, urgency=Urgency.PAGE,
        then=NEWS,
    )  # fmt: skip
    await ringing.ring(tx, incident, page)
    if not telling.has_own(incident):
        await mention(tx, incident, page)
    return page


async def mention(tx: Transaction, incident: Incident, page: Page) -> None:
    """At the top level of where the incident is: nobody's phone rings for a thread."""
    at = await telling.where(tx, incident)
    if at.surface is Surface.CHANNEL and PageState(page.state) in {*WAITING, PageState.UNDELIVERABLE}:
        await messages.card(
            tx, page.team_id, MENTION, str(page.id), at.place, urgency=Urgency.PAGE, then=NEWS
        )


async def _join(tx: Transaction, incident: Incident, sent: Sequence[Page]) -> None:
    """Into the channel first: a mention reaches only who is in it."""
    if incident.channel is None:
        return
    users = tuple(dict.fromkeys(page.user_id for page in sent))
    key = f"incident:{incident.id}:join:{sent[0].id}"
    wanted = Invite(channel=incident.channel, users=users)
    await want(tx, incident.team_id, key, wanted, then=JOINED, subject=str(incident.id), urgency=Urgency.PAGE)


async def mention_all(tx: Transaction, incident: Incident) -> None:
    """Whoever waits for an answer and was not mentioned yet."""
    for page in await pages.of_incident(tx, incident.id):
        await mention(tx, incident, page)


# Over. ------------------------------------------------------------------------------------------------------


async def stop(tx: Transaction, incident: Incident, by: str | None = None) -> None:
    """No page of it is sent any more; what is out says who has it. `by`: whose own page is answered."""
    await timers.clear(tx, incident.team_id, ESCALATE, str(incident.id))
    for page in await _waiting(tx, incident):
        if page.user_id == by:
            page.state, page.acknowledged_at = PageState.ACKNOWLEDGED, tx.now
        else:
            page.state = PageState.SUPERSEDED if page.accepted_at else PageState.STOPPED
        await close(tx, incident, page)


async def close(tx: Transaction, incident: Incident, page: Page) -> None:
    """One page that waits for nobody any more: shown as it is now, and not sent if it was not."""
    tx.session.add(page)
    await ringing.silence(tx, incident, page)
    for kind in (PAGE, MENTION):
        await messages.withdraw(tx, page.team_id, kind, str(page.id))


async def show_place(tx: Transaction, incident: Incident) -> None:
    """There is a channel now: pages that are out link to it."""
    subjects = [str(page.id) for page in await _waiting(tx, incident)]
    await messages.redraw(tx, incident.team_id, PAGE, *subjects, urgency=Urgency.PAGE)


async def _supersede(tx: Transaction, incident: Incident, user_id: str) -> None:
    """Somebody is paged anew: what they got before is over."""
    for page in await _waiting(tx, incident):
        if page.user_id == user_id:
            page.state = PageState.SUPERSEDED if page.accepted_at else PageState.STOPPED
            await close(tx, incident, page)


async def _waiting(tx: Transaction, incident: Incident) -> list[Page]:
    return [each for each in await pages.of_incident(tx, incident.id) if PageState(each.state) in WAITING]
