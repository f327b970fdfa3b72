"""Leaving an item undone: a soft one with a reason, a hard one by two people, one of them the lead."""

from commands import known
from commands.checklist import forms, look, progress, rules
from commands.checklist.closing import close, record
from commands.checklist.inputs import ChangeForm, ConfirmSkip, WithdrawSkip
from commands.feature import Click
from store.db import Transaction
from store.items import Item
from store.people import Person
from store.runs import Run


async def leave(tx: Transaction, by: Person, item: Item, run: Run, form: ChangeForm) -> None:
    rules.close_without_doing(await look.standing(tx, item, run), form.reason)
    if item.hard:
        await _ask(tx, by, item, form.reason)
    else:
        skipped = form.change == forms.SKIP
        state = rules.State.SKIPPED if skipped else rules.State.NOT_APPLICABLE
        await close(tx, by.user_id, item, run, state, reason=form.reason)
    await progress.made(tx, run, [item])


async def _ask(tx: Transaction, by: Person, item: Item, reason: str) -> None:
    item.skip_asked_by, item.skip_reason = by.user_id, reason
    await record(tx, by.user_id, item, "item.skip_asked", reason=reason)


async def confirm(tx: Transaction, click: Click[ConfirmSkip]) -> None:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    await _check(tx, item, run)
    rules.confirm_skip(item.skip_asked_by, click.by.user_id, run.lead, await known.lead_name(tx, run))
    asked_by, reason = item.skip_asked_by or "", item.skip_reason
    item.skip_asked_by = item.skip_reason = None
    await close(tx, click.by.user_id, item, run, rules.State.SKIPPED, reason=reason, asked_by=asked_by)
    await progress.made(tx, run, [item])


async def withdraw(tx: Transaction, click: Click[WithdrawSkip]) -> None:
    item, run = await look.item(tx, click.by.team_id, click.button.item)
    await _check(tx, item, run)
    rules.withdraw_skip(item.skip_asked_by, click.by.user_id, run.lead, await known.lead_name(tx, run))
    item.skip_asked_by = item.skip_reason = None
    await record(tx, click.by.user_id, item, "item.skip_withdrawn")
    await progress.made(tx, run, [item])


async def _check(tx: Transaction, item: Item, run: Run) -> None:
    rules.still_open(await look.standing(tx, item, run))
