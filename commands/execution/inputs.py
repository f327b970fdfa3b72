"""What people press and fill in where an item can act: its buttons and its form, with typed values."""

from typing import ClassVar, Literal

from commands.feature import Button, Form, Id, Right


class OnDeed(Button):
    """`name` is what is bound, `part` the card of the item's section that the button stands on."""

    item: Id
    name: str
    part: int


class AskRun(OnDeed):
    action: ClassVar[str] = "execution.ask_run"


class RunProbe(OnDeed):
    action: ClassVar[str] = "execution.probe"


class CompareTag(OnDeed):
    action: ClassVar[str] = "execution.compare"


class OpenLink(Button):
    """Slack opens the link itself, and tells us all the same."""

    action: ClassVar[str] = "execution.link"
    right: ClassVar[Right] = Right.READ


class OnExecution(Button):
    execution: Id


class ShowOutput(OnExecution):
    action: ClassVar[str] = "execution.output"
    right: ClassVar[Right] = Right.READ


class Settle(OnExecution):
    """What a person says about a command of which nobody else knows how it ended."""

    action: ClassVar[str] = "execution.settle"
    ended: Literal["done", "failed"]


class RunAgain(OnExecution):
    action: ClassVar[str] = "execution.again"


class RunForm(Form):
    """`digest` is that of what was shown: if it is something else by now, it is shown again first."""

    callback: ClassVar[str] = "execution.run"
    item: Id
    name: str
    part: int
    digest: str
