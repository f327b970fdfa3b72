"""What became of a page: taken by Slack, refused by it, and who is next then."""

from commands import kit
from commands.incident import paging, plan, steps, telling
from commands.incident.paging import MENTION, PAGE
from commands.incident.playbook import Does
from commands.incident.rules import NOBODY_THERE, WAITING, PageState, Reason
from store import incidents, journal, messages, pages
from store.db import Transaction
from store.incidents import Incident
from store.messages import Message, Urgency
from store.pages import Page
from store.timers import Timer


async def news(tx: Transaction, timer: Timer) -> None:
    """Slack has a page, or will not have it, or not now."""
    page = await pages.find(tx, timer.team_id, int(timer.subject))
    incident = await incidents.find(tx, timer.team_id, page.incident_id) if page else None
    if page is None or incident is None or page.accepted_at is not None:
        return
    dm, mentioned = await _message(tx, page, PAGE), await _message(tx, page, MENTION)
    page.claimed_at = page.claimed_at or (dm.claimed_at if dm else None)
    reaches = dm is None or not (dm.given_up_at and _code(dm) in NOBODY_THERE)
    taken = [each for each in (dm, mentioned if reaches else None) if each and each.accepted_at]
    on_its_way = reaches and mentioned is not None and mentioned.given_up_at is None
    if taken:
        await _accepted(tx, incident, page, taken[0])
    elif dm is not None and dm.given_up_at and not on_its_way:
        await _undeliverable(tx, incident, page, _code(dm))
    elif page.state == PageState.PLANNED:
        page.state = PageState.ATTEMPTED
    tx.session.add(page)
    await telling.changed(tx, incident)


async def _message(tx: Transaction, page: Page, kind: str) -> Message | None:
    return await messages.find(tx, page.team_id, f"{kind}:{page.id}")


def _code(message: Message) -> str:
    return (message.problem or "refused").split()[0]


async def _accepted(tx: Transaction, incident: Incident, page: Page, message: Message) -> None:
    page.claimed_at, page.accepted_at = message.claimed_at, message.accepted_at
    if PageState(page.state) in {*WAITING, PageState.UNDELIVERABLE}:
        page.state = PageState.ACCEPTED
    elif page.state == PageState.STOPPED and page.problem is None:
        page.state = PageState.SUPERSEDED  # it was on its way when somebody acknowledged
    late = (message.accepted_at - page.due_at).total_seconds() if message.accepted_at else 0
    await journal.record(
        tx, page.team_id, telling.subject(incident), telling.CLOCK, "page.accepted", page=page.id,
        to=page.user_id, late=int(late), route="dm" if message.kind == PAGE else "mention",
    )  # fmt: skip
    await steps.finish(tx, incident, Does.PAGE, telling.CLOCK)


async def _undeliverable(tx: Transaction, incident: Incident, page: Page, problem: str) -> None:
    """Said aloud, and the next person is called now."""
    if PageState(page.state) not in WAITING:
        return
    page.state, page.problem = PageState.UNDELIVERABLE, problem
    who = await telling.plain_names(tx, page.team_id, [page.user_id])
    seq = await telling.happened(
        tx, incident, telling.CLOCK, "page.undeliverable", f"Slack does not deliver to {who} ({problem}).",
        page=page.id, to=page.user_id, problem=problem,
    )  # fmt: skip
    name = await telling.named(tx, page.team_id, [page.user_id])
    text = f"⚠️ Slack does not deliver the page to {name}: `{kit.safe(problem)}`. Reach them another way."
    await telling.say(tx, incident, f"undeliverable:{seq}", text, Urgency.PAGE)
    await next_in_line(tx, incident, page, telling.CLOCK)


async def next_in_line(tx: Transaction, incident: Incident, failed: Page, by: str) -> None:
    """Where nobody is left whom this level's pages may still reach, the next level is called now."""
    same = [each for each in await pages.of_incident(tx, incident.id) if each.level == failed.level]
    others = [each for each in same if each.id != failed.id and PageState(each.state) in WAITING]
    if others or failed.level == 0 or not paging.is_climbing(incident):
        return
    planned = plan.raised(paging.climb(incident), tx.now)
    if planned is not None:
        await paging.carry_out(tx, incident, planned, Reason.NEXT, by)
        return
    timer = plan.decide(paging.climb(incident), tx.now).next_at
    text = f"⚠️ There is nobody further on the contact tree. Everybody is paged again at {kit.clock(timer)}."
    await telling.say(tx, incident, f"last:{failed.id}", text, Urgency.PAGE)
