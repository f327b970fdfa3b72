"""Interactive elements of Block Kit: where they are, and the state each keeps."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.errors import BadAct
from sandbox.wire import Json

LINE = 3000
"""Characters a text field takes where it does not say."""


@dataclass(frozen=True)
class Placed:
    """An element and the block that holds it."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])


@dataclass(frozen=True)
class Kind:
    """One type of element: the key of its state, and how a plain value becomes that state."""

    key: str
    read: Callable[[Json, Any], Any]
    empty: Any = None


def as_text(element: Json, value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def as_line(element: Json, value: Any) -> str | None:
    """Slack's own field takes no more characters, and does not let fewer go."""
    line = as_text(element, value)
    least, most = element.get("min_length", 0), element.get("max_length", LINE)
    if line is not None and not least <= len(line) <= most:
        raise BadAct(f"{element['action_id']!r} takes {least} to {most} characters, not {len(line)}")
    return line


def as_number(element: Json, value: Any) -> str | None:
    number = as_text(element, value)
    if number is None:
        return None
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, number):
        raise BadAct(f"{element['action_id']!r} takes a number, not {value!r}")
    least, most = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    if not least <= float(number) <= most:
        raise BadAct(f"{element['action_id']!r} takes a number from {least:g} to {most:g}, not {number}")
    return number


def as_option(element: Json, value: Any) -> Json | None:
    if value is None or value == "":
        return None
    known = {option["value"]: option for option in options(element)}
    if str(value) not in known:
        offered = ", ".join(known) or "none"
        raise BadAct(f"{element['action_id']!r} has no option {value!r}; it offers {offered}")
    return dict(known[str(value)])


def as_options(element: Json, value: Any) -> list[Json]:
    return [option for one in as_list(element, value) if (option := as_option(element, one))]


def as_list(element: Json, value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def as_things(element: Json, value: Any) -> list[Any]:
    """Files: ids as they are given, or files as they already stand in the form."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list) else [value]


def as_date(element: Json, value: Any) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise BadAct(f"{element['action_id']!r} takes a date as YYYY-MM-DD, not {value!r}") from None


def as_time(element: Json, value: Any) -> str | None:
    if not value:
        return None
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
        raise BadAct(f"{element['action_id']!r} takes a time as HH:MM, not {value!r}")
    return str(value)


def as_moment(element: Json, value: Any) -> int | None:
    if value is None or value == "":
        return None
    if not re.fullmatch(r"\d{10}", str(value)):
        raise BadAct(f"{element['action_id']!r} takes a moment in seconds since 1970, not {value!r}")
    return int(value)


STATEFUL: dict[str, Kind] = {
    "plain_text_input": Kind("value", as_line),
    "email_text_input": Kind("value", as_text),
    "url_text_input": Kind("value", as_text),
    "number_input": Kind("value", as_number),
    "static_select": Kind("selected_option", as_option),
    "radio_buttons": Kind("selected_option", as_option),
    "checkboxes": Kind("selected_options", as_options, ()),
    "multi_static_select": Kind("selected_options", as_options, ()),
    "users_select": Kind("selected_user", as_text),
    "multi_users_select": Kind("selected_users", as_list, ()),
    "conversations_select": Kind("selected_conversation", as_text),
    "multi_conversations_select": Kind("selected_conversations", as_list, ()),
    "channels_select": Kind("selected_channel", as_text),
    "multi_channels_select": Kind("selected_channels", as_list, ()),
    "datepicker": Kind("selected_date", as_date),
    "timepicker": Kind("selected_time", as_time),
    "datetimepicker": Kind("selected_date_time", as_moment),
    "file_input": Kind("files", as_things, ()),
}
OVERFLOW = Kind("selected_option", as_option)
INTERACTIVE = {*STATEFUL, "button", "overflow", "workflow_button"}


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups") or [element]
    return [option for group in groups for option in group.get("options", [])]


def placed(blocks: list[Json]) -> Iterator[Placed]:
    """Every interactive element, those of nested blocks too."""
    for block in blocks:
        children = [child for child in block.get("child_blocks", []) if isinstance(child, dict)]
        yield from placed(children)
        for element in held(block):
            if element.get("type") in INTERACTIVE and "action_id" in element:
                yield Placed(block, element)


def held(block: Json) -> list[Json]:
    one = [block.get("accessory"), block.get("element")]
    many = [*block.get("elements", []), *block.get("actions", [])]
    return [element for element in (*one, *many) if isinstance(element, dict)]


def identified(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and every interactive element has an id; Slack gives what lacks."""
    return [identified_block(block) for block in blocks]


def identified_block(block: Json) -> Json:
    named = {"block_id": secrets.token_hex(3), **block}
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            named[key] = identified_element(block[key])
    for key in ("elements", "actions"):
        if isinstance(block.get(key), list):
            named[key] = [identified_element(one) if isinstance(one, dict) else one for one in block[key]]
    if isinstance(block.get("child_blocks"), list):
        named["child_blocks"] = identified(block["child_blocks"])
    return named


def identified_element(element: Json) -> Json:
    if element.get("type") not in INTERACTIVE:
        return dict(element)
    return {"action_id": secrets.token_hex(3), **element}


def find(blocks: list[Json], action_id: str, block_id: str | None) -> Placed | None:
    for one in placed(blocks):
        if one.action_id == action_id and block_id in (None, one.block_id):
            return one
    return None


def state_value(element: Json, value: Any) -> Json:
    """What `state.values` holds for this element once a person has given it this plain value."""
    kind = STATEFUL[element["type"]]
    return {"type": element["type"], kind.key: kind.read(element, value)}


def initial_state(element: Json) -> Json:
    kind = STATEFUL[element["type"]]
    initial = element.get(kind.key.replace("selected", "initial") if kind.key != "value" else "initial_value")
    empty = list(kind.empty) if kind.empty is not None else None
    return {"type": element["type"], kind.key: empty if initial is None else initial}


def is_empty(element: Json, state: Json) -> bool:
    return state.get(STATEFUL[element["type"]].key) in (None, "", [])


def action(one: Placed, selected: Any, ts: str) -> Json:
    """The entry of `actions[]` for this element, used just now."""
    element = one.element
    shared = {"type": element["type"], "action_id": one.action_id, "block_id": one.block_id, "action_ts": ts}
    if element["type"] in STATEFUL:
        return {**shared, **state_value(element, selected)}
    if element["type"] == "overflow":
        return {**shared, OVERFLOW.key: OVERFLOW.read(element, selected)}
    pressed: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    return {**shared, **pressed}
