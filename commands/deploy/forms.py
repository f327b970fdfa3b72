"""The forms that start and change a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    DateTimePickerElement,
    StaticSelectElement,
    UserSelectElement,
)

from commands import kit
from commands.deploy.inputs import ChangeForm, PickRunbook, StartForm
from commands.deploy.views import release
from commands.feature import Modal
from store.runs import Run


@dataclass(frozen=True)
class Offer:
    """What the start form is filled with. `moved` is the date of the checklist where that is past."""

    names: Sequence[str]
    runbook: str
    service: str
    version: str
    start: datetime
    moved: datetime | None
    zone: str
    lead: str
    channel: str | None
    size: str


def start_form(offer: Offer) -> Modal:
    return Modal(
        form=StartForm,
        title="Start a deployment",
        submit="Start",
        close="Cancel",
        blocks=[_runbook(offer), *_release(offer), *_time(offer), *_people_and_place(offer)],
    )


def _runbook(offer: Offer) -> Block:
    options = [kit.option(name, name) for name in offer.names[:100]]
    chosen = kit.option(offer.runbook, offer.runbook)
    menu = StaticSelectElement(action_id=PickRunbook.action, options=options, initial_option=chosen)
    return kit.ask("runbook", "Runbook", menu, hint=offer.size, acts=True)


def _release(offer: Offer) -> list[Block]:
    service = kit.line(offer.service, "The service that is deployed")
    return [
        kit.ask(kit.fresh("service", offer.runbook), "Service", service),
        kit.ask(kit.fresh("version", offer.runbook), "Version", kit.line(offer.version, "v2.4.0", 60)),
        kit.ask("previous", "Previous version", kit.line(None, "The version to go back to"), optional=True),
        kit.ask("environment", "Environment", kit.line("production")),
    ]


def _time(offer: Offer) -> list[Block]:
    picker = DateTimePickerElement(action_id="value", initial_date_time=int(offer.start.timestamp()))
    return [
        kit.ask(kit.fresh("start", offer.runbook), "Planned start", picker, hint=_moved(offer)),
        kit.ask("zone", "Time zone", kit.line(offer.zone), hint="Such as Europe/Madrid, or UTC+7."),
    ]


def _people_and_place(offer: Offer) -> list[Block]:
    lead = UserSelectElement(action_id="value", initial_user=offer.lead)
    channel = ConversationSelectElement(
        action_id="value",
        initial_conversation=offer.channel,
        filter=ConversationFilter(include=["public", "private"]),
    )
    return [
        kit.ask("lead", "Deployment lead", lead),
        kit.ask("channel", "Channel", channel, hint="Where the checklist is posted."),
    ]


def _moved(offer: Offer) -> str | None:
    if offer.moved is None:
        return None
    said = f"{offer.moved:%a %-d %B %Y %H:%M} ({offer.moved.tzname()})"
    return f"The checklist says {said}, which is past: replaced by five minutes from now."


def change_form(
    form: type[ChangeForm], title: str, submit: str, says: str, runs: Sequence[Run], reason: str | None
) -> Modal:
    """`reason` is the label of the reason, asked for only where there is one; several runs are offered."""
    blocks = [kit.words(says, "says")]
    if len(runs) > 1:
        options = [
            kit.option(f"{run.number} · {release(run)} → {run.environment}", str(run.id))
            for run in runs[:100]
        ]
        menu = StaticSelectElement(action_id="value", options=options, initial_option=options[0])
        blocks.append(kit.ask("run", "Run", menu))
    if reason:
        blocks.append(kit.ask("reason", reason, kit.paragraph()))
    hidden = {"run": runs[0].id} if len(runs) == 1 else {}
    return Modal(form=form, title=title, submit=submit, close="Cancel", blocks=blocks, hidden=hidden)
