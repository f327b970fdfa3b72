"""Every communication of the plan as a row: laid out as the run begins, moved as its stages are."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from commands import documents, zones
from commands.communications import asking, correcting, rules
from commands.facts import RunFact, RunStarted
from runbook.constructs import Communication as Line
from runbook.model import Runbook as Document
from runbook.plan import Kind, Telling, Tellings, tellings, waits_for
from runbook.recognise import owners
from runbook.recognise.masking import mask
from runbook.terms import Anchor
from store import communications, journal, runbooks, runs, sections
from store.communications import Communication, State
from store.db import Transaction
from store.runs import Run


async def begin(tx: Transaction, fact: RunStarted) -> None:
    """What was to be said before the run began is asked for at once."""
    await move(tx, fact)


async def move(tx: Transaction, fact: RunFact) -> None:
    """As the plan has it by now: other moments, and perhaps what was told does not hold any more."""
    run = await runs.get(tx, fact.run_id)
    read = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    kept = await communications.of_run(tx, run.id)
    if run.ended_at or not (kept or read.communications):
        return
    plan = await now(tx, run, read)
    await _lay_out(tx, run, read, plan, [row for row in kept if row.corrects is None])
    await correcting.check(tx, run, plan.starts)
    await asking.ask(tx, run)


async def now(tx: Transaction, run: Run, read: Document) -> Tellings:
    """As the stages stand."""
    stages = await sections.stages(tx, run.id)
    stands = {each.line: each.begun_at or each.opens_at for each in stages}
    known = {line: at for line, at in stands.items() if at is not None}
    return tellings(read, run.planned_at, zones.parse(run.zone), known, run.live_at)


async def _come(tx: Transaction, run: Run, plan: Tellings) -> set[Anchor]:
    """What has come of what communications hang on; a run without a stage to start has begun at T0."""
    stages = await sections.stages(tx, run.id)
    begun = plan.stage is None or any(each.line == plan.stage and each.begun_at for each in stages)
    live = run.live_at is not None
    return {anchor for anchor in Anchor if rules.has_come(anchor, begun=begun, live=live)}


async def _lay_out(
    tx: Transaction, run: Run, read: Document, plan: Tellings, kept: list[Communication]
) -> None:
    ours = {(row.key, row.nth): row for row in kept}
    come = await _come(tx, run, plan)
    rows, moved = [], 0
    for told in plan.all:
        row = _again(ours.pop((told.of.id, told.nth), None)) or _row(run, read, told.of, told.nth)
        moved += _plan(row, told, come=told.anchor in come)
        rows.append(row)
    for line, waits in waits_for(read):
        row = _again(ours.pop((line.id, 1), None)) or _row(run, read, line, 1, waits_for=waits)
        rows.append(row)
    _drop(ours.values(), {told.of.id for told in plan.all}, tx.now)
    await communications.add_all(tx, [*rows, *ours.values()])
    if moved:
        starts = plan.starts.astimezone(UTC).isoformat()
        await journal.record(
            tx, run.team_id, f"run:{run.id}", asking.CLOCK, "communications.moved", count=moved, starts=starts
        )


def _again(row: Communication | None) -> Communication | None:
    """What the plan has once more, after it had not, is to be told once more."""
    if row and row.state == State.CANCELLED and row.reason in {rules.GONE, rules.TOO_LATE}:
        row.state, row.reason, row.settled_at = State.PLANNED, None, None
    return row


def _is_ahead(row: Communication) -> bool:
    return row.state == State.PLANNED and row.asked_at is None


def _plan(row: Communication, told: Telling, *, come: bool) -> bool:
    """Whether it was moved to another moment; what somebody was asked for stays where it is."""
    if not _is_ahead(row):
        return False
    before = row.due_at
    row.line, row.kind, row.anchor = told.of.line, told.kind, told.anchor
    row.due_at, row.asks_at = told.due, told.asks if come else None
    return before is not None and abs(before - told.due) >= rules.A_MINUTE


def _drop(rows: Iterable[Communication], planned: Collection[str], at: datetime) -> None:
    """What the plan does not have any more; `planned` are the keys of the lines that it has."""
    for row in rows:
        if _is_ahead(row):
            row.state, row.settled_at = State.CANCELLED, at
            row.reason = rules.TOO_LATE if row.key in planned else rules.GONE


def _row(run: Run, read: Document, line: Line, nth: int, *, waits_for: str | None = None) -> Communication:
    roles = frozenset(role.name for role in read.roles)
    return Communication(
        team_id=run.team_id, run_id=run.id, key=line.id, nth=nth, line=line.line, kind=Kind.COMMUNICATION,
        audience=mask(line.audience), text=mask(line.text), channel=line.channel,
        owner=owners.owner(line.text, roles), waits_for=waits_for,
    )  # fmt: skip


async def starts(tx: Transaction, run: Run) -> datetime:
    """The start of the deployment, as people would be told of it now."""
    read = await documents.read(tx, await runbooks.get(tx, run.runbook_id))
    return (await now(tx, run, read)).starts


def names_the_start(row: Communication) -> bool:
    """What is said ahead of the deployment says when that is."""
    return row.corrects is None and row.anchor in {Anchor.T0, Anchor.START}
