"""An offer as its card shows it, and what is different."""

from commands import changes, documents, kit
from commands.changes import Named
from commands.feature import Answer, Card, Click, Open, Refused
from commands.versions import rules, views
from commands.versions.inputs import OnOffer, ShowDifference
from commands.versions.rules import Change, Difference
from runbook.model import Item
from runbook.model import Section as Heading
from store import offers, people, runbooks, runs, sections
from store.db import Transaction
from store.offers import Offer
from store.runs import Run

CARD = "newer"


def subject(run_id: int, runbook_id: int) -> str:
    """Of an offer's card."""
    return f"{run_id}/{runbook_id}"


async def find(tx: Transaction, team_id: str, run_id: int, runbook_id: int) -> tuple[Run, Offer]:
    run = await runs.find(tx, team_id, run_id)
    offer = await offers.find(tx, run_id, runbook_id) if run else None
    if run is None or offer is None:
        raise Refused("This offer is not known here. `/deploy status` shows the run as it is.")
    return run, offer


async def standing(tx: Transaction, run: Run, offer: Offer, by: str) -> rules.Standing:
    names = await people.names(tx, run.team_id, [run.lead])
    return rules.Standing(
        run_ended=run.ended_at is not None,
        live=run.live_at is not None,
        by_lead=by == run.lead,
        lead_name=kit.person(names, run.lead),
        open=offer.answer == offers.Answer.OPEN,
    )


async def draw(tx: Transaction, team_id: str, of: str) -> Card:
    run_id, _, runbook_id = of.partition("/")
    run, offer = await find(tx, team_id, int(run_id), int(runbook_id))
    kept = await runbooks.get(tx, offer.runbook_id)
    names = await people.names(tx, team_id, [offer.by])
    is_open = offer.answer == offers.Answer.OPEN and run.ended_at is None and run.live_at is None
    return views.card(run, kept, offer, names, is_open=is_open)


async def show_difference(tx: Transaction, click: Click[ShowDifference]) -> Answer:
    run, offer = await find(tx, click.by.team_id, click.button.run, click.button.runbook)
    return Open(views.difference(await difference(tx, run, offer)))


async def difference(tx: Transaction, run: Run, offer: Offer | OnOffer) -> Difference:
    """Between what the run follows and what it is offered. Raises Refused where that cannot be read."""
    runbook_id = offer.runbook if isinstance(offer, OnOffer) else offer.runbook_id
    before = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    after = await documents.read(tx, await runbooks.get(tx, runbook_id))
    old, new = rules.sections(before), rules.sections(after)
    found: dict[str, Change] = {}
    kept, ours = 0, []
    for section in await sections.of_run(tx, run.id):
        ours.append(section.key)
        if section.key in old and section.key in new:
            change = _change(old[section.key], new[section.key])
            if section.opened_at is None:
                found[section.key] = change
            else:
                kept += change.count
    come, gone = rules.coming_and_going(before, after, ours)
    return Difference(rules.by_title(found), kept, come, gone)


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
