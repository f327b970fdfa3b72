"""The form that changes a run."""

from collections.abc import Sequence

from slack_sdk.models.blocks import StaticSelectElement

from commands import kit
from commands.deploy.inputs import ChangeForm
from commands.deploy.views import release
from commands.feature import Modal
from store.runs import Run


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
