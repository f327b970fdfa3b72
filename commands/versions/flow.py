"""Offering a newer version, and the lead's answer."""

from commands import kit, outside
from commands.facts import BindingsTaken, RunbooksRead, RunbookTaken, RunChanged, RunFact
from commands.feature import Click, Refused
from commands.outside import AskPerson, Outcome, PersonFound
from commands.versions import bound, look, rules, views
from commands.versions.inputs import KeepOurs, OnOffer, Take
from commands.versions.rules import Difference
from runbook.recognise.masking import mask
from store import journal, messages, offers, runbooks, runs, workspaces
from store.db import Transaction
from store.offers import Answer, Offer
from store.people import Person
from store.runbooks import Runbook
from store.runs import Run

RUN = "run"
MET = "versions.met"

_OFFERED_AGAIN = {Answer.REPLACED, Answer.TAKEN}


async def offer(tx: Transaction, fact: RunbooksRead) -> None:
    """To every run that is not live yet, and follows another version than the files have now."""
    for run in await runs.open_runs(tx, fact.team_id):
        if run.live_at is None:
            ours = await runbooks.get(tx, run.runbook_id)
            await _offer(tx, run, ours, await runbooks.named(tx, run.team_id, ours.name))


async def _offer(tx: Transaction, run: Run, ours: Runbook, now: Runbook | None) -> None:
    side = look.digest(now.side) if now else ""
    for each in await offers.unanswered(tx, run.id):
        if now is None or (each.runbook_id, each.side) != (now.id, side):
            await _answered(tx, run, each, Answer.REPLACED, None)
    if now is None or now.problem:
        return
    document, bindings = now.id != ours.id, await _binds_otherwise(tx, run, now)
    if bindings is None or not (document or bindings):
        return
    before = await offers.of(tx, run.id, now.id, side)
    if before is None:
        made = Offer(
            run_id=run.id, runbook_id=now.id, side=side, document=document, bindings=bindings, at=tx.now
        )
        await _post(tx, run, await offers.add(tx, made))
    elif before.answer in _OFFERED_AGAIN:  # the files are back at it
        before.document, before.bindings = document, bindings
        await _answered(tx, run, before, Answer.OPEN, None)


async def _binds_otherwise(tx: Transaction, run: Run, now: Runbook) -> bool | None:
    """Whether the side file makes a difference to the run; None, and a word of it, where it is of no use."""
    try:
        sides = await look.compared(tx, run, now)
    except Refused as refused:
        await _unusable(tx, now, refused.text)
        return None
    if not bound.differs(sides.ours, sides.theirs):
        return False
    await _meet(tx, run, bound.people(sides.theirs))
    return True


async def _unusable(tx: Transaction, now: Runbook, why: str) -> None:
    """Once for each state of the file, where warnings go."""
    channel = (await workspaces.get(tx, now.team_id)).channel
    key = f"versions.unusable:{now.name}:{look.digest(now.side)}"
    await messages.note(tx, now.team_id, key, channel, kit.body(views.unusable(now.name, why)))


async def _meet(tx: Transaction, run: Run, users: set[str]) -> None:
    """So that what is different can name them."""
    for user in sorted(await look.unmet(tx, run, users)):
        key = f"versions.met:{run.id}:{user}"
        await outside.want(tx, run.team_id, key, AskPerson(user=user), then=MET, subject=str(run.id))


async def met(tx: Transaction, outcome: Outcome[PersonFound]) -> None:
    """Their names are known now: the difference has them, and the run's card once it is taken."""
    await messages.redraw(tx, outcome.team_id, RUN, outcome.subject)


async def _post(tx: Transaction, run: Run, made: Offer) -> None:
    card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
    await messages.card(tx, run.team_id, look.CARD, str(made.id), run.channel, parent=card)


# The answer. ------------------------------------------------------------------------------------------------


async def take(tx: Transaction, click: Click[Take]) -> None:
    """What is not open yet follows the new checklist from now on, and all of the run the new side file."""
    run, offer = await _to_answer(tx, click)
    newer = await look.offered(tx, offer)
    found = await look.difference(tx, run, newer)
    before = await runbooks.get(tx, run.runbook_id)
    said = {**_shas(run, before, newer, offer, ("before", "after")), **_bound(found)}
    run.runbook_id, run.side = newer.id, newer.side
    what = "run.runbook_taken" if offer.document else "run.bindings_taken"
    await _say(tx, run, click.by, what, views.taken(click.by.name, offer, found), **said)
    await _answered(tx, run, offer, Answer.TAKEN, click.by)
    if offer.document:
        tx.tell(RunbookTaken(run.team_id, run.id, before.sha256, newer.sha256))
    if offer.bindings:
        tx.tell(BindingsTaken(run.team_id, run.id))
    tx.tell(RunChanged(run.team_id, run.id))


async def keep_ours(tx: Transaction, click: Click[KeepOurs]) -> None:
    run, offer = await _to_answer(tx, click)
    newer = await look.offered(tx, offer)
    said = _shas(run, await runbooks.get(tx, run.runbook_id), newer, offer, ("kept", "refused"))
    what = "run.runbook_refused" if offer.document else "run.bindings_refused"
    await _say(tx, run, click.by, what, views.kept(click.by.name, offer), **said)
    await _answered(tx, run, offer, Answer.KEPT, click.by)


def _shas(run: Run, ours: Runbook, newer: Runbook, of: Offer, names: tuple[str, str]) -> dict[str, str]:
    """Of the checklist, of the side file, or of both."""
    one, other = names
    said = {one: ours.sha256, other: newer.sha256} if of.document else {}
    ours_beside = look.digest(run.side)
    sides = {f"side_{one}": ours_beside, f"side_{other}": of.side} if ours_beside != of.side else {}
    return {**said, **sides}


def _bound(found: Difference) -> dict[str, str]:
    """Side files are not kept, so the record has what became of one."""
    said = mask("\n".join(views.rows(found.bound)))
    return {"changed": kit.cut(said, rules.RECORDED)} if said else {}


async def close(tx: Transaction, fact: RunFact) -> None:
    """It is over, or live: nothing is to be answered any more."""
    run = await runs.get(tx, fact.run_id)
    for each in await offers.unanswered(tx, run.id):
        await messages.retire(tx, run.team_id, look.CARD, str(each.id))


async def _to_answer(tx: Transaction, click: Click[Take] | Click[KeepOurs]) -> tuple[Run, Offer]:
    button: OnOffer = click.button
    run, offer = await look.find(tx, click.by.team_id, button.offer)
    rules.answer(await look.standing(tx, run, offer, click.by.user_id))
    return run, offer


async def _answered(tx: Transaction, run: Run, of: Offer, answer: Answer, by: Person | None) -> None:
    of.answer, of.by, of.at = answer, by.user_id if by else None, tx.now
    urgency = messages.Urgency.CLICKED if by else messages.Urgency.USUAL
    await messages.redraw(tx, run.team_id, look.CARD, str(of.id), urgency=urgency)


async def _say(tx: Transaction, run: Run, by: Person, what: str, text: str, **said: str) -> None:
    entry = await journal.record(tx, run.team_id, f"run:{run.id}", by.user_id, what, **said)
    card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
    key = f"{run.id}:{what}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)
    await messages.redraw(tx, run.team_id, RUN, str(run.id))
