"""The forms behind what is not needed, and behind what was sent unasked."""

from collections.abc import Sequence

from slack_sdk.models.blocks import StaticSelectElement

from commands import kit
from commands.communications import wording
from commands.communications.inputs import NotNeededForm, SentAlreadyForm
from commands.feature import Modal
from store.communications import Communication
from store.runs import Run

MOST = 100
"""Choices of a menu, as Slack has it."""


def not_needed_form(row: Communication) -> Modal:
    what = kit.safe(kit.cut(wording.plain(row), 2000))
    asked = kit.why("reason", "Why is it not needed?")
    return kit.question(NotNeededForm, "Not needed", "Not needed", what, asked, communication=row.id)


def sent_already_form(run: Run, rows: Sequence[Communication]) -> Modal:
    options = [kit.option(kit.cut(wording.choice(row, run), 75), str(row.id)) for row in rows[:MOST]]
    says = "What was sent before anybody was asked for it, or because something happened."
    menu = StaticSelectElement(action_id="value", options=options)
    asked = kit.ask("communication", "What was sent?", menu)
    return kit.question(SentAlreadyForm, "Sent already", "It is sent", says, asked, run=run.id)
