"""Starting what an item can do: shown exactly as it will be run, then run once."""

from commands import offers, runner
from commands.execution import forms, proving, rules, telling
from commands.execution.inputs import AskRun, CompareTag, OpenLink, RunForm, RunProbe
from commands.feature import Answer, Click, Open, Refused, Submitted
from runbook.bindings.deeds import Sort
from store import items, messages, runs
from store.db import Transaction
from store.items import Item
from store.people import Person
from store.runs import Run


async def ask_run(tx: Transaction, click: Click[AskRun]) -> Answer:
    pressed = click.button
    item, run = await _found(tx, click.by, pressed.item, pressed.name, Sort.COMMAND)
    offered = await offers.offer(tx, run, pressed.name)
    return Open(forms.run_form(item, offered, pressed.part))


async def run(tx: Transaction, sent: Submitted[RunForm]) -> None:
    form = sent.form
    item, run = await _found(tx, sent.by, form.item, form.name, Sort.COMMAND)
    rules.as_shown(form.digest, (await offers.offer(tx, run, form.name)).digest)
    await _start(tx, sent.by, item, run, form.name, form.part, Sort.COMMAND)


async def run_probe(tx: Transaction, click: Click[RunProbe]) -> None:
    """It only looks, so nobody has to say yes twice."""
    pressed = click.button
    item, run = await _found(tx, click.by, pressed.item, pressed.name, Sort.PROBE)
    await _start(tx, click.by, item, run, pressed.name, pressed.part, Sort.PROBE)


async def compare_tag(tx: Transaction, click: Click[CompareTag]) -> None:
    """It only asks."""
    pressed = click.button
    item, run = await _found(tx, click.by, pressed.item, pressed.name, Sort.TAG)
    await _start(tx, click.by, item, run, pressed.name, pressed.part, Sort.TAG)


async def open_link(_tx: Transaction, _click: Click[OpenLink]) -> None:
    """Slack has opened it."""


async def _start(tx: Transaction, by: Person, item: Item, run: Run, name: str, part: int, sort: Sort) -> None:
    """In the thread of the card that was pressed on."""
    card = await messages.find(tx, run.team_id, f"{telling.SECTION}:{item.section_id}/{part}")
    execution = await runner.want(
        tx, run, name, by=by.user_id, sort=sort, then=proving.OVER, subject=str(item.rev), item=item,
        parent=card,
    )  # fmt: skip
    await telling.redraw_section(tx, execution)


async def _found(tx: Transaction, by: Person, item_id: int, name: str, sort: Sort) -> tuple[Item, Run]:
    """Raises Refused for what this item does not have bound: what a button says may be forged."""
    item = await items.find(tx, by.team_id, item_id)
    if item is None:
        raise Refused("This item is not known here. `/deploy status` shows the run as it is.")
    run = await runs.get(tx, item.run_id)
    rules.start(item_closed=item.closed_at is not None, run_ended=run.ended_at is not None)
    if not any((deed.name, deed.sort) == (name, sort) for deed in await proving.of_item(tx, run, item)):
        raise Refused("Nothing of that name is bound to this item any more. Its card shows what is.")
    return item, run
