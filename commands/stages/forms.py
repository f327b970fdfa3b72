"""The form that moves the stages."""

from datetime import datetime

from slack_sdk.models.blocks import DateTimePickerElement

from commands import kit
from commands.feature import Modal
from commands.stages.inputs import ReplanForm
from store.runs import Run
from store.sections import Section


def replan_form(run: Run, stage: Section, begins: datetime) -> Modal:
    label = f"When does “{kit.cut(stage.title, 100)}” begin?"
    says = "The stages after it move as far. The soak between traffic steps stays as it is."
    picker = DateTimePickerElement(action_id="value", initial_date_time=int(begins.timestamp()))
    asked = kit.ask("begins", label, picker)
    return kit.question(ReplanForm, "Re-plan", "Re-plan", says, asked, run=run.id, section=stage.id)
