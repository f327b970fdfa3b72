"""What people press and fill in about communications."""

from typing import ClassVar

from commands.feature import Button, Filled, Form, Id, Right


class Sent(Button):
    action: ClassVar[str] = "communications.sent"
    communication: Id


class AskNotNeeded(Button):
    action: ClassVar[str] = "communications.ask_not_needed"
    communication: Id


class TakeBack(Button):
    """An answer that was wrong: somebody is asked for it again."""

    action: ClassVar[str] = "communications.take_back"
    communication: Id


class NotNeededForm(Form):
    callback: ClassVar[str] = "communications.not_needed"
    communication: Id
    reason: Filled


class AskSentAlready(Button):
    """Of what nobody was asked for yet, or what waits for an event."""

    action: ClassVar[str] = "communications.ask_sent_already"
    run: Id


class SentAlreadyForm(Form):
    callback: ClassVar[str] = "communications.sent_already"
    run: Id
    communication: Id


class ShowBoard(Button):
    action: ClassVar[str] = "communications.board"
    right: ClassVar[Right] = Right.READ
    run: Id
