"""The forms about signatures."""

from datetime import datetime

from slack_sdk.models.blocks import DateTimePickerElement, UserSelectElement

from commands import kit
from commands.feature import Modal
from commands.signoff.inputs import BreakForm, DelegateForm, NoGoForm, ReviewForm
from store.gates import Before, Gate
from store.signoffs import SignOff


def no_go_form(row: SignOff, before: Before) -> Modal:
    if before is Before.STAGES:
        title, label = "No-go", "Why is it a No-go? The run is held until the lead resumes it."
    else:
        title, label = "Not confirmed", "What is not so? The run is not closed like this without a reason."
    return Modal(
        form=NoGoForm,
        title=title,
        submit=title,
        close="Cancel",
        hidden={"signoff": row.id},
        blocks=[
            kit.words(f"*{kit.safe(row.name)}*", "name"),
            kit.ask("reason", label, kit.paragraph("It stands in the record.")),
        ],
    )


def delegate_form(row: SignOff, until: datetime) -> Modal:
    says = f"*{kit.safe(row.name)}* can then be signed by them as well as by you. The record says for whom."
    picker = DateTimePickerElement(action_id="value", initial_date_time=int(until.timestamp()))
    return Modal(
        form=DelegateForm,
        title="Delegate",
        submit="Delegate",
        close="Cancel",
        hidden={"signoff": row.id},
        blocks=[
            kit.words(says, "says"),
            kit.ask("person", "To whom?", UserSelectElement(action_id="value")),
            kit.ask("until", "Until when? Then it is yours alone again.", picker),
        ],
    )


def break_form(gate: Gate) -> Modal:
    says = (
        f"The run goes on without the signatures of *{kit.safe(gate.title)}*. A second person confirms; one "
        "of the two is the lead. It is announced, and reviewed within 24 hours."
    )
    return Modal(
        form=BreakForm,
        title="Break the glass",
        submit="Ask to break it",
        close="Cancel",
        hidden={"gate": gate.id},
        blocks=[
            kit.words(says, "says"),
            kit.ask("reason", "Why can it not wait?", kit.paragraph("It stands in the record.")),
        ],
    )


def review_form(gate: Gate) -> Modal:
    label = "Was it right? What would have made it unnecessary?"
    return Modal(
        form=ReviewForm,
        title="Review",
        submit="Reviewed",
        close="Cancel",
        hidden={"gate": gate.id},
        blocks=[
            kit.words(f"*{kit.safe(gate.title)}*\n{kit.safe(gate.break_reason or '')}", "broken"),
            kit.ask("review", label, kit.paragraph("It stands in the record.")),
        ],
    )
