"""What people press and fill in on a run: its buttons and forms, with typed values."""

from typing import ClassVar

from commands.feature import Button, Filled, Form, Id, Right


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
