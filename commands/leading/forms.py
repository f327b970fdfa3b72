"""The forms that change who leads."""

from slack_sdk.models.blocks import UserSelectElement

from commands import kit
from commands.feature import Modal
from commands.leading.inputs import HandOverForm, TakeOverForm
from store.runs import Run

_SIGNS = "The lead signs nothing: what they have signed as a role is asked of somebody else."


def hand_over_form(run: Run) -> Modal:
    says = f"Whoever leads starts the stages, moves the traffic, resumes and finishes the run. {_SIGNS}"
    asked = kit.ask("to", "Who leads from now on?", UserSelectElement(action_id="value"))
    return kit.question(HandOverForm, "Hand over the lead", "Hand over", says, asked, run=run.id)


def take_over_form(run: Run, lead: str) -> Modal:
    says = f"You lead the run from now on instead of {lead}, who is told so. {_SIGNS}"
    asked = kit.why("reason", "Why?")
    return kit.question(TakeOverForm, "Take over the lead", "Take over", says, asked, run=run.id)
