"""The form in which a runbook is chosen to be rehearsed."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RadioButtonsElement, StaticSelectElement

from commands import kit
from commands.feature import Modal
from commands.rehearsing.inputs import RehearseForm
from commands.rehearsing.rules import AT_ONCE, WATCHED

_SAYS = (
    "The whole deployment, with invented people in every role, in a Slack of its own: claims attested, gates "
    "signed, stages started, traffic moved, check-ins answered. Nothing is posted to your channels; commands "
    "are shown, not run."
)


def rehearse_form(names: Sequence[str], *, can_be_watched: bool) -> Modal:
    options = [kit.option(name, name) for name in names[:100]]
    menu = StaticSelectElement(action_id="value", options=options, initial_option=options[0])
    asked = [kit.ask("runbook", "Runbook", menu)]
    if can_be_watched:
        asked.append(kit.ask("how", "How fast?", _paces()))
    return kit.question(RehearseForm, "Rehearse", "Rehearse", _SAYS, *asked)


def _paces() -> RadioButtonsElement:
    options = [
        kit.option("To be watched in the browser: a few minutes", WATCHED),
        kit.option("At once: only how it went, in a minute", AT_ONCE),
    ]
    return RadioButtonsElement(action_id="value", options=options, initial_option=options[0])
