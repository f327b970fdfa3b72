"""The forms behind a check-in and a prompt."""

from commands import kit
from commands.feature import Modal
from commands.monitoring.inputs import DoneForm, WrongForm
from store.checkins import CheckIn
from store.occasions import Occasion


def wrong_form(checkin: CheckIn) -> Modal:
    says = "Your words stand on the check-in, in the record, and go to the lead."
    asked = kit.ask("words", "What do you see?", kit.paragraph("Errors, numbers, who is affected"))
    return kit.question(WrongForm, "Something is wrong", "Say so", says, asked, checkin=checkin.id)


def done_form(occasion: Occasion, text: str) -> Modal:
    asked = kit.ask("note", "Note", kit.paragraph("A link, or what it said"))
    return kit.question(DoneForm, "Done, with a note", "Done", kit.safe(text), asked, occasion=occasion.id)
