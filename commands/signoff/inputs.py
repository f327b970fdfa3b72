"""What people press and fill in about signatures, with typed values."""

from typing import Annotated, ClassVar

from pydantic import Field

from commands.feature import Button, Filled, Form, Id


class OnSignOff(Button):
    signoff: Id


class Go(OnSignOff):
    """`seen` are the hashes of what the button was drawn for, in short."""

    action: ClassVar[str] = "signoff.go"
    seen: str


class AskNoGo(OnSignOff):
    action: ClassVar[str] = "signoff.no_go"


class AskDelegate(OnSignOff):
    action: ClassVar[str] = "signoff.delegate"


class Withdraw(OnSignOff):
    action: ClassVar[str] = "signoff.withdraw"


class OnGate(Button):
    gate: Id


class AskBreak(OnGate):
    action: ClassVar[str] = "signoff.break"


class ConfirmBreak(OnGate):
    action: ClassVar[str] = "signoff.confirm_break"


class WithdrawBreak(OnGate):
    action: ClassVar[str] = "signoff.withdraw_break"


class AskReview(OnGate):
    action: ClassVar[str] = "signoff.review"


class NoGoForm(Form):
    callback: ClassVar[str] = "signoff.no_go"
    signoff: Id
    reason: Filled


class DelegateForm(Form):
    """`until` is when it falls back (Unix seconds)."""

    callback: ClassVar[str] = "signoff.delegate"
    signoff: Id
    person: str
    until: Annotated[int, Field(gt=0, lt=2**33)]


class BreakForm(Form):
    callback: ClassVar[str] = "signoff.break"
    gate: Id
    reason: Filled


class ReviewForm(Form):
    callback: ClassVar[str] = "signoff.review"
    gate: Id
    review: Filled
