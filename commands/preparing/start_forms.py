"""The form that a run is started with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    DateTimePickerElement,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)

from commands import kit
from commands.feature import Modal
from commands.preparing import rules
from commands.preparing.forms import plan_blocks
from commands.preparing.inputs import PickRunbook, StartForm
from commands.preparing.views import Occupied, occupied
from runbook.plan import Plan


@dataclass(frozen=True)
class Offer:
    """What the start form is filled with. `moved` is the date of the checklist where that is past.

    `plan` stands in the form where nothing else would be asked: whoever sends it has seen it.
    `can_be_rehearsed`: instead of moving a date that is past, the run can be rehearsed with it.
    `asks_commit`: its tag will be compared with that.
    """

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
    previous: str | None = None
    environment: str = "production"
    plan: Plan | None = None
    taken: Occupied | None = None
    can_be_rehearsed: bool = False
    commit: str | None = None
    asks_commit: bool = False


def start_form(offer: Offer) -> Modal:
    start = int(offer.start.timestamp())
    shown = {"shown": f"{offer.runbook} {start} {offer.zone}"} if offer.plan else {}
    return Modal(
        form=StartForm,
        title="Start a deployment",
        submit="Start",
        close="Cancel",
        blocks=[
            *([occupied(offer.taken)] if offer.taken else []),
            _runbook(offer),
            *([_past(offer)] if offer.moved and offer.can_be_rehearsed else []),
            *_release(offer),
            *_time(offer),
            *_people_and_place(offer),
            *(plan_blocks(offer.plan) if offer.plan else []),
        ],
        hidden={"offered": start, **shown},
    )


def _runbook(offer: Offer) -> Block:
    options = [kit.option(name, name) for name in offer.names[:100]]
    chosen = kit.option(offer.runbook, offer.runbook)
    menu = StaticSelectElement(action_id=PickRunbook.action, options=options, initial_option=chosen)
    return kit.ask("runbook", "Runbook", menu, hint=offer.size, acts=True)


COMMIT = "What is signed; the tag of the release is compared with it."


def _release(offer: Offer) -> list[Block]:
    service = kit.line(offer.service, "The service that is deployed")
    before = kit.line(offer.previous, "The version to go back to")
    commit = kit.line(offer.commit, "7 to 40 hex digits", 40)
    return [
        kit.ask(kit.fresh("service", offer.runbook), "Service", service),
        kit.ask(kit.fresh("version", offer.runbook), "Version", kit.line(offer.version, "v2.4.0", 60)),
        kit.ask("previous", "Previous version", before, optional=True),
        *([kit.ask("commit", "Commit", commit, hint=COMMIT, optional=True)] if offer.asks_commit else []),
        kit.ask("environment", "Environment", kit.line(offer.environment)),
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


def _past(offer: Offer) -> Block:
    """Nothing is chosen beforehand: it is for the person to say."""
    options = [kit.option(said, choice) for choice, said in rules.PAST.items()]
    radio = RadioButtonsElement(action_id="value", options=options)
    return kit.ask(kit.fresh("past", offer.runbook), "The date of the checklist is past", radio)


def _moved(offer: Offer) -> str | None:
    if offer.moved is None:
        return None
    said = f"{offer.moved:%a %-d %B %Y %H:%M} ({offer.moved.tzname()})"
    return (
        f"The checklist says {said}, which is past: re-dated to the next day at that time. "
        "Everything before and after moves along. Pick another start if you like."
    )
