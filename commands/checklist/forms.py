"""The forms that open from a checklist."""

import textwrap
from collections.abc import Sequence

from slack_sdk.models.blocks import Block, RadioButtonsElement, StaticSelectElement, UserSelectElement

from commands import kit
from commands.checklist.copies import Way
from commands.checklist.inputs import (
    AddForm,
    ChangeForm,
    DecideForm,
    NoteForm,
    PickChange,
    ReopenForm,
    WayBackForm,
)
from commands.feature import Modal
from runbook.recognise.masking import mask
from store.items import Item
from store.runs import Run
from store.sections import Section

SKIP, DOES_NOT_APPLY, ASSIGN = "skip", "not-applicable", "assign"
CHANGES = {SKIP: "Skip it", DOES_NOT_APPLY: "It does not apply", ASSIGN: "Assign it to somebody"}

WORST = 590
"""Characters that fit Slack's 3,000 of a section even where each of them is escaped to five."""


def whole(item: Item) -> Modal:
    """All of a long text, in as many blocks as it takes."""
    pieces = textwrap.wrap(item.text, WORST, replace_whitespace=False)
    blocks = [kit.words(kit.safe(piece), f"piece-{number}") for number, piece in enumerate(pieces[:100])]
    return Modal(title="The whole item", blocks=blocks)


def reopen_form(item: Item) -> Modal:
    return _about(item, ReopenForm, "Reopen the item", "Reopen", "reason", "Why is it open again?")


def note_form(item: Item) -> Modal:
    return _about(item, NoteForm, "Add a note", "Add", "note", "Note")


def decide_form(item: Item, outcome: int, named: str) -> Modal:
    """Why not: a No-go holds the run."""
    label = f"Why “{kit.cut(named, 60)}”? The run is held until the lead resumes it."
    says, asked = kit.safe(kit.cut(item.text, 2000)), kit.why("reason", label)
    hidden = {"item": item.id, "rev": item.rev, "outcome": outcome}
    return kit.question(DecideForm, "Decide", "Decide", says, asked, **hidden)


def way_back_form(run: Run, ways: Sequence[Way]) -> Modal:
    """Which way back, with no default: some undo a fix, and some drop what was written since."""
    told = [f"*{kit.safe(way.title)}*\n{_steps(way)}" for way in ways[:20]]
    options = [kit.option(way.title, way.key) for way in ways[:20]]
    label = "Which one? It is chosen once." if len(ways) > 1 else "It is opened once."
    return Modal(
        form=WayBackForm,
        title="Go back",
        submit="Open its steps",
        close="Cancel",
        hidden={"run": run.id},
        blocks=[
            kit.words(
                "The run is held, and the steps are posted as cards. Nothing is run by itself.", "says"
            ),
            *(kit.words(kit.cut(text, 2900), f"way-{at}") for at, text in enumerate(told)),
            kit.ask("way", label, RadioButtonsElement(action_id="value", options=options[:10])),
        ],
    )


def _steps(way: Way) -> str:
    texts = [item.text for section in way.sections for item in section.items]
    return "\n".join(f"• {kit.safe(kit.cut(mask(text), 200))}" for text in texts[:12])


def _about(
    item: Item, form: type[ReopenForm | NoteForm], title: str, submit: str, field: str, label: str
) -> Modal:
    says, asked = kit.safe(kit.cut(item.text, 2000)), kit.ask(field, label, kit.paragraph())
    return kit.question(form, title, submit, says, asked, item=item.id)


def add_form(section: Section) -> Modal:
    label = f"New item in “{kit.cut(section.title, 100)}”"
    return Modal(
        form=AddForm,
        title="Add an item",
        submit="Add",
        close="Cancel",
        hidden={"section": section.id},
        blocks=[kit.ask("text", label, kit.paragraph("What has to be done?"))],
    )


def change_form(section: Section, part: int, items: Sequence[Item], change: str) -> Modal:
    """Open items of a card, what to do with one of them, and what that needs."""
    items = items[:100]
    options = [kit.option(f"{at + 1}. {item.text}", str(item.id)) for at, item in enumerate(items)]
    ways = [kit.option(label, key) for key, label in CHANGES.items()]
    chosen = kit.option(CHANGES[change], change)
    return Modal(
        form=ChangeForm,
        title="Skip, assign…",
        submit="Save",
        close="Cancel",
        hidden={"section": section.id, "part": part},
        blocks=[
            kit.ask("item", "Item", StaticSelectElement(action_id="value", options=options)),
            kit.ask(
                "change",
                "What about it?",
                RadioButtonsElement(action_id=PickChange.action, options=ways, initial_option=chosen),
                acts=True,
            ),
            _needed(change),
        ],
    )


def _needed(change: str) -> Block:
    if change == ASSIGN:
        return kit.ask("person", "To whom?", UserSelectElement(action_id="value"))
    return kit.why("reason", "Why?")
