"""What people press for the record of a run."""

from typing import ClassVar

from commands.feature import Button, Id, Right


class AskRecord(Button):
    action: ClassVar[str] = "record.ask"
    right: ClassVar[Right] = Right.READ
    run: Id
