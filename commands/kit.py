"""Small shared view pieces: text that is safe in Slack, times, names, buttons, inputs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)

from commands import zones
from commands.feature import Button, Form, Modal
from commands.feature import safe as safe

ITEMS_A_CARD = 20
"""Items on a card of a section: with buttons and panels it stays under Slack's 50 blocks."""

MENU = "menu"
"""The action_id of overflow menus; each option carries the button it stands for."""


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis where something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def person(names: Mapping[str, str], user_id: str) -> str:
    """A name that pings nobody; who was never met here is left to Slack to name."""
    if user_id in names:
        return safe(names[user_id])
    return f"<@{user_id}>" if user_id[:1] in {"U", "W"} else safe(user_id)


def when(moment: datetime, form: str = "{date_short_pretty} {time}") -> str:
    """A moment in the reader's own zone (Slack's date tokens), UTC where that cannot be shown."""
    return f"<!date^{int(moment.timestamp())}^{form}|{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC>"


def code(text: str) -> str:
    """Lines as they are, in a fixed width; none of them ends it."""
    return "```\n" + safe(text).replace("```", "`\N{WORD JOINER}`\N{WORD JOINER}`").rstrip("\n") + "\n```"


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: `10 min`."""
    seconds = length.total_seconds()
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:g} s"


def clock(moment: datetime) -> str:
    """The time of day in the reader's zone."""
    return when(moment, "{time}")


def in_zone(moment: datetime, zone: str) -> str:
    """A moment in the run's zone, for places where Slack shows no date tokens."""
    return f"{moment.astimezone(zones.parse(zone)):%a %-d %b %Y %H:%M} ({zone})"


_BAR = 12


def bar(done: int, total: int) -> str:
    """Progress as a bar and in words."""
    filled = done * _BAR // total if total else _BAR
    share = done * 100 // total if total else 100
    return f"{'▓' * filled}{'░' * (_BAR - filled)}  {done} of {total} done · {share} %"


# Blocks. ----------------------------------------------------------------------------------------------------


def header(text: str, block_id: str) -> Block:
    return HeaderBlock(text=PlainTextObject(text=cut(text, 150)), block_id=block_id)


def words(text: str, block_id: str, accessory: InteractiveElement | None = None) -> Block:
    """A paragraph of mrkdwn."""
    shown = MarkdownTextObject(text=cut(text, 3000), verbatim=True)
    return SectionBlock(text=shown, block_id=block_id, accessory=accessory)


def small(text: str, block_id: str) -> Block:
    """A line in small grey type."""
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text, 2000), verbatim=True)], block_id=block_id)


def actions(elements: Sequence[InteractiveElement], block_id: str) -> Block:
    return ActionsBlock(elements=list(elements), block_id=block_id)


def button(
    label: str,
    does: Button,
    aloud: str,
    *,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
    nth: int = 0,
) -> ButtonElement:
    """`aloud` is what a screen reader says: the label alone reads the same on every row.

    `nth` tells buttons that do the same thing in one row apart.
    """
    return ButtonElement(
        text=label,
        action_id=fresh(does.action, str(nth)) if nth else does.action,
        value=does.pack(),
        style=style,
        confirm=confirm,
        accessibility_label=cut(aloud, 75),
    )


def link(label: str, url: str, does: Button, aloud: str) -> ButtonElement:
    """A button that Slack opens an address for; `does` is told of it too."""
    made = button(label, does, aloud)
    made.url = url
    return made


def confirm(
    title: str, text: str, yes: str, no: str = "Keep going", *, danger: bool = False
) -> ConfirmObject:
    return ConfirmObject(
        title=cut(title, 100),
        text=PlainTextObject(text=cut(text, 300)),
        confirm=yes,
        deny=no,
        style="danger" if danger else None,
    )


def menu(choices: Mapping[str, Button]) -> OverflowMenuElement:
    """Rarer buttons behind "…"; at most five."""
    options = [Option(text=label, value=f"{does.action} {does.pack()}") for label, does in choices.items()]
    return OverflowMenuElement(action_id=MENU, options=options)


# Inputs: the block_id is the form's field. ------------------------------------------------------------------


def ask(
    field: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
    acts: bool = False,
) -> Block:
    """`acts`: picking something here is told to the feature at once, before the form is sent."""
    return InputBlock(
        label=label,
        element=element,
        hint=PlainTextObject(text=cut(hint, 2000)) if hint else None,
        optional=optional,
        dispatch_action=acts,
        block_id=field,
    )


def fresh(field: str, of: str) -> str:
    """A field whose initial value counts again once `of` changes: Slack keeps what was typed by block_id."""
    return f"{field}~{of}"


def line(
    initial: str | None = None, placeholder: str | None = None, limit: int = 150
) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id="value",
        initial_value=cut(initial, limit) if initial else None,
        placeholder=placeholder,
        max_length=limit,
    )


def paragraph(
    placeholder: str | None = None, limit: int = 1000, *, initial: str | None = None
) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id="value",
        multiline=True,
        initial_value=cut(initial, limit) if initial else None,
        placeholder=placeholder,
        max_length=limit,
    )


class FileInput(InputInteractiveElement):
    """A file to be given in a form; slack_sdk has no such element (Slack's "File input")."""

    type = "file_input"

    def __init__(self, endings: Sequence[str]) -> None:
        super().__init__(type=self.type, action_id="value")
        self.filetypes = list(endings)
        self.max_files = 1

    @property
    def attributes(self) -> set[str]:  # type: ignore[override]
        return (super().attributes | {"filetypes", "max_files"}) - {"confirm", "placeholder", "focus_on_load"}


def option(label: str, value: str) -> Option:
    return Option(text=cut(label, 75), value=value)


def question(form: type[Form], title: str, submit: str, says: str, *asked: Block, **hidden: object) -> Modal:
    """A form that says what it is about, and asks; `hidden` comes back with the answers."""
    return Modal(
        form=form,
        title=title,
        submit=submit,
        close="Cancel",
        blocks=[words(says, "says"), *asked],
        hidden=hidden,
    )


def why(field: str, label: str) -> Block:
    """Asked where somebody may read it years later."""
    return ask(field, label, paragraph("It stands in the record."))


def notice(title: str, text: str) -> Modal:
    """Words in a window, where no message can be shown to one person alone."""
    return Modal(title=cut(title, 24), blocks=[words(text, "notice")])


def body(text: str, blocks: Sequence[Block] = ()) -> dict[str, Any]:
    """A note's content, as messages.note keeps it. Without blocks the text is the message."""
    shown = blocks or [words(text, "text")]
    return {"text": text, "blocks": [block.to_dict() for block in shown]}
