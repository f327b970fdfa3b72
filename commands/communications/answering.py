"""People answer: it is sent, or it is not needed; also of what nobody was asked for yet."""

from commands import known
from commands.communications import asking, forms, laying, look, rules, wording
from commands.communications.inputs import (
    AskNotNeeded,
    AskSentAlready,
    NotNeededForm,
    Sent,
    SentAlreadyForm,
    TakeBack,
)
from commands.facts import CommunicationsChanged
from commands.feature import Answer, Click, Open, Refused, Say, Submitted
from store import communications, messages
from store.communications import Communication, State
from store.db import Transaction
from store.messages import Urgency
from store.people import Person
from store.runs import Run


async def sent(tx: Transaction, click: Click[Sent]) -> None:
    row, run = await look.to_answer(tx, click.by.team_id, click.button.communication)
    await _sent(tx, click.by, row, run)


async def ask_not_needed(tx: Transaction, click: Click[AskNotNeeded]) -> Answer:
    row, _ = await look.to_answer(tx, click.by.team_id, click.button.communication)
    return Open(forms.not_needed_form(row))


async def not_needed(tx: Transaction, submitted: Submitted[NotNeededForm]) -> None:
    row, run = await look.to_answer(tx, submitted.by.team_id, submitted.form.communication)
    row.reason = submitted.form.reason
    what = "communication.not_needed"
    await _settle(tx, submitted.by, row, run, State.NOT_NEEDED, what, reason=row.reason)


async def take_back(tx: Transaction, click: Click[TakeBack]) -> None:
    """Whoever was asked is asked again, in the same message."""
    row, run = await look.answered(tx, click.by.team_id, click.button.communication)
    was = row.state
    row.state, row.settled_at, row.settled_by = State.PLANNED, None, None
    row.reason = row.told_start = None
    tx.session.add(row)
    await _told(tx, click.by, row, run, "communication.taken_back", was=was)
    await asking.ask(tx, run)


async def ask_sent_already(tx: Transaction, click: Click[AskSentAlready]) -> Answer:
    run = await known.run(tx, click.by.team_id, click.button.run)
    rows = rules.first_of_each(
        (row.key, row) for row in await communications.of_run(tx, run.id) if row.state == State.PLANNED
    )
    if run.ended_at or not rows:
        raise Refused("Nothing of this run is to be sent any more.")
    return Open(forms.sent_already_form(run, rows))


async def sent_already(tx: Transaction, submitted: Submitted[SentAlreadyForm]) -> Answer:
    row, run = await look.to_answer(tx, submitted.by.team_id, submitted.form.communication)
    await _sent(tx, submitted.by, row, run)
    await asking.ask(tx, run)
    return Say(wording.noted(row))


async def _sent(tx: Transaction, by: Person, row: Communication, run: Run) -> None:
    if laying.names_the_start(row):
        row.told_start = await laying.starts(tx, run)
    late = rules.late(row.due_at, tx.now) if row.due_at and not row.corrects else None
    what = "communication.correction_sent" if row.corrects else "communication.sent"
    await _settle(tx, by, row, run, State.SENT, what, late=late)


async def _settle(
    tx: Transaction, by: Person, row: Communication, run: Run, state: State, what: str, **detail: str | None
) -> None:
    row.state, row.settled_at, row.settled_by = state, tx.now, by.user_id
    if row.corrects:  # also where it is not needed: people need not be told of this start again
        corrected = await communications.get(tx, row.corrects)
        corrected.told_start = row.moved_to
    tx.session.add(row)
    await _told(tx, by, row, run, what, **detail)


async def _told(
    tx: Transaction, by: Person, row: Communication, run: Run, what: str, **detail: str | None
) -> None:
    await asking.record(tx, run, by.user_id, what, row, **detail)
    await asking.redraw(tx, run, row, Urgency.CLICKED)
    await messages.redraw(tx, run.team_id, asking.RUN, str(run.id))
    tx.tell(CommunicationsChanged(run.team_id, run.id))
