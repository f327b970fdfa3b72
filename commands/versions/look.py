"""An offer as its card shows it, and what is different."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from commands import changes, documents, known, roles
from commands.changes import Named
from commands.feature import Answer, Card, Click, Open, Refused
from commands.versions import bound, rules, views
from commands.versions.inputs import OnOffer, ShowDifference
from commands.versions.rules import Change, Difference
from runbook.bindings import Bindings
from runbook.model import Item
from runbook.model import Runbook as Document
from runbook.model import Section as Heading
from runbook.terms import Part
from store import gates, offers, people, runbooks, runs, sections
from store.db import Transaction
from store.gates import Before
from store.offers import Offer
from store.runbooks import Runbook
from store.runs import Run

CARD = "newer"

_PARTS = {Before.STAGES: Part.APPROVAL, Before.CLOSING: Part.CONFIRMATION}


def digest(side: bytes | None) -> str:
    """The SHA-256 of a side file, "" without one."""
    return sha256(side).hexdigest() if side else ""


async def find(tx: Transaction, team_id: str, offer_id: int) -> tuple[Run, Offer]:
    offer = await offers.find(tx, team_id, offer_id)
    if offer is None:
        raise Refused("This offer is not known here. `/deploy status` shows the run as it is.")
    return await runs.get(tx, offer.run_id), offer


async def standing(tx: Transaction, run: Run, offer: Offer, by: str) -> rules.Standing:
    return rules.Standing(
        run_ended=run.ended_at is not None,
        live=run.live_at is not None,
        by_lead=by == run.lead,
        lead_name=await known.lead_name(tx, run),
        open=offer.answer == offers.Answer.OPEN,
    )


async def draw(tx: Transaction, team_id: str, offer_id: str) -> Card:
    run, offer = await find(tx, team_id, int(offer_id))
    kept = await runbooks.get(tx, offer.runbook_id)
    names = await people.names(tx, team_id, [offer.by])
    is_open = offer.answer == offers.Answer.OPEN and run.ended_at is None and run.live_at is None
    return views.card(run, kept, offer, names, is_open=is_open)


async def show_difference(tx: Transaction, click: Click[ShowDifference]) -> Answer:
    button: OnOffer = click.button
    run, offer = await find(tx, click.by.team_id, button.offer)
    return Open(views.difference(await difference(tx, run, await offered(tx, offer))))


async def offered(tx: Transaction, offer: Offer) -> Runbook:
    """What is offered, with its side file. Raises Refused where that is another one by now."""
    kept = await runbooks.get(tx, offer.runbook_id)
    if digest(kept.side) != offer.side:
        raise Refused(rules.OVERTAKEN)
    return kept


async def difference(tx: Transaction, run: Run, newer: Runbook) -> Difference:
    """Between what the run follows and what it is offered. Raises Refused where that cannot be read."""
    before = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    after = await documents.read(tx, newer)
    old, new = rules.sections(before), rules.sections(after)
    found: list[Change] = []
    kept, ours = 0, []
    for section in await sections.of_run(tx, run.id):
        ours.append(section.key)
        if section.key in old and section.key in new:
            change = _change(old[section.key], new[section.key])
            if section.opened_at is None:
                found.append(change)
            else:
                kept += change.count
    signed = await _signed(tx, run, before, after, ours)
    come, gone = rules.coming_and_going(before, after, [*ours, *signed.gone], signed.keys)
    sides = await compared(tx, run, newer)
    return Difference(
        changes=tuple(change for change in [*found, *signed.changes] if change.count),
        kept=kept,
        new=come,
        gone=gone,
        bound=bound.changes(sides.ours, sides.theirs, await _names(tx, run, sides)),
        answered=bound.answered(sides.old, sides.new, sides.ours, sides.theirs),
    )


# Sections. --------------------------------------------------------------------------------------------------


def _change(before: Heading, after: Heading) -> Change:
    change = Change(after.title)
    for pair in changes.pairs(_named(before), _named(after)):
        if pair.before is None and pair.after:
            change.added.append(pair.after.text)
        elif pair.after is None and pair.before:
            change.removed.append(pair.before.text)
        elif pair.before and pair.after and pair.before.raw.split() != pair.after.raw.split():
            change.changed.append((pair.before.text, pair.after.text))
    return change


def _named(section: Heading) -> list[Named[Item]]:
    return [Named(item.id, item.text, item) for item in section.items]


@dataclass(frozen=True)
class Signed:
    """What is signed otherwise: `keys` are the sections of its gates, `gone` those that the file lost."""

    changes: list[Change]
    keys: set[str]
    gone: list[str]


async def _signed(
    tx: Transaction, run: Run, before: Document, after: Document, ours: Iterable[str]
) -> Signed:
    """A gate that has no section any more stays as it is, and one that has begun to count does too."""
    found = Signed([], set(), [])
    for gate in await gates.of_run(tx, run.id):
        part = _PARTS[Before(gate.before)]
        old, new = documents.signed(before, part), documents.signed(after, part)
        new = [each for each in new if each.id not in set(ours)]
        if not new:
            found.gone.extend(each.id for each in old)
            continue
        found.keys.update(each.id for each in [*old, *new])
        if gate.before == Before.CLOSING or run.started_at is None:
            found.changes.append(_signatures(new[0].title, old, new))
    return found


def _signatures(title: str, before: Iterable[Heading], after: Iterable[Heading]) -> Change:
    change = Change(title)
    for pair in changes.by_name(_lines(before), _lines(after)):
        if pair.before is None and pair.after:
            change.added.append(pair.after)
        elif pair.after is None and pair.before:
            change.removed.append(pair.before)
    return change


def _lines(headings: Iterable[Heading]) -> list[Named[str]]:
    entries = [entry for heading in headings for entry in heading.items]
    return [Named(entry.id, documents.to_sign(entry), documents.to_sign(entry)) for entry in entries]


# Side files. ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sides:
    """What the run's side file and the offered one bind, and each with what people answered in the run."""

    old: Bindings
    new: Bindings
    ours: Bindings
    theirs: Bindings


async def compared(tx: Transaction, run: Run, newer: Runbook) -> Sides:
    """A side file of the run that cannot be used binds nothing. Raises Refused where a newer cannot be."""
    try:
        old = await documents.side_of(tx, run)
    except Refused:
        old = Bindings()
    new = old if newer.side == run.side else documents.bound(newer)
    return Sides(old, new, await documents.answered(tx, run, old), await documents.answered(tx, run, new))


async def unmet(tx: Transaction, run: Run, users: set[str]) -> set[str]:
    """People of these who are not known here."""
    met = await people.names(tx, run.team_id, users)
    return {user for user in users if user not in met and not roles.is_group(user)}


async def _names(tx: Transaction, run: Run, sides: Sides) -> dict[str, str]:
    return await people.names(tx, run.team_id, bound.people(sides.ours, sides.theirs))
