"""Finding what a button or a command means, and what is shown of communications."""

from collections.abc import Sequence

from commands import known
from commands.communications import asking, rules, views, wording
from commands.communications.inputs import ShowBoard
from commands.feature import Answer, Card, Click, Panel, Refused, Show, Typed
from store import communications, people, runs
from store.communications import Communication, State
from store.db import Transaction
from store.runs import Run

RUN = asking.RUN


async def to_answer(tx: Transaction, team_id: str, communication_id: int) -> tuple[Communication, Run]:
    """Raises Refused where there is nothing to be answered any more."""
    found, run = await _known(tx, team_id, communication_id)
    names = await people.names(tx, team_id, [found.settled_by])
    settled = wording.fate(found, names) or None
    rules.answer(rules.Standing(run_ended=run.ended_at is not None, settled=settled))
    return found, run


async def answered(tx: Transaction, team_id: str, communication_id: int) -> tuple[Communication, Run]:
    """Raises Refused where there is no answer that could be taken back."""
    found, run = await _known(tx, team_id, communication_id)
    corrections = [each for each in await communications.of_run(tx, run.id) if each.corrects == found.id]
    rules.take_back(
        answered=wording.can_be_taken_back(found),
        corrected=any(each.state != State.CANCELLED for each in corrections),
        run_ended=run.ended_at is not None,
    )
    return found, run


async def _known(tx: Transaction, team_id: str, communication_id: int) -> tuple[Communication, Run]:
    found = await communications.find(tx, team_id, communication_id)
    if found is None:
        raise Refused("This communication is not known here. `/deploy comms` shows those that are.")
    return found, await runs.get(tx, found.run_id)


async def type_board(tx: Transaction, typed: Typed) -> Answer:
    """Of the run named, also when it is over; else of the open one here, else of the newest there is."""
    named = typed.text.strip().lstrip("#")
    team_id = typed.by.team_id
    if named:
        found = await runs.numbered(tx, team_id, int(named[:9])) if named.isdecimal() else None
    else:
        found = await _here(tx, typed) or await runs.latest(tx, team_id)
    if found is None:
        raise Refused("Which run? Say its number: `/deploy comms 3`. `/deploy list` shows the open ones.")
    return Show(views.BOARD, str(found.id))


async def _here(tx: Transaction, typed: Typed) -> Run | None:
    open_ones = await runs.open_runs(tx, typed.by.team_id)
    here = [run for run in open_ones if run.channel == typed.channel] or open_ones
    return here[-1] if here else await runs.latest(tx, typed.by.team_id, typed.channel)


async def show_board(tx: Transaction, click: Click[ShowBoard]) -> Answer:
    run = await known.run(tx, click.by.team_id, click.button.run)
    return Show(views.BOARD, str(run.id))


# Cards. -----------------------------------------------------------------------------------------------------


async def draw(tx: Transaction, _team_id: str, subject: str) -> Card:
    run_id, second, part = subject.split("/")
    run, rows = await runs.get(tx, int(run_id)), await communications.of_run(tx, int(run_id))
    at = int(part) * views.A_MESSAGE
    together = asking.of_moment(rows, int(second))[at : at + views.A_MESSAGE]
    shown = [_row(each, rows) for each in together]
    return views.asked(views.Asked(run, shown, await _names(tx, run, rows)))


def _row(of: Communication, rows: Sequence[Communication]) -> views.Row:
    corrections = [each for each in rows if each.corrects == of.id]
    passed = [
        each
        for each in rows
        if each.key == of.key and each.state == State.REPLACED and each.asked_at is None
        and each.settled_at == of.asked_at
    ]  # fmt: skip
    corrected = next((each for each in rows if each.id == of.corrects), None)
    return views.Row(of, corrections[-1] if corrections else None, corrected, len(passed))


async def _names(tx: Transaction, run: Run, rows: Sequence[Communication]) -> dict[str, str]:
    return await people.names(tx, run.team_id, [row.settled_by for row in rows])


async def draw_board(tx: Transaction, _team_id: str, run_id: str) -> Card:
    run, rows = await runs.get(tx, int(run_id)), await communications.of_run(tx, int(run_id))
    tally = communications.tallied(rows)
    shown = [_row(each, rows) for each in rows]
    return views.board(views.Drawn(run, shown, await _names(tx, run, rows), tally))


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    run, rows = await runs.get(tx, int(run_id)), await communications.of_run(tx, int(run_id))
    if run.ended_at or not rows:
        return None
    waits = [row for row in rows if row.state == State.PLANNED and not row.asked_at and row.asks_at]
    return views.panel(run, communications.tallied(rows), waits[0] if waits else None)
