"""What people press and fill in while a run is watched."""

from typing import ClassVar

from commands.feature import Button, Filled, Form, Id


class AllWell(Button):
    action: ClassVar[str] = "monitoring.well"
    checkin: Id


class AskWrong(Button):
    action: ClassVar[str] = "monitoring.wrong"
    checkin: Id


class WrongForm(Form):
    callback: ClassVar[str] = "monitoring.wrong"
    checkin: Id
    words: Filled


class Done(Button):
    action: ClassVar[str] = "monitoring.done"
    occasion: Id


class AskDone(Button):
    action: ClassVar[str] = "monitoring.ask_done"
    occasion: Id


class DoneForm(Form):
    callback: ClassVar[str] = "monitoring.done"
    occasion: Id
    note: Filled
