"""What people press and fill in on an incident: its buttons and forms, with typed values."""

from typing import ClassVar, Literal

from commands.feature import Button, Filled, Form, Id, Right


class AskDeclare(Button):
    """`run`: on the card of that run."""

    action: ClassVar[str] = "incident.declare"
    run: Id | None = None


class OnIncident(Button):
    incident: Id


class Acknowledge(OnIncident):
    action: ClassVar[str] = "incident.acknowledge"


class Escalate(OnIncident):
    action: ClassVar[str] = "incident.escalate"


class AskEscalate(OnIncident):
    action: ClassVar[str] = "incident.ask_escalate"


class AskHandOver(OnIncident):
    action: ClassVar[str] = "incident.hand_over"


class GiveBack(OnIncident):
    action: ClassVar[str] = "incident.give_back"


class StillOnIt(OnIncident):
    action: ClassVar[str] = "incident.still_on_it"


class FinishStep(OnIncident):
    action: ClassVar[str] = "incident.step"
    step: Id


class AskFixForward(OnIncident):
    action: ClassVar[str] = "incident.fix_forward"


class AskRollBack(OnIncident):
    action: ClassVar[str] = "incident.roll_back"


class AskUpdate(OnIncident):
    action: ClassVar[str] = "incident.update"


class SnoozeUpdate(OnIncident):
    action: ClassVar[str] = "incident.snooze"


class AskNote(OnIncident):
    action: ClassVar[str] = "incident.note"


class AskSeverity(OnIncident):
    action: ClassVar[str] = "incident.severity"


class TakeRole(OnIncident):
    action: ClassVar[str] = "incident.role"
    role: Literal["commander", "scribe", "communications"]


class AskResolve(OnIncident):
    action: ClassVar[str] = "incident.resolve"


class AskReopen(OnIncident):
    action: ClassVar[str] = "incident.reopen"


class AskReview(OnIncident):
    action: ClassVar[str] = "incident.review"


class ShowIncident(OnIncident):
    action: ClassVar[str] = "incident.show"
    right: ClassVar[Right] = Right.READ


class OnPage(Button):
    page: Id


class AnswerPage(OnPage):
    action: ClassVar[str] = "incident.answer"


class NotMe(OnPage):
    action: ClassVar[str] = "incident.not_me"


# Forms. -----------------------------------------------------------------------------------------------------


class OpenForm(Form):
    """`run`, `channel`, `ts` and `said` are of what it was declared from."""

    callback: ClassVar[str] = "incident.open"
    severity: Literal["1", "2"]
    title: Filled
    private: tuple[str, ...] = ()
    run: int | None = None
    channel: str | None = None
    ts: str | None = None
    author: str | None = None
    said: str | None = None


class ChangeForm(Form):
    incident: Id


class EscalateForm(ChangeForm):
    callback: ClassVar[str] = "incident.escalate"
    level: Id


class HandOverForm(ChangeForm):
    callback: ClassVar[str] = "incident.hand_over"
    to: str


class DecideForm(ChangeForm):
    callback: ClassVar[str] = "incident.decide"
    decision: Literal["fix forward", "roll back"]
    reason: Filled


class UpdateForm(ChangeForm):
    callback: ClassVar[str] = "incident.update"
    text: Filled


class NoteForm(ChangeForm):
    callback: ClassVar[str] = "incident.note"
    text: Filled


class SeverityForm(ChangeForm):
    callback: ClassVar[str] = "incident.severity"
    severity: Literal["1", "2"]


class ResolveForm(ChangeForm):
    callback: ClassVar[str] = "incident.resolve"
    summary: Filled


class ReopenForm(ChangeForm):
    callback: ClassVar[str] = "incident.reopen"
    reason: Filled


class ReviewForm(ChangeForm):
    callback: ClassVar[str] = "incident.review"
    learned: Filled
    link: str = ""


class PostmortemForm(ChangeForm):
    callback: ClassVar[str] = "incident.postmortem"
    owner: str


class TimelineForm(ChangeForm):
    """A message of somebody's, from its menu."""

    callback: ClassVar[str] = "incident.timeline"
    channel: str
    ts: str
    author: str | None = None
    said: Filled
