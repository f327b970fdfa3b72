"""Finding what a button means, and what the cards of a gate show."""

from collections import Counter
from datetime import datetime, timedelta

from commands import kit, known
from commands.feature import Card, Panel, Refused
from commands.signoff import breaking, hashes, left, rules, signers, views, wording
from commands.signoff.beside import Facts
from commands.signoff.rules import State
from runbook.bindings import Bindings
from store import checkins, gates, incidents, people, runs, sections, signoffs
from store.db import Transaction
from store.gates import Before, Gate
from store.people import Person
from store.runs import Run
from store.signoffs import SignOff

SHORTEST = timedelta(hours=1)
"""For how long at least a form offers to delegate."""


async def signoff(tx: Transaction, team_id: str, signoff_id: int) -> tuple[SignOff, Gate, Run]:
    found = await signoffs.find(tx, team_id, signoff_id)
    if found is None:
        raise Refused("This signature is not known here. `/deploy status` shows the run as it is.")
    return found, await gates.get(tx, found.gate_id), await runs.get(tx, found.run_id)


async def gate(tx: Transaction, team_id: str, gate_id: int) -> tuple[Gate, Run]:
    found = await gates.find(tx, team_id, gate_id)
    if found is None:
        raise Refused("This gate is not known here. `/deploy status` shows the run as it is.")
    return found, await runs.get(tx, found.run_id)


async def standing(tx: Transaction, row: SignOff, of: Gate, run: Run, by: Person) -> rules.Standing:
    bound, _ = await signers.policy(tx, run)
    holds = await signers.of(tx, run, row, bound)
    names = await people.names(tx, run.team_id, [row.by])
    rows = await signoffs.of_gate(tx, of.id)
    return rules.Standing(
        name=row.name,
        state=State(row.state),
        statement=row.statement,
        whose=holds.words,
        may_sign=not holds.bound or by.user_id in {*holds.users, signers.delegate(tx, row)},
        is_lead=by.user_id == run.lead,
        waived=row.waived,
        opened=of.opened_at is not None,
        over=_over(of, run),
        run_ended=run.ended_at is not None,
        signed_by=f"{kit.person(names, row.by)}, {kit.clock(row.at)}" if row.by and row.at else "",
        by_them=row.by == by.user_id,
        signed_other=signers.signed_other(row, rows, by.user_id, bound),
    )


def _over(of: Gate, run: Run) -> str | None:
    """Why signatures stand as they are by now."""
    if of.before == Before.STAGES and run.started_at:
        return "The deployment has begun, so the signatures stand. “Hold…” on the run's card stops it."
    return None


async def glass(tx: Transaction, of: Gate, run: Run) -> breaking.Glass:
    return breaking.Glass(
        run_ended=run.ended_at is not None,
        passed=of.passed_at is not None,
        before_stages=of.before == Before.STAGES,
        lead=run.lead,
        lead_name=await known.lead_name(tx, run),
        asked_by=of.break_asked_by,
    )


def delegated_until(tx: Transaction, run: Run) -> datetime:
    """What a form offers: an hour before T0, so that it can still fall back."""
    return max(run.planned_at - timedelta(hours=1), tx.now + SHORTEST)


# Cards. -----------------------------------------------------------------------------------------------------


async def draw(tx: Transaction, team_id: str, gate_id: str) -> Card:
    of, run = await gate(tx, team_id, int(gate_id))
    rows = await signoffs.of_gate(tx, of.id)
    bound, problem = await signers.policy(tx, run)
    now = await hashes.hashes(tx, run)
    drawn = wording.Drawn(
        run=run,
        gate=of,
        rows=[await _shown(tx, run, of, row, bound, now) for row in rows],
        names=await _names(tx, run, of, rows),
        now=now,
        left=await left.before(tx, run, of),
        behind=await _behind(tx, run, of),
        alone=not bound.signoff.distinct,
        problem=problem,
        facts=await _facts(tx, run) if of.before == Before.CLOSING else None,
    )
    return views.card(drawn)


async def _shown(
    tx: Transaction, run: Run, of: Gate, row: SignOff, bound: Bindings, now: rules.Hashes
) -> wording.Shown:
    """What was signed for something else is to be renewed, also before that was noticed."""
    holds = await signers.of(tx, run, row, bound)
    state, changed = State(row.state), row.reason or ""
    if state is State.GO and not row.waived and of.before == Before.STAGES and not run.started_at:
        changed = rules.changed(hashes.of(row), now)
        state = State.STALE if changed else state
    leads = holds.bound and set(holds.users) == {run.lead} and not row.statement
    return wording.Shown(row, state, holds.words, holds.bound, changed, leads)


async def _names(tx: Transaction, run: Run, of: Gate, rows: list[SignOff]) -> dict[str, str]:
    involved = [user for row in rows for user in (row.by, row.delegate, row.delegated_by)]
    involved += [run.lead, of.break_asked_by, of.broken_by, of.reviewed_by]
    return await people.names(tx, run.team_id, involved)


async def _behind(tx: Transaction, run: Run, of: Gate) -> str | None:
    """The title of the first stage behind the gate."""
    stages = await sections.stages(tx, run.id)
    return next((each.title for each in stages if each.ordinal == of.from_ordinal), None)


async def _facts(tx: Transaction, run: Run) -> Facts:
    found = await incidents.of_run(tx, run.team_id, run.id)
    watched = await checkins.tally(tx, run.id)
    return Facts(
        percent=run.percent,
        live=kit.when(run.live_at) if run.live_at else None,
        check_ins=watched.made,
        check_ins_planned=watched.planned,
        check_ins_missed=watched.missed,
        incidents=dict(Counter(each.severity for each in found)),
        open_incidents=sum(each.resolved_at is None for each in found),
    )


async def draw_review(tx: Transaction, team_id: str, gate_id: str) -> Card:
    of, run = await gate(tx, team_id, int(gate_id))
    return views.review(run, of, await _names(tx, run, of, []), late=_late(tx, of))


def _late(tx: Transaction, of: Gate) -> bool:
    return of.review_due_at is not None and of.review_due_at <= tx.now


async def run_panel(tx: Transaction, _team_id: str, run_id: str) -> Panel | None:
    """How far each gate of a run is, on its card."""
    run = await runs.get(tx, int(run_id))
    of_run = [each for each in await gates.of_run(tx, run.id) if each.opened_at]
    if not of_run:
        return None
    counted = [(each, await signoffs.of_gate(tx, each.id)) for each in of_run]
    return views.on_the_run(counted)
