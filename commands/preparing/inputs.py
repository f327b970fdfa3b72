"""What people press and fill in while a run is prepared, with typed values."""

from typing import ClassVar

from pydantic import ConfigDict

from commands.feature import Button, Choice, Filled, Form, Id, Right


class AskStart(Button):
    action: ClassVar[str] = "deploy.start"


class PickRunbook(Choice):
    action: ClassVar[str] = "deploy.runbook"


class ShowOpen(Button):
    """The run that is in the way."""

    action: ClassVar[str] = "prepare.show"
    right: ClassVar[Right] = Right.READ
    run: Id


class OnDraft(Button):
    draft: Id


class Continue(OnDraft):
    action: ClassVar[str] = "prepare.continue"


class CheckAgain(OnDraft):
    """The file, or its side file, was changed."""

    action: ClassVar[str] = "prepare.again"


class BackToForm(OnDraft):
    action: ClassVar[str] = "prepare.back"


class Discard(OnDraft):
    action: ClassVar[str] = "prepare.discard"


class PickStart(Choice):
    """Another planned start, for which the plan is shown."""

    action: ClassVar[str] = "prepare.start_at"


class StartForm(Form):
    """`offered` is the start that the form was filled with, `shown` the plan that stood in it: see `plan`.

    `past` is what is done about a date of the checklist that is over, where that is asked.
    """

    callback: ClassVar[str] = "deploy.start"
    runbook: str
    service: Filled
    environment: Filled
    version: Filled
    previous: str | None = None
    commit: str | None = None
    start: int
    zone: str
    lead: str
    channel: str
    past: str | None = None
    offered: int | None = None
    shown: str | None = None

    @property
    def plan(self) -> str:
        """What decides the times of a plan."""
        return f"{self.runbook} {self.start} {self.zone}"


class StepForm(Form):
    """A page of questions about a draft. Its other fields are named after what they ask."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, extra="allow")
    draft: Id

    def entered(self, field: str) -> str | None:
        value = (self.model_extra or {}).get(field)
        return value if isinstance(value, str) and value else None


class PeopleForm(StepForm):
    callback: ClassVar[str] = "prepare.people"


class AnswersForm(StepForm):
    callback: ClassVar[str] = "prepare.answers"


class AnywayForm(Form):
    callback: ClassVar[str] = "prepare.anyway"
    draft: Id
    reason: Filled


class PlanForm(Form):
    callback: ClassVar[str] = "prepare.plan"
    draft: Id
    start: int
