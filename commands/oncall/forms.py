"""The forms about on-call."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from commands import kit
from commands.feature import Modal
from commands.oncall.inputs import ConfirmRotation, CoverForm, PageForm, RotationForm, SetForm
from commands.rota import Every

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY = {Every.WEEK: "Every week", Every.DAY: "Every day"}


def set_form(roles: Sequence[str], role: str, people: Sequence[str]) -> Modal:
    hint = "All of them are paged at once. Nobody: leave it empty. A user group: `/oncall set level @group`."
    chosen = UserMultiSelectElement(action_id="value", initial_users=list(people) or None)
    return Modal(
        form=SetForm,
        title="Who is on call",
        submit="Set",
        close="Cancel",
        blocks=[_role(roles, role), kit.ask("people", "People", chosen, hint=hint, optional=True)],
    )


def rotation_form(roles: Sequence[str], role: str, people: Sequence[str], zone: str, weekday: int) -> Modal:
    chosen = UserMultiSelectElement(action_id="value", initial_users=list(people) or None)
    every = [kit.option(label, each) for each, label in EVERY.items()]
    days = [kit.option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    return Modal(
        form=RotationForm,
        title="Rotation",
        submit="Preview",
        close="Cancel",
        blocks=[
            _role(roles, role),
            kit.ask("people", "People, in their order", chosen, hint="The first is on call from now on."),
            kit.ask(
                "every", "Hand-off",
                StaticSelectElement(action_id="value", options=every, initial_option=every[0]),
            ),
            kit.ask(
                "weekday", "On",
                StaticSelectElement(action_id="value", options=days, initial_option=days[weekday]),
                hint="For a hand-off every week.",
            ),
            kit.ask("at", "At", TimePickerElement(action_id="value", initial_time="09:00")),
            kit.ask("zone", "Time zone", kit.line(zone), hint="Such as Europe/Madrid, or UTC+7."),
        ],
    )  # fmt: skip


def preview(form: RotationForm, now: str, coming: str) -> Modal:
    """The next hand-offs, before the rotation is in force."""
    text = f"*{kit.safe(form.role)}*\nNow: {now}\n{coming}"
    return Modal(
        form=ConfirmRotation,
        title="The next hand-offs",
        submit="Start the rotation",
        close="Cancel",
        blocks=[kit.words(text, "preview")],
        hidden=form.model_dump(),
    )


def cover_form(roles: Sequence[str], role: str, until: datetime) -> Modal:
    picker = DateTimePickerElement(action_id="value", initial_date_time=int(until.timestamp()))
    return Modal(
        form=CoverForm,
        title="Take over on-call",
        submit="Take over",
        close="Cancel",
        blocks=[
            kit.words("You are paged in the place of whoever is on call, until then.", "says"),
            _role(roles, role),
            kit.ask("until", "Until", picker),
        ],
    )


def page_form(why: str, person: str | None = None) -> Modal:
    hint = "Sent at once, as a message with a button to acknowledge it."
    return Modal(
        form=PageForm,
        title="Page somebody",
        submit="Page",
        close="Cancel",
        blocks=[
            kit.ask("person", "Whom", UserSelectElement(action_id="value", initial_user=person)),
            kit.ask("why", "Why", kit.line(why or None, "What is wrong, and where"), hint=hint),
        ],
    )


def _role(roles: Sequence[str], role: str) -> Block:
    options = [kit.option(each, each) for each in roles[:100]]
    chosen = next(option for option in options if option.value == role)
    menu = StaticSelectElement(action_id="value", options=options, initial_option=chosen)
    return kit.ask("role", "Level", menu)
