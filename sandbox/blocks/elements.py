"""Elements of Block Kit: one table of what each may have, and where each may stand."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.checks import (
    Check,
    Fault,
    Table,
    by_type,
    either,
    flag,
    matching,
    not_both,
    one_of,
    record,
    several,
    text,
    whole,
)
from sandbox.blocks.objects import (
    CHOICE,
    CONFIRM,
    CONVERSATIONS,
    DISPATCH,
    FOCUS,
    LINKED_CHOICE,
    MARKED,
    MARKED_CHOICE,
    PLACEHOLDER,
    PLAIN,
    SLACK_FILE,
    STYLE,
    URL,
    initially,
    plain,
    words,
)

NAMED: Table = {"action_id": text(255)}
ASKING: Table = {**NAMED, "confirm": CONFIRM}
PICKER: Table = {**ASKING, **PLACEHOLDER, **FOCUS}
MANY: Table = {"max_selected_items": whole(1, 100)}
DAY = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date as YYYY-MM-DD")
MOMENT = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:MM")
NUMBER = matching(r"-?\d+(\.\d+)?", "a number in a string")
ID = text(255)
LINE: Table = {**NAMED, **PLACEHOLDER, **FOCUS, "dispatch_action_config": DISPATCH}


def menu(initial: str, of: Check, **more: Check) -> Check:
    """A menu of fixed options, or of options in groups."""
    group = record({"label": plain(75), "options": several(CHOICE, most=100)})
    return record(
        {},
        {
            **PICKER,
            "options": several(CHOICE, most=100),
            "option_groups": several(group, most=100),
            initial: of,
            **more,
        },
        either("options", "option_groups"),
        not_both("options", "option_groups"),
        initially(initial),
    )


def choices(most: int, initial: str, of: Check) -> Check:
    return record(
        {"options": several(MARKED_CHOICE, most=most)},
        {**ASKING, **FOCUS, initial: of},
        initially(initial),
    )


def searched(initial: str, of: Check, **more: Check) -> Check:
    """A menu whose options the app is asked for."""
    return record({}, {**PICKER, "min_query_length": whole(0, 1000), initial: of, **more})


def shortest_below_longest(value: Any, at: str) -> Iterator[Fault]:
    if value.get("min_length", 0) > value.get("max_length", 3000):
        yield Fault(f"{at}/min_length", "must not be over `max_length`")


def conversations(initial: str, of: Check, **more: Check) -> Check:
    return record(
        {},
        {
            **PICKER,
            initial: of,
            "default_to_current_conversation": flag,
            "filter": CONVERSATIONS,
            **more,
        },
    )


LINKED: Table = {"response_url_enabled": flag}
WORKFLOW = record({"trigger": record({"url": URL}, {"customizable_input_parameters": several(record(
    {"name": text(255), "value": text(3000, 0)}), most=100)})})  # fmt: skip
IMAGE = record(
    {"alt_text": text(2000)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    either("image_url", "slack_file"),
    not_both("image_url", "slack_file"),
)

ELEMENTS: Table = {
    "button": record(
        {"text": plain(75)},
        {**ASKING, "value": text(2000, 0), "url": URL, "style": STYLE, "accessibility_label": text(75)},
    ),
    "workflow_button": record(
        {"text": plain(75), "workflow": WORKFLOW},
        {**NAMED, "style": STYLE, "accessibility_label": text(75)},
    ),
    "overflow": record({"options": several(LINKED_CHOICE, most=5)}, ASKING),
    "checkboxes": choices(10, "initial_options", several(MARKED_CHOICE, most=10)),
    "radio_buttons": choices(10, "initial_option", MARKED_CHOICE),
    "static_select": menu("initial_option", CHOICE),
    "multi_static_select": menu("initial_options", several(CHOICE, most=100), **MANY),
    "external_select": searched("initial_option", CHOICE),
    "multi_external_select": searched("initial_options", several(CHOICE, most=100), **MANY),
    "users_select": record({}, {**PICKER, "initial_user": ID}),
    "multi_users_select": record({}, {**PICKER, "initial_users": several(ID, most=100), **MANY}),
    "conversations_select": conversations("initial_conversation", ID, **LINKED),
    "multi_conversations_select": conversations("initial_conversations", several(ID, most=100), **MANY),
    "channels_select": record({}, {**PICKER, "initial_channel": ID, **LINKED}),
    "multi_channels_select": record({}, {**PICKER, "initial_channels": several(ID, most=100), **MANY}),
    "datepicker": record({}, {**PICKER, "initial_date": DAY}),
    "timepicker": record({}, {**PICKER, "initial_time": MOMENT, "timezone": text(255)}),
    "datetimepicker": record({}, {**ASKING, **FOCUS, "initial_date_time": whole(10**9, 10**10 - 1)}),
    "plain_text_input": record(
        {},
        {
            **LINE,
            "initial_value": text(3000, 0),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        shortest_below_longest,
    ),
    "email_text_input": record({}, {**LINE, "initial_value": text(3000, 0)}),
    "url_text_input": record({}, {**LINE, "initial_value": text(3000, 0)}),
    "number_input": record(
        {"is_decimal_allowed": flag},
        {**LINE, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    ),
    "file_input": record(
        {}, {**NAMED, "filetypes": several(text(20), most=100), "max_files": whole(1, 10)}
    ),
    "image": IMAGE,
    MARKED: words(3000, MARKED),
    PLAIN: words(3000, PLAIN),
    "icon_button": record(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ASKING,
            "value": text(2000, 0),
            "accessibility_label": text(75),
            "visible_to_user_ids": several(ID, 100),
        },
    ),
    "feedback_buttons": record(
        {name: record({"text": plain(75), "value": text(2000)}, {"accessibility_label": text(75)})
         for name in ("positive_button", "negative_button")},
        NAMED,
    ),
}  # fmt: skip

SELECTS = tuple(name for name in ELEMENTS if name.endswith("_select"))
PICKED = ("button", "workflow_button", "overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker")
WRITTEN = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


def standing(*names: str) -> Check:
    return by_type({name: ELEMENTS[name] for name in names})


BUTTON = ELEMENTS["button"]
ACCESSORY = standing(*PICKED, *SELECTS, "image")
ACTION = standing(*PICKED, *SELECTS, "datetimepicker")
ENTRY = standing("checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker", "file_input",
                 *SELECTS, *WRITTEN)  # fmt: skip
ASIDE = standing("image", MARKED, PLAIN)
RATING = standing("icon_button", "feedback_buttons")
