"""Starting a run: by the command alone, or through the form it opens."""

from datetime import UTC, datetime

from commands import documents, kit, zones
from commands.deploy import forms, rules
from commands.deploy.inputs import AskStart, PickRunbook, StartForm
from commands.facts import RunStarted
from commands.feature import Answer, Click, Open, Refused, Replace, Shortcut, Submitted, Typed
from runbook.model import Runbook as Document
from store import journal, messages, people, runs, timers
from store.db import Transaction
from store.runbooks import Runbook
from store.runs import Run

CARD = "run"
PLANNED_START = "deploy.planned_start"
ENVIRONMENT = "production"


def subject(run_id: int) -> str:
    """A run in the journal."""
    return f"run:{run_id}"


async def start(tx: Transaction, typed: Typed) -> Answer | None:
    """`/deploy start [runbook] [version]`: at once where all is said, else through the form."""
    offered = await documents.offered(tx, typed.by.team_id)
    name, version = rules.split_start(typed.text, list(offered))
    chosen = offered[documents.named(name, list(offered))] if name else _first_readable(offered)
    document = await documents.read(tx, chosen)
    if version:
        version = rules.version(version)
    if version and document.service and (name or len(offered) == 1):
        await _begin(tx, typed.by, chosen, _as_written(typed, chosen.name, document, version, tx.now))
        return None
    return Open(forms.start_form(await _offer(tx, typed.by, chosen, list(offered), typed.channel, version)))


async def ask_start(tx: Transaction, asked: Click[AskStart] | Shortcut) -> Answer:
    offered = await documents.offered(tx, asked.by.team_id)
    chosen = _first_readable(offered)
    return Open(forms.start_form(await _offer(tx, asked.by, chosen, list(offered), asked.channel, None)))


async def pick_runbook(tx: Transaction, click: Click[PickRunbook]) -> Answer:
    """The form again, filled from another runbook."""
    offered = await documents.offered(tx, click.by.team_id)
    chosen = offered[documents.named(click.button.choice, list(offered))]
    return Replace(forms.start_form(await _offer(tx, click.by, chosen, list(offered), None, None)))


async def submit_start(tx: Transaction, sent: Submitted[StartForm]) -> None:
    offered = await documents.offered(tx, sent.by.team_id)
    chosen = offered[documents.named(sent.form.runbook, list(offered))]
    await documents.read(tx, chosen)
    rules.version(sent.form.version)
    if sent.form.previous:
        rules.version(sent.form.previous, "previous")
    try:
        zones.parse(sent.form.zone)
    except ValueError:
        raise Refused(
            f"“{kit.safe(sent.form.zone)}” is no time zone. Try Europe/Madrid, or UTC+7.", "zone"
        ) from None
    lead = await people.find(tx, sent.by.team_id, sent.form.lead)
    rules.lead(lead.standing if lead else None)
    await _begin(tx, sent.by, chosen, sent.form)


async def _begin(tx: Transaction, by: people.Person, chosen: Runbook, form: StartForm) -> None:
    """Draft, then running, in one turn; with stages on the clock planned, until the first at T0 begins."""
    standing = await runs.open_for(tx, by.team_id, form.service, form.environment)
    if standing is not None:
        names = await people.names(tx, standing.team_id, [standing.lead])
        raise Refused(_occupied(standing, kit.person(names, standing.lead)), "service")
    run = await runs.add(tx, _draft(by, chosen, form, tx.now))
    said = {"runbook": chosen.sha256, "version": run.version, "environment": run.environment}
    await journal.record(tx, run.team_id, subject(run.id), by.user_id, "run.prepared", **said)
    if (await documents.read(tx, chosen)).stages:
        run.state = rules.State.PLANNED
    else:
        run.state, run.started_at = rules.State.RUNNING, tx.now
        await journal.record(tx, run.team_id, subject(run.id), by.user_id, "run.started")
    await messages.card(tx, run.team_id, CARD, str(run.id), run.channel, pinned=True)
    await timers.put(tx, run.team_id, PLANNED_START, str(run.id), run.planned_at)
    tx.tell(RunStarted(run.team_id, run.id))


def _draft(by: people.Person, chosen: Runbook, form: StartForm, now: datetime) -> Run:
    asked = datetime.fromtimestamp(form.start, UTC)
    return Run(
        team_id=by.team_id,
        number=0,
        title=chosen.title,
        service=form.service,
        service_key=runs.key(form.service),
        environment=form.environment,
        environment_key=runs.key(form.environment),
        version=form.version,
        previous=form.previous,
        runbook_id=chosen.id,
        side=chosen.side,
        state=rules.State.DRAFT,
        lead=form.lead,
        channel=form.channel,
        zone=form.zone,
        planned_at=rules.start_at(asked, now),
    )


def _occupied(run: Run, lead: str) -> str:
    release = kit.safe(f"{run.service} {run.version} to {run.environment}")
    return (
        f"Run {run.number} of {release}, led by {lead}, is still open. "
        f"Finish or abort it first: `/deploy status {run.number}`."
    )


def _first_readable(offered: dict[str, Runbook]) -> Runbook:
    return next((kept for kept in offered.values() if kept.problem is None), next(iter(offered.values())))


async def _offer(
    tx: Transaction,
    by: people.Person,
    chosen: Runbook,
    names: list[str],
    channel: str | None,
    version: str | None,
) -> forms.Offer:
    document = await documents.read(tx, chosen)
    start_at = rules.start_at(document.start, tx.now)
    return forms.Offer(
        names=names,
        runbook=chosen.name,
        service=document.service or "",
        version=version or document.version or "",
        start=start_at,
        moved=document.start if document.start and document.start != start_at else None,
        zone=_zone(document, by),
        lead=by.user_id,
        channel=channel,
        size=f"{document.title}: {kit.many(len(document.items), 'item')}, {document.claimed} claimed.",
    )


def _zone(document: Document, by: people.Person) -> str:
    return str(document.start.tzinfo) if document.start else by.zone


def _as_written(typed: Typed, name: str, document: Document, version: str, now: datetime) -> StartForm:
    """The form as the checklist itself answers it."""
    return StartForm(
        runbook=name,
        service=document.service or "",
        environment=ENVIRONMENT,
        version=version,
        start=int(rules.start_at(document.start, now).timestamp()),
        zone=_zone(document, typed.by),
        lead=typed.by.user_id,
        channel=typed.channel,
    )
