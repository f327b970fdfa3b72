"""What people press and fill in on a run: its buttons and forms, with typed values."""

from typing import ClassVar

from commands.feature import Button, Choice, Filled, Form, Id, Right


class AskStart(Button):
    action: ClassVar[str] = "deploy.start"


class PickRunbook(Choice):
    action: ClassVar[str] = "deploy.runbook"


class OnRun(Button):
    run: Id


class AskHold(OnRun):
    action: ClassVar[str] = "deploy.hold"


class Resume(OnRun):
    action: ClassVar[str] = "deploy.resume"


class AskFinish(OnRun):
    action: ClassVar[str] = "deploy.finish"


class AskAbort(OnRun):
    action: ClassVar[str] = "deploy.abort"


class ConfirmAbort(OnRun):
    action: ClassVar[str] = "deploy.confirm_abort"


class WithdrawAbort(OnRun):
    action: ClassVar[str] = "deploy.withdraw_abort"


class ShowRun(OnRun):
    action: ClassVar[str] = "deploy.show"
    right: ClassVar[Right] = Right.READ


class StartForm(Form):
    callback: ClassVar[str] = "deploy.start"
    runbook: str
    service: Filled
    environment: Filled
    version: Filled
    previous: str | None = None
    start: int
    zone: str
    lead: str
    channel: str


class ChangeForm(Form):
    """A change of state of one run, with its reason."""

    run: Id
    reason: str = ""


class HoldForm(ChangeForm):
    callback: ClassVar[str] = "deploy.hold"
    reason: Filled


class ResumeForm(ChangeForm):
    callback: ClassVar[str] = "deploy.resume"


class FinishForm(ChangeForm):
    callback: ClassVar[str] = "deploy.finish"


class AbortForm(ChangeForm):
    callback: ClassVar[str] = "deploy.abort"
    reason: Filled
