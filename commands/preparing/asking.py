"""A draft page by page: who, what, which problems, the plan; each page is saved as it is sent."""

from collections.abc import Mapping
from datetime import UTC, datetime

from commands import kit
from commands.feature import Answer, Click, Modal, Open, Refused, Replace, Submitted
from commands.preparing import beginning, look, rules, views
from commands.preparing.inputs import (
    AnswersForm,
    AnywayForm,
    CheckAgain,
    Continue,
    Discard,
    PeopleForm,
    PickStart,
    PlanForm,
)
from store import drafts, messages
from store import people as persons
from store.db import Transaction
from store.drafts import Draft
from store.people import Person


async def find(tx: Transaction, by: Person, draft_id: int) -> Draft:
    found = await drafts.find(tx, by.team_id, draft_id)
    if found is None:
        raise Refused(
            "Somebody has started this meanwhile, or discarded it. `/deploy list` shows the open runs."
        )
    return found


async def changed(tx: Transaction, draft: Draft) -> None:
    """The Home tabs list what is being prepared."""
    await messages.redraw_all(tx, draft.team_id, look.HOME)


async def page_of(tx: Transaction, by: Person, draft: Draft) -> Modal:
    """The next page; a start that has gone by meanwhile is asked for on the last."""
    return await look.page(tx, await look.at(tx, draft), by)


async def begun_before(tx: Transaction, draft: Draft, by: Person) -> str | None:
    if draft.begun_by == by.user_id:
        return None
    names = await persons.names(tx, draft.team_id, [draft.begun_by])
    who = kit.person(names, draft.begun_by)
    return f"💡 {who} began to prepare this {kit.when(draft.begun_at)}: what was answered is kept."


# Buttons. ---------------------------------------------------------------------------------------------------


async def go_on(tx: Transaction, click: Click[Continue]) -> Answer:
    return Open(await page_of(tx, click.by, await find(tx, click.by, click.button.draft)))


async def check_again(tx: Transaction, click: Click[CheckAgain]) -> Answer:
    return Replace(await page_of(tx, click.by, await find(tx, click.by, click.button.draft)))


async def discard(tx: Transaction, click: Click[Discard]) -> None:
    draft = await find(tx, click.by, click.button.draft)
    await drafts.drop(tx, draft)
    await changed(tx, draft)


async def pick_start(tx: Transaction, click: Click[PickStart]) -> Answer:
    """The plan again, for another start."""
    draft = await find(tx, click.by, int(click.entered["draft"]))
    await _move(tx, draft, int(click.button.choice))
    return Replace(await page_of(tx, click.by, draft))


async def _move(tx: Transaction, draft: Draft, start: int) -> None:
    draft.planned_at = rules.begins(datetime.fromtimestamp(start, UTC), None, tx.now)
    await drafts.keep(tx, draft)


# Pages. -----------------------------------------------------------------------------------------------------


async def people(tx: Transaction, sent: Submitted[PeopleForm]) -> Answer:
    draft = await find(tx, sent.by, sent.form.draft)
    it = await look.at(tx, draft)
    chosen: dict[str, str] = {}
    for need in it.roles[: rules.A_PAGE]:
        field = rules.field_of("role", need.name)
        chosen[need.name] = user = sent.form.entered(field) or ""
        if user:
            person = await persons.find(tx, draft.team_id, user)
            rules.holder(person.standing if person else None, field)
    draft.roles = {**draft.roles, **chosen}
    return await _onward(tx, sent.by, draft)


async def answers(tx: Transaction, sent: Submitted[AnswersForm]) -> Answer:
    draft = await find(tx, sent.by, sent.form.draft)
    given: Mapping[str, dict[str, str]] = {"baselines": {}, "signals": {}}
    for need in (await look.at(tx, draft)).questions:
        said = sent.form.entered(rules.field_of(need.family, need.name))
        if said is not None:
            given[need.family][need.name] = said
    numbers = {
        name: rules.number(said, rules.field_of("baselines", name))
        for name, said in given["baselines"].items()
    }
    told = {
        name: rules.signal(said, rules.field_of("signals", name)) for name, said in given["signals"].items()
    }
    draft.baselines, draft.signals = {**draft.baselines, **numbers}, {**draft.signals, **told}
    return await _onward(tx, sent.by, draft)


async def anyway(tx: Transaction, sent: Submitted[AnywayForm]) -> Answer:
    """What is accepted are the problems of now: of another version of the file they are others."""
    draft = await find(tx, sent.by, sent.form.draft)
    names = await persons.names(tx, draft.team_id, [draft.lead])
    rules.anyway(
        is_lead=sent.by.user_id == draft.lead,
        is_operator=await look.operates(tx, sent.by),
        lead_name=kit.person(names, draft.lead),
    )
    draft.accepted = [rules.name_of(problem) for problem in (await look.at(tx, draft)).errors]
    draft.accepted_by, draft.accepted_why = sent.by.user_id, sent.form.reason
    return await _onward(tx, sent.by, draft)


async def confirm(tx: Transaction, sent: Submitted[PlanForm]) -> Answer | None:
    """What begins is what was seen: where something has changed since, the page comes again."""
    draft = await find(tx, sent.by, sent.form.draft)
    seen = int(draft.planned_at.timestamp())
    await _move(tx, draft, sent.form.start)
    it = await look.at(tx, draft)
    if it.is_open or sent.form.start != seen:
        said = "Something has changed since this page was drawn: look again."
        return Open(await look.page(tx, it, sent.by, said))
    taken = await look.occupied(tx, draft.team_id, draft.service, draft.environment)
    if taken is not None:
        return Open(views.not_started(taken))
    await beginning.begin(tx, sent.by, it)
    return None


async def _onward(tx: Transaction, by: Person, draft: Draft) -> Answer:
    await drafts.keep(tx, draft)
    await changed(tx, draft)
    return Open(await page_of(tx, by, draft))
