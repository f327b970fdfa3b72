"""The forms behind a check-in and a prompt."""

from commands import kit
from commands.feature import Modal
from commands.monitoring.inputs import DoneForm, WrongForm
from store.checkins import CheckIn
from store.occasions import Occasion


def wrong_form(checkin: CheckIn) -> Modal:
    says = "Your words stand on the check-in, in the record, and go to the lead."
    return Modal(
        form=WrongForm,
        title="Something is wrong",
        submit="Say so",
        close="Cancel",
        hidden={"checkin": checkin.id},
        blocks=[
            kit.words(says, "says"),
            kit.ask("words", "What do you see?", kit.paragraph("Errors, numbers, who is affected")),
        ],
    )


def done_form(occasion: Occasion, text: str) -> Modal:
    return Modal(
        form=DoneForm,
        title="Done, with a note",
        submit="Done",
        close="Cancel",
        hidden={"occasion": occasion.id},
        blocks=[
            kit.words(kit.safe(text), "what"),
            kit.ask("note", "Note", kit.paragraph("A link, or what it said")),
        ],
    )
