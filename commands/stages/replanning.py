"""Moving the stages that have not begun: one form, and all of them go with the next one."""

from datetime import UTC, datetime

from commands import kit, known
from commands.facts import StagesMoved
from commands.feature import Answer, Click, Open, Refused, Submitted
from commands.stages import forms, look, rules, schedule, views
from commands.stages.inputs import AskReplan, ReplanForm
from store import journal, messages, runs
from store.db import Transaction
from store.people import Person
from store.runs import Run
from store.sections import Section


async def ask(tx: Transaction, click: Click[AskReplan]) -> Answer:
    run, stage = await _next(tx, click.by, click.button.run)
    return Open(forms.replan_form(run, stage, max(tx.now, stage.opens_at or tx.now)))


async def replan(tx: Transaction, sent: Submitted[ReplanForm]) -> None:
    run, stage = await _next(tx, sent.by, sent.form.run)
    if stage.id != sent.form.section:
        raise Refused("Another stage is the next one by now. Open the form again.", "begins")
    asked = datetime.fromtimestamp(sent.form.begins, UTC)
    stages = await schedule.stages(tx, run)
    rules.begins(asked, tx.now, _ready(stages))
    await schedule.shifted(tx, rules.moved(stages, stage.id, asked))
    said = {"section": stage.key, "begins": asked.isoformat()}
    entry = await journal.record(tx, run.team_id, f"run:{run.id}", sent.by.user_id, "stage.replanned", **said)
    card = await messages.find(tx, run.team_id, f"{look.RUN}:{run.id}")
    text = views.replanned(stage, asked, sent.by.name)
    key = f"stage.replanned:{run.id}:{entry.seq}"
    await messages.note(tx, run.team_id, key, run.channel, kit.body(text), parent=card)
    await look.redraw(tx, run, stage, messages.Urgency.CLICKED)
    tx.tell(StagesMoved(run.team_id, run.id))


def _ready(stages: list[rules.Stage]) -> datetime | None:
    """When the soak of the stage that began last is over."""
    begun = [stage for stage in stages if stage.begun]
    return begun[-1].begun + begun[-1].soak if begun and begun[-1].begun else None


async def _next(tx: Transaction, by: Person, run_id: int) -> tuple[Run, Section]:
    run = await runs.find(tx, by.team_id, run_id)
    if run is None or run.ended_at:
        raise Refused("This run has ended, or is not known here. `/deploy list` shows the open ones.")
    if by.user_id != run.lead:
        raise Refused(f"Only the lead, {await known.lead_name(tx, run)}, moves the stages.")
    stage = await look.following(tx, run)
    if stage is None:
        raise Refused("All stages have been started.")
    return run, stage
