"""Reaching somebody now: a page by direct message, with a button to acknowledge it, and by the pager."""

from collections.abc import Sequence

from commands import contacts, kit
from commands.feature import Answer, Click, Open, Refused, Say, Submitted, Typed
from commands.oncall import forms, look, rules, telling, views
from commands.oncall.inputs import Acknowledge, PageForm, SendTest
from commands.outside import Nothing, Outcome, Ring, want
from store import direct_pages, effects, journal, messages, people, workspaces
from store.db import Transaction
from store.direct_pages import DirectPage
from store.messages import Surface, Urgency
from store.people import Person
from store.timers import Timer

CARD = "oncall.page"
NEWS = "oncall.page_news"
RUNG = "oncall.rung"


async def type_page(tx: Transaction, typed: Typed) -> Answer:
    """`/oncall page @ben payments are down`, or a level in the place of a person."""
    users, why = await _meant(tx, typed)
    if not users or not why:
        return Open(forms.page_form(why, users[0] if users else None))
    await _page(tx, typed.by, users, why)
    who = await telling.named(tx, typed.by.team_id, users)
    return Say(f"📟 Paging {who}. You get a message when they acknowledge, or if Slack does not deliver it.")


async def submit_page(tx: Transaction, sent: Submitted[PageForm]) -> None:
    await _page(tx, sent.by, [sent.form.person], sent.form.why)


async def type_test(tx: Transaction, typed: Typed) -> Answer:
    return await _test(tx, typed.by)


async def press_test(tx: Transaction, click: Click[SendTest]) -> Answer:
    return await _test(tx, click.by)


async def acknowledge(tx: Transaction, click: Click[Acknowledge]) -> None:
    sent = await look.page(tx, click.by.team_id, click.button.page)
    name = await telling.named(tx, sent.team_id, [sent.user_id])
    rules.acknowledge(sent.user_id, click.by.user_id, name, done=sent.acknowledged_at is not None)
    sent.acknowledged_at = tx.now
    tx.session.add(sent)
    await _record(tx, sent, click.by.user_id, "page.acknowledged")
    await effects.withdraw(tx, sent.team_id, _ring_key(sent))
    await messages.retire(tx, sent.team_id, CARD, str(sent.id))
    await messages.redraw(tx, sent.team_id, CARD, str(sent.id), urgency=Urgency.CLICKED)
    if sent.by != sent.user_id:
        text = (
            f"✅ {name} acknowledged your page after {views.took(sent.due_at, tx.now)}: {kit.safe(sent.why)}"
        )
        await telling.person(tx, sent.team_id, sent.by, f"page:{sent.id}:acknowledged", text)


async def news(tx: Transaction, timer: Timer) -> None:
    """Slack has the page, or will not have it."""
    sent = await direct_pages.find(tx, timer.team_id, int(timer.subject))
    message = await messages.find(tx, timer.team_id, f"{CARD}:{timer.subject}")
    if sent is None or message is None or sent.accepted_at is not None:
        return
    if message.accepted_at is not None:
        sent.claimed_at, sent.accepted_at, sent.problem = message.claimed_at, message.accepted_at, None
        tx.session.add(sent)
        await _record(tx, sent, "clock", "page.accepted")
        if sent.is_test:
            await messages.redraw(tx, sent.team_id, CARD, str(sent.id))
    elif message.given_up_at is not None and sent.problem is None:
        await _undeliverable(tx, sent, message.problem or "refused")


async def rung(tx: Transaction, outcome: Outcome[Nothing]) -> None:
    """The pager has taken it, or will not: then operations hear of it, each time."""
    sent = await direct_pages.find(tx, outcome.team_id, int(outcome.subject))
    if sent is None:
        return
    if outcome.problem is None:
        await _record(tx, sent, "clock", "page.rung")
        return
    await _record(tx, sent, "clock", "page.not_rung")
    name = await telling.named(tx, sent.team_id, [sent.user_id])
    text = (
        f"⚠️ The pager did not take a page to {name}: `{kit.safe(outcome.problem)}`. "
        "Check `RUNSHEET_PAGER_URL`."
    )
    await telling.operations(tx, sent.team_id, f"page:{sent.id}:not_rung", text)


