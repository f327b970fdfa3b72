"""Offering a newer version, and the lead's answer."""

from commands import documents, kit
from commands.facts import RunbooksRead, RunbookTaken, RunChanged, RunFact
from commands.feature import Click
from commands.versions import look, rules, views
from commands.versions.inputs import KeepOurs, OnOffer, Take
from store import journal, messages, offers, runbooks, runs
from store.db import Transaction
from store.offers import Answer, Offer
from store.people import Person
from store.runbooks import Runbook
from store.runs import Run

RUN = "run"


async def offer(tx: Transaction, fact: RunbooksRead) -> None:
    """To every run that is not live yet, and follows another version than the file has now."""
    for run in await runs.open_runs(tx, fact.team_id):
        if run.live_at is None:
            ours = await runbooks.get(tx, run.runbook_id)
            await _offer(tx, run, ours, await runbooks.named(tx, run.team_id, ours.name))


async def _offer(tx: Transaction, run: Run, ours: Runbook, now: Runbook | None) -> None:
    for each in await offers.unanswered(tx, run.id):
        if now is None or each.runbook_id != now.id:
            await _answered(tx, run, each, Answer.REPLACED, None)
    if now is None or now.problem or now.id == ours.id:
        return
    before = await offers.find(tx, run.id, now.id)
    if before is None:
        await offers.add(tx, Offer(run_id=run.id, runbook_id=now.id, at=tx.now))
        card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
        of = look.subject(run.id, now.id)
        await messages.card(tx, run.team_id, look.CARD, of, run.channel, parent=card)
    elif before.answer == Answer.REPLACED:  # the file is back at it
        await _answered(tx, run, before, Answer.OPEN, None)


async def take(tx: Transaction, click: Click[Take]) -> None:
    """What is not open yet follows the new version from now on."""
    run, offered = await _to_answer(tx, click)
    found = await look.difference(tx, run, offered)
    before, after = await runbooks.get(tx, run.runbook_id), await runbooks.get(tx, offered.runbook_id)
    await documents.read(tx, after)
    run.runbook_id = after.id
    count = sum(change.count for change in found.changes)
    shas = {"before": before.sha256, "after": after.sha256}
    await _say(tx, run, click.by, "run.runbook_taken", views.taken(click.by.name, count), **shas)
    await _answered(tx, run, offered, Answer.TAKEN, click.by)
    tx.tell(RunbookTaken(run.team_id, run.id, before.sha256, after.sha256))
    tx.tell(RunChanged(run.team_id, run.id))


async def keep_ours(tx: Transaction, click: Click[KeepOurs]) -> None:
    run, offered = await _to_answer(tx, click)
    before, after = await runbooks.get(tx, run.runbook_id), await runbooks.get(tx, offered.runbook_id)
    shas = {"kept": before.sha256, "refused": after.sha256}
    await _say(tx, run, click.by, "run.runbook_refused", views.kept(click.by.name), **shas)
    await _answered(tx, run, offered, Answer.KEPT, click.by)


async def close(tx: Transaction, fact: RunFact) -> None:
    """It is over, or live: nothing is to be answered any more."""
    run = await runs.get(tx, fact.run_id)
    for each in await offers.unanswered(tx, run.id):
        await messages.retire(tx, run.team_id, look.CARD, look.subject(run.id, each.runbook_id))


async def _to_answer(tx: Transaction, click: Click[Take] | Click[KeepOurs]) -> tuple[Run, Offer]:
    button: OnOffer = click.button
    run, offered = await look.find(tx, click.by.team_id, button.run, button.runbook)
    rules.answer(await look.standing(tx, run, offered, click.by.user_id))
    return run, offered


async def _answered(tx: Transaction, run: Run, of: Offer, answer: Answer, by: Person | None) -> None:
    of.answer, of.by, of.at = answer, by.user_id if by else None, tx.now
    urgency = messages.Urgency.CLICKED if by else messages.Urgency.USUAL
    await messages.redraw(tx, run.team_id, look.CARD, look.subject(run.id, of.runbook_id), urgency=urgency)


async def _say(tx: Transaction, run: Run, by: Person, what: str, text: str, **said: str) -> None:
    entry = await journal.record(tx, run.team_id, f"run:{run.id}", by.user_id, what, **said)
    card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
    key = f"{run.id}:{what}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)
    await messages.redraw(tx, run.team_id, RUN, str(run.id))
