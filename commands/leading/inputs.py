"""What people press and fill in about the lead of a run."""

from typing import ClassVar

from commands.feature import Button, Filled, Form, Id


class AskLead(Button):
    action: ClassVar[str] = "leading.ask"
    run: Id


class HandOverForm(Form):
    """By whoever leads."""

    callback: ClassVar[str] = "leading.hand_over"
    run: Id
    to: str


class TakeOverForm(Form):
    """By somebody of the contact tree."""

    callback: ClassVar[str] = "leading.take_over"
    run: Id
    reason: Filled
