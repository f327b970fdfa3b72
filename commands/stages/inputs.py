"""What people press and fill in about stages."""

from typing import ClassVar

from commands.feature import Button, Form, Id


class StartStage(Button):
    action: ClassVar[str] = "stages.start"
    section: Id


class MarkLive(Button):
    action: ClassVar[str] = "stages.live"
    run: Id


class AskReplan(Button):
    action: ClassVar[str] = "stages.replan"
    run: Id


class ReplanForm(Form):
    """`begins` is when the next stage is to begin (Unix seconds); the others move with it."""

    callback: ClassVar[str] = "stages.replan"
    run: Id
    section: Id
    begins: int
