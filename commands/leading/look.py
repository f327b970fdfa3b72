"""Which run is meant, and how it stands with its lead."""

from commands import contacts, known
from commands.feature import Panel, Refused, Typed
from commands.leading import rules, views
from store import runs
from store.db import Transaction
from store.runs import Run

RUN = "run"


async def meant(tx: Transaction, typed: Typed) -> Run:
    """The one that is named, else the one of this channel, else the only one."""
    open_ones = await runs.open_runs(tx, typed.by.team_id)
    named = typed.text.strip().lstrip("#")
    if named:
        open_ones = [each for each in open_ones if str(each.number) == named]
    here = [each for each in open_ones if each.channel == typed.channel]
    found = here if len(here) == 1 else open_ones
    if len(found) != 1:
        raise Refused("Which run? Say its number: `/deploy lead 3`. `/deploy list` shows the open ones.")
    return found[0]


async def standing(tx: Transaction, of: Run) -> rules.Standing:
    levels = await contacts.levels(tx, of.team_id)
    return rules.Standing(
        run_ended=of.ended_at is not None,
        lead=of.lead,
        lead_name=await known.lead_name(tx, of),
        on_call=frozenset(user for level in levels for user in level.people),
    )


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    shown = await runs.get(tx, int(run_id))
    return None if shown.ended_at else views.panel(shown)
