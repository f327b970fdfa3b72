"""Looking at a runbook: by its name, and page by page."""

from commands import documents
from commands.feature import Answer, Click, Open, Replace, Typed
from commands.reading import forms, look, views
from commands.reading.inputs import Look, PickStart, ShowPlan
from store import runbooks
from store.db import Transaction
from store.runbooks import Runbook


async def type_read(tx: Transaction, typed: Typed) -> Answer:
    """`/deploy read [runbook]`; without one, the form in which one can be given."""
    if not typed.text:
        return Open(forms.give_form([kept.name for kept in await runbooks.offered(tx, typed.by.team_id)]))
    offered = await documents.offered(tx, typed.by.team_id)
    return views.card(await look.at(tx, _named(typed, offered), typed.by))


async def type_plan(tx: Transaction, typed: Typed) -> Answer:
    """`/deploy plan [runbook]`; the only one there is needs no name."""
    offered = await documents.offered(tx, typed.by.team_id)
    if not typed.text and len(offered) > 1:
        return Open(forms.give_form(list(offered)))
    which = _named(typed, offered) if typed.text else next(iter(offered.values()))
    return Open(await look.window(tx, ShowPlan(runbook=which.id), typed.by))


async def show(tx: Transaction, click: Click[Look]) -> Answer:
    """A window from a card; in the window, another page of it."""
    modal = await look.window(tx, click.button, click.by)
    return Open(modal) if click.channel else Replace(modal)


async def pick_start(tx: Transaction, click: Click[PickStart]) -> Answer:
    plan = ShowPlan(runbook=int(click.entered["runbook"]), start=int(click.button.choice))
    return Replace(await look.window(tx, plan, click.by))


def _named(typed: Typed, offered: dict[str, Runbook]) -> Runbook:
    return offered[documents.named(typed.text, list(offered))]
