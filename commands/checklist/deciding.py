"""Deciding: one press an outcome; a No-go holds the run, and a way back is chosen once."""

from commands import known
from commands.checklist import closing, copies, forms, look, progress, rules
from commands.checklist.inputs import AskWayBack, Decide, DecideForm, WayBackForm
from commands.facts import RolledBack, RunRefused
from commands.feature import Answer, Click, Open, Refused, Submitted
from runbook.recognise import choices
from store import messages, sections
from store.db import Transaction
from store.items import Item
from store.people import Person
from store.runs import Run


async def decide(tx: Transaction, click: Click[Decide]) -> Answer | None:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    standing = await look.standing(tx, item, run)
    outcome = rules.decide(standing, click.button.rev, click.button.outcome)
    if choices.refuses(outcome):
        return Open(forms.decide_form(item, click.button.outcome, outcome))
    await _decided(tx, click.by, item, run, outcome)
    return None


async def refuse(tx: Transaction, sent: Submitted[DecideForm]) -> None:
    item, run = await look.item(tx, sent.by.team_id, sent.form.item)
    standing = await look.standing(tx, item, run)
    outcome = rules.decide(standing, sent.form.rev, sent.form.outcome)
    why = f"{item.text}: {outcome}, {sent.form.reason}"
    tx.tell(RunRefused(run.team_id, run.id, sent.by.user_id, why))
    await _decided(tx, sent.by, item, run, outcome, sent.form.reason)


async def _decided(
    tx: Transaction, by: Person, item: Item, run: Run, outcome: str, reason: str | None = None
) -> None:
    item.outcome = outcome
    await closing.close(
        tx, by.user_id, item, run, rules.State.DONE, what="item.decided", reason=reason, outcome=outcome
    )
    await progress.made(tx, run, [item], goes_on=not choices.refuses(outcome))


# The way back. ----------------------------------------------------------------------------------------------


async def ask_way_back(tx: Transaction, click: Click[AskWayBack]) -> Answer:
    run = await known.run(tx, click.by.team_id, click.button.run)
    ways = await look.ways_back(tx, run)
    rules.way_back(await _opened(tx, run, ways), run.ended_at is not None)
    if not ways:
        raise Refused("The checklist of this run says no way back.")
    return Open(forms.way_back_form(run, ways))


async def open_way_back(tx: Transaction, sent: Submitted[WayBackForm]) -> None:
    run = await known.run(tx, sent.by.team_id, sent.form.run)
    ways = await look.ways_back(tx, run)
    rules.way_back(await _opened(tx, run, ways), run.ended_at is not None)
    way = next((way for way in ways if way.key == sent.form.way), None)
    if way is None:
        raise Refused("Choose one of the ways back.", "way")
    await progress.open_way_back(tx, run, way, sent.by.user_id)
    tx.tell(RunRefused(run.team_id, run.id, sent.by.user_id, f"going back: {way.title}"))
    tx.tell(RolledBack(run.team_id, run.id))
    await messages.redraw(tx, run.team_id, look.RUN, str(run.id))


async def _opened(tx: Transaction, run: Run, ways: list[copies.Way]) -> str | None:
    """The title of the way back that is open."""
    keys = {section.id for way in ways for section in way.sections}
    held = {section.key for section in await sections.keyed(tx, run.id, keys)}
    return next((way.title for way in ways if held and held >= {s.id for s in way.sections}), None)
