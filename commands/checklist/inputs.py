"""What people press and fill in on a checklist: its buttons and forms, with typed values."""

from typing import ClassVar

from commands.feature import Button, Choice, Form, Right


class OnItem(Button):
    item: int


class Tick(OnItem):
    """`rev` is the item's revision as the button was drawn."""

    action: ClassVar[str] = "checklist.tick"
    rev: int


class AskReopen(OnItem):
    action: ClassVar[str] = "checklist.reopen"


class AskNote(OnItem):
    action: ClassVar[str] = "checklist.note"


class ShowAll(OnItem):
    action: ClassVar[str] = "checklist.show_all"
    right: ClassVar[Right] = Right.READ


class OnSection(Button):
    section: int


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


class PickChange(Choice):
    action: ClassVar[str] = "checklist.pick_change"


class ReopenForm(Form):
    callback: ClassVar[str] = "checklist.reopen"
    item: int
    reason: str


class NoteForm(Form):
    callback: ClassVar[str] = "checklist.note"
    item: int
    note: str


class AddForm(Form):
    callback: ClassVar[str] = "checklist.add"
    section: int
    text: str


class ChangeForm(Form):
    """`change` is a key of views.CHANGES; which of the others is asked for depends on it."""

    callback: ClassVar[str] = "checklist.change"
    section: int
    part: int
    item: int
    change: str
    reason: str = ""
    person: str = ""
