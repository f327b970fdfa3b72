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
    says, asked = f"*{kit.safe(row.name)}*", kit.why("reason", label)
    return kit.question(NoGoForm, title, title, says, asked, signoff=row.id)


def delegate_form(row: SignOff, until: datetime) -> Modal:
    says = f"*{kit.safe(row.name)}* can then be signed by them as well as by you. The record says for whom."
    picker = DateTimePickerElement(action_id="value", initial_date_time=int(until.timestamp()))
    whom = kit.ask("person", "To whom?", UserSelectElement(action_id="value"))
    when = kit.ask("until", "Until when? Then it is yours alone again.", picker)
    return kit.question(DelegateForm, "Delegate", "Delegate", says, whom, when, signoff=row.id)


def break_form(gate: Gate) -> Modal:
    says = (
        f"The run goes on without the signatures of *{kit.safe(gate.title)}*. A second person confirms; one "
        "of the two is the lead. It is announced, and reviewed within 24 hours."
    )
    asked = kit.why("reason", "Why can it not wait?")
    return kit.question(BreakForm, "Break the glass", "Ask to break it", says, asked, gate=gate.id)


def review_form(gate: Gate) -> Modal:
    broken = f"*{kit.safe(gate.title)}*\n{kit.safe(gate.break_reason or '')}"
    asked = kit.why("review", "Was it right? What would have made it unnecessary?")
    return kit.question(ReviewForm, "Review", "Reviewed", broken, asked, gate=gate.id)