# Parts. -----------------------------------------------------------------------------------------------------


async def _meant(tx: Transaction, typed: Typed) -> tuple[list[str], str]:
    """Who is to be paged, and why; nobody where the text does not say."""
    if typed.mentions:
        first = typed.mentions[0]
        if first.is_group:
            raise Refused("Page a person, or a level of the contact tree: `/oncall page team lead …`.")
        return [first.id], typed.text.replace(first.shown, "", 1).strip()
    levels = await contacts.levels(tx, typed.by.team_id)
    found = rules.split_role(typed.text, [level.role for level in levels])
    if found is None:
        return [], typed.text
    role, why = found
    level = next(each for each in levels if each.role == role)
    if not level.people:
        raise Refused(f"Nobody can be paged as {kit.safe(role)}. `/oncall` shows who can be.")
    return list(level.people), why


async def _test(tx: Transaction, by: Person) -> Answer:
    await _send(tx, DirectPage(
        team_id=by.team_id, user_id=by.user_id, by=by.user_id, why="Test", is_test=True, due_at=tx.now
    ))  # fmt: skip
    return Say("🔔 A test page is on its way to you, as a direct message. Press *Acknowledge* on it.")


async def _page(tx: Transaction, by: Person, users: Sequence[str], why: str) -> None:
    standings = await people.standings(tx, by.team_id, users)
    names = await people.names(tx, by.team_id, users)
    for user in users:
        rules.may_be_on_call(standings.get(user), kit.person(names, user), "person")
    for user in users:
        page = DirectPage(team_id=by.team_id, user_id=user, by=by.user_id, why=why, due_at=tx.now)
        await _send(tx, page)


async def _send(tx: Transaction, page: DirectPage) -> None:
    """Top level and ahead of everything else; the pager rings beside it."""
    sent = await direct_pages.add(tx, page)
    await _record(tx, sent, sent.by, "page.sent")
    await messages.card(
        tx,
        sent.team_id,
        CARD,
        str(sent.id),
        sent.user_id,
        surface=Surface.DM,
        urgency=Urgency.PAGE,
        then=NEWS,
    )
    if (await workspaces.get(tx, sent.team_id)).has_pager:
        body = await _ring(tx, sent)
        await want(
            tx, sent.team_id, _ring_key(sent), Ring(body=body), then=RUNG, subject=str(sent.id),
            urgency=Urgency.PAGE,
        )  # fmt: skip


async def _ring(tx: Transaction, sent: DirectPage) -> dict[str, str]:
    """What a phone is to show."""
    names = await people.names(tx, sent.team_id, [sent.user_id, sent.by])
    by = names.get(sent.by, sent.by)
    return {
        "kind": "test" if sent.is_test else "page",
        "title": "Test page" if sent.is_test else f"Page from {by}",
        "message": sent.why,
        "person": sent.user_id,
        "person_name": names.get(sent.user_id, sent.user_id),
        "due_at": sent.due_at.isoformat(),
    }


def _ring_key(sent: DirectPage) -> str:
    return f"direct_page:{sent.id}:ring"


async def _undeliverable(tx: Transaction, sent: DirectPage, problem: str) -> None:
    sent.problem = problem
    tx.session.add(sent)
    await messages.stop(tx, sent.team_id, CARD, str(sent.id))
    await _record(tx, sent, "clock", "page.undeliverable")
    name = await telling.named(tx, sent.team_id, [sent.user_id])
    text = (
        f"⚠️ Slack does not deliver the page to {name} (`{kit.safe(problem)}`): {kit.safe(sent.why)}. "
        "Reach them another way, or page somebody else: `/oncall` shows who is on call."
    )
    key = f"page:{sent.id}:undeliverable"
    await telling.operations(tx, sent.team_id, key, text)
    if sent.by != sent.user_id:
        await telling.person(tx, sent.team_id, sent.by, key, text)


async def _record(tx: Transaction, sent: DirectPage, who: str, what: str) -> None:
    said: dict[str, str | int | None] = {"page": sent.id, "to": sent.user_id, "why": sent.why}
    if sent.problem:
        said["problem"] = sent.problem
    await journal.record(tx, sent.team_id, telling.JOURNAL, who, what, **said)
