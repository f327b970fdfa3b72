"""A draft becomes a run: once, whoever presses at the same moment."""

from commands.facts import RunStarted
from commands.preparing import look, rules
from commands.preparing.look import Prepared
from store import drafts, journal, messages, roles, runs, timers
from store.db import Transaction
from store.drafts import Draft
from store.people import Person
from store.runs import Run

PLANNED_START = "deploy.planned_start"
"""The timer of whoever says that T0 has come."""


async def begin(tx: Transaction, by: Person, it: Prepared) -> Run:
    """Running at once; with stages on the clock planned, until the first at T0 begins.

    Whoever calls has looked whether another run of the service is open.
    """
    run = await runs.add(tx, _run(it))
    await roles.choose(tx, run.id, {role: [user] for role, user in _chosen(it.draft).items()})
    await _record(tx, by, it, run)
    if it.document.stages:
        run.state = rules.PLANNED
    else:
        run.state, run.started_at = rules.RUNNING, tx.now
        await journal.record(tx, run.team_id, f"run:{run.id}", by.user_id, "run.started")
    await messages.card(
        tx, run.team_id, look.RUN, str(run.id), run.channel, pinned=True, urgency=messages.Urgency.CLICKED
    )
    await timers.put(tx, run.team_id, PLANNED_START, str(run.id), run.planned_at)
    await look.meet(tx, run)
    await _forget(tx, it.draft)
    tx.tell(RunStarted(run.team_id, run.id))
    return run


def _run(it: Prepared) -> Run:
    draft = it.draft
    return Run(
        team_id=draft.team_id,
        number=0,
        title=it.kept.title,
        service=draft.service,
        service_key=draft.service_key,
        environment=draft.environment,
        environment_key=draft.environment_key,
        version=draft.version,
        previous=draft.previous,
        commit=draft.commit,
        runbook_id=it.kept.id,
        side=it.kept.side,
        answered={"baselines": draft.baselines, "signals": draft.signals},
        state=rules.DRAFT,
        lead=draft.lead,
        channel=draft.channel,
        zone=draft.zone,
        planned_at=draft.planned_at,
    )


async def _record(tx: Transaction, by: Person, it: Prepared, run: Run) -> None:
    """What was decided before there was a run."""
    draft, subject = it.draft, f"run:{run.id}"
    said = {"runbook": it.kept.sha256, "version": run.version, "environment": run.environment}
    said |= {"commit": run.commit} if run.commit else {}
    await journal.record(tx, run.team_id, subject, by.user_id, "run.prepared", **said)
    chosen = _chosen(draft)
    if chosen:
        await journal.record(tx, run.team_id, subject, by.user_id, "run.people_chosen", **chosen)
    answers = {name: str(value) for name, value in {**draft.baselines, **draft.signals}.items()}
    if answers:
        await journal.record(tx, run.team_id, subject, by.user_id, "run.answered", **answers)
    if it.errors and draft.accepted_by:
        errors = ", ".join(f"{error.code} line {error.line}" for error in it.errors)
        await journal.record(
            tx, run.team_id, subject, draft.accepted_by, "run.prepared_with_errors",
            errors=errors, reason=draft.accepted_why,
        )  # fmt: skip


def _chosen(draft: Draft) -> dict[str, str]:
    return {role: user for role, user in draft.roles.items() if user}


async def _forget(tx: Transaction, draft: Draft) -> None:
    """That of the same release too, where a command has started it meanwhile; any other stays."""
    kept = await drafts.of(tx, draft.team_id, draft.service, draft.environment)
    if kept is not None and (kept.runbook, kept.version) == (draft.runbook, draft.version):
        await drafts.drop(tx, kept)
