"""Which run is meant: by a command's words, or by a button."""

from typing import TypeVar

from commands import known
from commands.deploy import rules
from commands.deploy.inputs import OnRun
from commands.feature import Click, Refused, Typed
from store import runs
from store.db import Transaction
from store.runs import Run

Pressed = TypeVar("Pressed", bound=OnRun)


async def chosen(tx: Transaction, typed: Typed) -> tuple[list[Run], str]:
    """The run a command means, and the rest of its text; several where it could mean several."""
    first, _, rest = typed.text.partition(" ")
    if first.lstrip("#").isdecimal():
        numbered = await runs.numbered(tx, typed.by.team_id, int(first.lstrip("#")[:9]))
        if numbered is not None:
            return [numbered], rest.strip()
        if not rest:  # else it begins a reason, such as "500 errors"
            raise Refused(f"There is no run {first}. `/deploy list` shows the open ones.")
    candidates = await runs.open_runs(tx, typed.by.team_id)
    here = [run for run in candidates if run.channel == typed.channel]
    if not candidates:
        raise Refused("No run is open. `/deploy start` starts one.")
    return (here if len(here) == 1 else candidates), typed.text


async def to_change(tx: Transaction, typed: Typed) -> tuple[list[Run], str]:
    """As `chosen`; a run that has ended is refused."""
    which, rest = await chosen(tx, typed)
    for each in which:
        _still_open(each)
    return which, rest


async def clicked(tx: Transaction, click: Click[Pressed]) -> Run:
    meant = await known.run(tx, click.by.team_id, click.button.run)
    _still_open(meant)
    return meant


def _still_open(meant: Run) -> None:
    if rules.ended(rules.State(meant.state)):
        raise Refused(f"This run is {meant.state} and cannot change any more.")
