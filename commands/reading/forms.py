"""The form in which a runbook is named, uploaded or pasted."""

from collections.abc import Sequence

from slack_sdk.models.blocks import PlainTextInputElement, StaticSelectElement

from commands import kit
from commands.feature import Modal
from commands.reading.inputs import GiveForm

PASTED = 3_000
"""Characters that Slack lets somebody type into one field."""

ENDINGS = ["md", "markdown", "txt"]


def give_form(names: Sequence[str]) -> Modal:
    blocks = []
    if names:
        options = [kit.option(name, name) for name in names[:100]]
        menu = StaticSelectElement(action_id="value", options=options)
        blocks.append(kit.ask("runbook", "A runbook that I have", menu, optional=True))
    paste = PlainTextInputElement(action_id="value", multiline=True, max_length=PASTED)
    return Modal(
        form=GiveForm,
        title="Read a runbook",
        submit="Read",
        close="Cancel",
        blocks=[
            kit.words("One of these. Nothing is started: you see what it is read as, and its plan.", "says"),
            *blocks,
            kit.ask("file", "A file", kit.FileInput(ENDINGS), optional=True, hint="Markdown, up to 2 MB."),
            kit.ask(
                "text", "Its text", paste, optional=True, hint="For a short one: up to 3,000 characters."
            ),
        ],
    )
