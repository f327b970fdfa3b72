"""How preparing begins: by the command alone where nothing is open, else through the form it opens."""

from dataclasses import replace
from datetime import UTC, datetime

from commands import documents, kit, rehearsal, zones
from commands.feature import Answer, Click, Open, Refused, Replace, Say, Shortcut, Submitted, Typed
from commands.preparing import asking, beginning, look, rules, start_forms, views
from commands.preparing.inputs import AskStart, BackToForm, PickRunbook, StartForm
from runbook.bindings import Bindings
from runbook.model import Runbook as Document
from store import drafts, people, runs
from store.db import Transaction
from store.drafts import Draft
from store.people import Person
from store.runbooks import Runbook


async def start(tx: Transaction, typed: Typed) -> Answer | None:
    """`/deploy start [runbook] [version]`: at once where nothing is open, else through the form."""
    offered = await documents.offered(tx, typed.by.team_id)
    name, version = rules.split_start(typed.text, list(offered))
    chosen = offered[documents.named(name, list(offered))] if name else _first_readable(offered)
    offer = await _offer(tx, typed.by, chosen, list(offered), typed.channel)
    if version is None:
        mine = await _unfinished(tx, typed.by, name and chosen.name)
        return Open(await asking.page_of(tx, typed.by, mine)) if mine else Open(start_forms.start_form(offer))
    offer = replace(offer, version=rules.version(version))
    if offer.service and (name or len(offered) == 1) and offer.moved is None:
        it = await look.at(tx, _fresh(typed.by, _as_offered(offer, typed.channel), tx.now))
        if not it.is_open:
            return await _begin_at_once(tx, typed.by, it)
    return Open(start_forms.start_form(offer))


async def _begin_at_once(tx: Transaction, by: Person, it: look.Prepared) -> Answer | None:
    taken = await look.occupied(tx, by.team_id, it.draft.service, it.draft.environment)
    if taken is not None:
        return Say(taken.text, [views.occupied(taken)])
    await beginning.begin(tx, by, it)
    return None


async def _unfinished(tx: Transaction, by: Person, runbook: str | None) -> Draft | None:
    """What this person was preparing last."""
    found = await drafts.all_of(tx, by.team_id)
    mine = [draft for draft in found if draft.begun_by == by.user_id and runbook in {None, draft.runbook}]
    return next(iter(mine), None)


async def ask_start(tx: Transaction, asked: Click[AskStart] | Shortcut) -> Answer:
    offered = await documents.offered(tx, asked.by.team_id)
    chosen = _first_readable(offered)
    return Open(start_forms.start_form(await _offer(tx, asked.by, chosen, list(offered), asked.channel)))


async def pick_runbook(tx: Transaction, click: Click[PickRunbook]) -> Answer:
    """The form again, filled from another runbook."""
    offered = await documents.offered(tx, click.by.team_id)
    chosen = offered[documents.named(click.button.choice, list(offered))]
    return Replace(start_forms.start_form(await _offer(tx, click.by, chosen, list(offered), None)))


async def submit_start(tx: Transaction, sent: Submitted[StartForm]) -> Answer | None:
    """Begins where nothing is open and the plan was seen; else the next page, of a draft that is kept."""
    form, by = sent.form, sent.by
    offered = await documents.offered(tx, by.team_id)
    chosen = offered[documents.named(form.runbook, list(offered))]
    if form.past == rules.REHEARSE:
        return await rehearsal.begin(tx, by, chosen)
    await _check(tx, by, chosen, form)
    taken = await look.occupied(tx, by.team_id, form.service, form.environment)
    if taken is not None:
        offer = await _offer(tx, by, chosen, list(offered), form.channel)
        return Open(start_forms.start_form(_refilled(offer, form, taken)))
    kept = await drafts.of(tx, by.team_id, form.service, form.environment)
    draft = _filled(kept, by, form, tx.now) if kept else _fresh(by, form, tx.now)
    it = await look.at(tx, draft)
    if not it.is_open and not it.errors and (not it.document.stages or form.plan == form.shown):
        await beginning.begin(tx, by, it)
        return None
    await drafts.keep(tx, draft)
    await asking.changed(tx, draft)
    said = await asking.begun_before(tx, draft, by) if kept else None
    return Open(await look.page(tx, it, by, said))


async def _check(tx: Transaction, by: Person, chosen: Runbook, form: StartForm) -> None:
    await documents.read(tx, chosen)
    rules.version(form.version)
    if form.previous:
        rules.version(form.previous, "previous")
    if form.commit:
        rules.commit(form.commit)
    try:
        zones.parse(form.zone)
    except ValueError:
        raise Refused(
            f"“{kit.safe(form.zone)}” is no time zone. Try Europe/Madrid, or UTC+7.", "zone"
        ) from None
    lead = await people.find(tx, by.team_id, form.lead)
    rules.lead(lead.standing if lead else None)


