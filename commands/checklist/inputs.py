"""What people press and fill in on a checklist: its buttons and forms, with typed values."""

from typing import ClassVar, Literal

from commands.feature import Button, Choice, Filled, Form, Id, Right


class OnItem(Button):
    item: Id


class Tick(OnItem):
    """`rev` is the item's revision as the button was drawn."""

    action: ClassVar[str] = "checklist.tick"
    rev: int


class Decide(OnItem):
    """`outcome` is its number in the item; one that stops the run asks for a reason first."""

    action: ClassVar[str] = "checklist.decide"
    rev: int
    outcome: int


class AskReopen(OnItem):
    action: ClassVar[str] = "checklist.reopen"


class AskNote(OnItem):
    action: ClassVar[str] = "checklist.note"


class ShowAll(OnItem):
    action: ClassVar[str] = "checklist.show_all"
    right: ClassVar[Right] = Right.READ


class ConfirmSkip(OnItem):
    """Of a hard item: the second of two people."""

    action: ClassVar[str] = "checklist.confirm_skip"


class WithdrawSkip(OnItem):
    action: ClassVar[str] = "checklist.withdraw_skip"


class OnSection(Button):
    section: Id


class Attest(OnSection):
    action: ClassVar[str] = "checklist.attest"


class Next(OnSection):
    action: ClassVar[str] = "checklist.next"


class AskAdd(OnSection):
    action: ClassVar[str] = "checklist.add"


class AskChange(OnSection):
    """`part` is the card of the section that the button stands on."""

    action: ClassVar[str] = "checklist.change"
    part: int


class AskWayBack(Button):
    action: ClassVar[str] = "checklist.way_back"
    run: Id


class PickChange(Choice):
    action: ClassVar[str] = "checklist.pick_change"


class DecideForm(Form):
    callback: ClassVar[str] = "checklist.decide"
    item: Id
    rev: int
    outcome: int
    reason: Filled


class WayBackForm(Form):
    """`way` is the key of the section that the way back begins with."""

    callback: ClassVar[str] = "checklist.way_back"
    run: Id
    way: str


class ReopenForm(Form):
    callback: ClassVar[str] = "checklist.reopen"
    item: Id
    reason: Filled


class NoteForm(Form):
    callback: ClassVar[str] = "checklist.note"
    item: Id
    note: Filled


class AddForm(Form):
    callback: ClassVar[str] = "checklist.add"
    section: Id
    text: Filled


class ChangeForm(Form):
    """Which of the last two is asked for depends on `change`."""

    callback: ClassVar[str] = "checklist.change"
    section: Id
    part: int
    item: Id
    change: Literal["skip", "not-applicable", "assign"]
    reason: str = ""
    person: str = ""
