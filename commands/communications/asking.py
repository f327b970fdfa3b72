"""A person is asked for what is due, once; the next of a series takes the place of one that was not sent."""

from collections.abc import Iterable
from datetime import UTC, datetime

from commands import documents, kit, roles
from commands.communications import rules, views, wording
from commands.facts import CommunicationsChanged
from runbook.plan import Kind
from store import communications, journal, messages, runs, timers
from store.communications import Communication, State
from store.db import Transaction
from store.messages import Urgency
from store.runs import Run
from store.timers import Timer

DUE = "communications.due"
CLOCK = "clock"
RUN = "run"


async def due(tx: Transaction, timer: Timer) -> None:
    run = await runs.get(tx, int(timer.subject))
    if run.ended_at is None:
        await _remind(tx, run)
        await ask(tx, run)
        tx.tell(CommunicationsChanged(run.team_id, run.id))


async def ask(tx: Transaction, run: Run) -> None:
    """For everything whose time has come, in one message; several where one could not hold it."""
    rows = await communications.of_run(tx, run.id)
    come = [row for row in rows if _waits(row) and row.asks_at and row.asks_at <= tx.now]
    if come:
        await _overtake(tx, run, [*come, *(row for row in rows if row.is_open)])
        await _ask(tx, run, [row for row in come if row.state == State.PLANNED])
    await _wait_for_next(tx, run, rows)
    await messages.redraw(tx, run.team_id, RUN, str(run.id))


def _waits(row: Communication) -> bool:
    return row.state == State.PLANNED and row.asked_at is None


async def _overtake(tx: Transaction, run: Run, rows: list[Communication]) -> None:
    series = [(row.key, row.nth, row) for row in rows if row.corrects is None]
    for row in rules.overtaken(series):
        row.state, row.settled_at = State.REPLACED, tx.now
        await record(tx, run, CLOCK, "communication.replaced", row)
        await redraw(tx, run, row)


async def _ask(tx: Transaction, run: Run, rows: list[Communication]) -> None:
    holders, usual = await _people(tx, run)
    for row in rows:
        row.asked_at, row.asked = tx.now, holders.get(documents.key(row.owner or "")) or usual
        row.overdue_at = tx.now if _is_over(row, tx.now) else None
        late = rules.late(row.asks_at or tx.now, tx.now)
        what = "communication.correction_due" if row.corrects else "communication.due"
        await record(tx, run, CLOCK, what, row, asked=", ".join(row.asked), late=late)
    await communications.add_all(tx, rows)
    card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
    for subject in await _subjects(tx, run, tx.now):
        await messages.card(tx, run.team_id, views.ASKED, subject, run.channel, parent=card)
        await messages.redraw(tx, run.team_id, views.ASKED, subject)


async def _subjects(tx: Transaction, run: Run, asked_at: datetime) -> list[str]:
    """Of the messages that hold everything asked for at that moment."""
    count = len(of_moment(await communications.of_run(tx, run.id), int(asked_at.timestamp())))
    parts = -(-count // views.A_MESSAGE)
    return [f"{run.id}/{int(asked_at.timestamp())}/{part}" for part in range(parts)]


def of_moment(rows: Iterable[Communication], second: int) -> list[Communication]:
    """What was asked for together."""
    return [row for row in rows if row.asked_at and int(row.asked_at.timestamp()) == second]


async def _people(tx: Transaction, run: Run) -> tuple[dict[str, list[str]], list[str]]:
    """By role; and who is asked otherwise: whoever keeps people informed, else the lead."""
    held = await roles.held(tx, run)
    tell = [user for role, users in held.items() if rules.tells(role) for user in users]
    return {documents.key(role): list(users) for role, users in held.items()}, tell or [run.lead]


# Deadlines. -------------------------------------------------------------------------------------------------


def _is_over(row: Communication, now: datetime) -> bool:
    return row.kind == Kind.COMMUNICATION_DUE and row.due_at is not None and row.due_at <= now


async def _remind(tx: Transaction, run: Run) -> None:
    """Once, of what was to be out by now."""
    rows = await communications.of_run(tx, run.id)
    over = [row for row in rows if row.is_open and row.overdue_at is None and _is_over(row, tx.now)]
    for row in over:
        row.overdue_at = tx.now
        late = rules.late(row.due_at or tx.now, tx.now)
        await record(tx, run, CLOCK, "communication.overdue", row, late=late)
        await redraw(tx, run, row)
    if over:
        card = await messages.find(tx, run.team_id, f"{RUN}:{run.id}")
        key = f"communication.overdue:{over[0].id}"
        await messages.note(tx, run.team_id, key, run.channel, kit.body(views.overdue(over)), parent=card)


async def _wait_for_next(tx: Transaction, run: Run, rows: list[Communication]) -> None:
    asks = [row.asks_at for row in rows if _waits(row)]
    deadlines = [
        row.due_at
        for row in rows
        if row.is_open and row.kind == Kind.COMMUNICATION_DUE and row.overdue_at is None
    ]
    following = rules.next_due(asks, deadlines)
    if following:
        await timers.put(tx, run.team_id, DUE, str(run.id), following)
    else:
        await timers.clear(tx, run.team_id, DUE, str(run.id))


# What is shown and recorded. --------------------------------------------------------------------------------


async def record(
    tx: Transaction, run: Run, who: str, what: str, row: Communication, **detail: str | None
) -> None:
    """`planned` is the moment that the plan has for it."""
    planned = row.due_at.astimezone(UTC).isoformat() if row.due_at else row.waits_for
    said = {"text": wording.plain(row), "line": row.line, "planned": planned, **detail}
    await journal.record(tx, run.team_id, f"run:{run.id}", who, what, **said)


async def redraw(tx: Transaction, run: Run, row: Communication, urgency: Urgency = Urgency.USUAL) -> None:
    """The message that asks for it, where one does; of a correction, that of what it corrects as well."""
    of = [row, *([await communications.get(tx, row.corrects)] if row.corrects else [])]
    for each in of:
        if each.asked_at:
            under = f"{run.id}/{int(each.asked_at.timestamp())}"
            subjects = await messages.subjects_under(tx, run.team_id, views.ASKED, under)
            await messages.redraw(tx, run.team_id, views.ASKED, *subjects, urgency=urgency)