# Drafts. ----------------------------------------------------------------------------------------------------


def _fresh(by: Person, form: StartForm, now: datetime) -> Draft:
    """Not kept yet."""
    empty = Draft(
        team_id=by.team_id, begun_by=by.user_id, begun_at=now, changed_at=now,
        runbook="", service="", service_key="", environment="", environment_key="", version="", lead="",
        channel="", zone="", planned_at=now, roles={}, baselines={}, signals={}, accepted=[],
    )  # fmt: skip
    return _filled(empty, by, form, now)


def _filled(draft: Draft, by: Person, form: StartForm, now: datetime) -> Draft:
    """What was answered on later pages stays; what was left empty there is asked once more."""
    draft.roles = {role: user for role, user in draft.roles.items() if user}
    asked = datetime.fromtimestamp(form.start, UTC)
    proposed = datetime.fromtimestamp(form.offered, UTC) if form.offered is not None else None
    draft.runbook, draft.version, draft.previous = form.runbook, form.version, form.previous
    draft.commit = rules.commit(form.commit) if form.commit else None
    draft.service, draft.service_key = form.service, runs.key(form.service)
    draft.environment, draft.environment_key = form.environment, runs.key(form.environment)
    draft.lead, draft.channel, draft.zone = form.lead, form.channel, form.zone
    draft.planned_at = rules.begins(asked, proposed, now)
    return draft


# The form. --------------------------------------------------------------------------------------------------


def _first_readable(offered: dict[str, Runbook]) -> Runbook:
    return next((kept for kept in offered.values() if kept.problem is None), next(iter(offered.values())))


async def _offer(
    tx: Transaction, by: Person, chosen: Runbook, names: list[str], channel: str | None
) -> start_forms.Offer:
    document = await documents.read(tx, chosen)
    start_at = rules.offered(document.start, tx.now)
    written = str(document.start.tzinfo) if document.start else by.zone
    offer = start_forms.Offer(
        names=names,
        runbook=chosen.name,
        service=document.service or "",
        version=document.version or "",
        start=start_at,
        moved=document.start if document.start and document.start != start_at else None,
        zone=_bound_zone(chosen) or written,
        lead=by.user_id,
        channel=channel,
        can_be_rehearsed=rehearsal.can_be_rehearsed(document),
        asks_commit=_compares_tags(chosen, document),
        size=f"{document.title}: {kit.many(len(document.items), 'item')}, {document.claimed} claimed.",
    )
    return await _with_plan(tx, by, offer) if document.stages else offer


def _bound_zone(chosen: Runbook) -> str | None:
    return bound.zone if (bound := _bound(chosen)) else None


def _compares_tags(chosen: Runbook, document: Document) -> bool:
    bound = _bound(chosen)
    return bound is not None and bound.source is not None and any(item.tag for item in document.items)


def _bound(chosen: Runbook) -> Bindings | None:
    try:
        return documents.bound(chosen)
    except Refused:  # the page of problems says so
        return None


async def _with_plan(tx: Transaction, by: Person, offer: start_forms.Offer) -> start_forms.Offer:
    """Where nothing else would be asked, the plan stands in the form itself."""
    it = await look.at(tx, _fresh(by, _as_offered(offer, ""), tx.now))
    return offer if it.is_open else replace(offer, plan=it.plan)


def _as_offered(offer: start_forms.Offer, channel: str) -> StartForm:
    """The form as it is filled when it opens."""
    start = int(offer.start.timestamp())
    return StartForm.model_construct(
        runbook=offer.runbook, service=offer.service, environment=offer.environment, version=offer.version,
        previous=offer.previous, commit=offer.commit, start=start, zone=offer.zone, lead=offer.lead,
        channel=channel, offered=start,
    )  # fmt: skip


def _refilled(offer: start_forms.Offer, form: StartForm, taken: views.Occupied | None) -> start_forms.Offer:
    return replace(
        offer, service=form.service, version=form.version, environment=form.environment,
        previous=form.previous, commit=form.commit, zone=form.zone, lead=form.lead, channel=form.channel,
        start=datetime.fromtimestamp(form.start, UTC), plan=None, taken=taken,
    )  # fmt: skip


async def back_to_form(tx: Transaction, click: Click[BackToForm]) -> Answer:
    """The form with what a draft has."""
    by, draft = click.by, await asking.find(tx, click.by, click.button.draft)
    offered = await documents.offered(tx, by.team_id)
    chosen = offered[documents.named(draft.runbook, list(offered))]
    offer = await _offer(tx, by, chosen, list(offered), draft.channel)
    filled = replace(
        offer, service=draft.service, version=draft.version, environment=draft.environment,
        previous=draft.previous, commit=draft.commit, zone=draft.zone, lead=draft.lead,
        start=draft.planned_at, moved=None, plan=None,
    )  # fmt: skip
    return Replace(start_forms.start_form(filled))
