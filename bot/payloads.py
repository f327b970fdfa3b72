"""Slack's payloads, taken apart: pure, and raising Refused for what cannot be understood."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from commands.feature import Button, Choice, Form, Mention, Refused, Shortcut
from commands.kit import MENU
from store.people import Person

Payload = Mapping[str, Any]
F = TypeVar("F", bound=Form)

_VALUES = {
    "plain_text_input": "value", "number_input": "value", "url_text_input": "value",
    "email_text_input": "value", "users_select": "selected_user", "channels_select": "selected_channel",
    "conversations_select": "selected_conversation", "datepicker": "selected_date",
    "timepicker": "selected_time", "datetimepicker": "selected_date_time",
    "multi_users_select": "selected_users", "multi_conversations_select": "selected_conversations",
}  # fmt: skip
_NAMES = re.compile(r"<(?P<mark>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_TOKENS = re.compile(r"<(?:!date\^[^|>]*\|(?P<said>[^>]*)|(?P<id>[@#]\w+))>")
PEOPLE = {"users_select", "multi_users_select"}


def unescaped(text: str) -> str:
    """Slack escapes these three in the text of commands and messages, and nothing else."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def part(of: Payload, name: str) -> Payload:
    """An object in a payload; an empty one where there is none, or something else stands there."""
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def check_team(body: Payload, team_id: str) -> None:
    """Raises Refused for another workspace's delivery; an app of a whole organisation is told of none."""
    named = body.get("team_id") or part(body, "team").get("id")
    if named and named != team_id:
        raise Refused("This Runsheet works for another workspace; nothing was done.")


def typed(text: str) -> str:
    """The text of a command as its person reads it: Slack sends `<@U1|ana>` for a name they gave."""
    return unescaped(_NAMES.sub(_read, text))


def mentions(text: str) -> list[Mention]:
    """Who is named in the text of a command: people as `<@U1|ana>`, groups as `<!subteam^S1|@oncall>`."""
    named = []
    for name in _NAMES.finditer(text):
        what = name["what"].removeprefix("subteam^")
        if name["mark"] == "@" or what != name["what"]:
            named.append(Mention(what, unescaped(_read(name))))
    return named


def _read(name: re.Match[str]) -> str:
    if not name["mark"]:
        return name["what"]  # an address
    label = name["label"] or name["what"].removeprefix("subteam^")
    return label if name["mark"] == "!" and name["label"] else f"{name['mark'].replace('!', '@')}{label}"


def plain(text: str) -> str:
    """Our mrkdwn for where Slack shows words as they stand, such as under an input."""
    return unescaped(_TOKENS.sub(lambda token: token["said"] or token["id"], text))


def button(action: Payload, known: Mapping[str, type[Button]]) -> Button:
    """The typed value of what was pressed or picked."""
    chosen = action.get("selected_option") or {}
    picked = chosen.get("value") or action.get("selected_date_time")
    name = str(action.get("action_id", "")).partition("~")[0]
    value = str(action.get("value") or picked or "")
    if name == MENU:
        name, _, value = value.partition(" ")
    kind = known.get(name)
    if kind is None:
        raise Refused("This button was drawn by another version of Runsheet. Use a newer card.")
    return kind(choice=value) if issubclass(kind, Choice) else kind.unpack(value)


def shortcut(body: Payload, by: Person) -> Shortcut:
    """Words and place of the message, where it is a message's shortcut."""
    message = part(body, "message")
    return Shortcut(
        by,
        channel=_word(part(body, "channel"), "id"),
        text=unescaped(_word(message, "text") or "") or None,
        ts=_word(message, "ts") or _word(body, "message_ts"),
        author=_word(message, "user"),
        thread_ts=_word(message, "thread_ts"),
    )


def _word(of: Payload, name: str) -> str | None:
    """A string in a payload, unless something else stands there."""
    found = of.get(name)
    return found if isinstance(found, str) else None


def entered(view: Payload) -> dict[str, Any]:
    """A form's values by field: what the person filled in, and what the form carried hidden."""
    values: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    for block_id, elements in view.get("state", {}).get("values", {}).items():
        for element in elements.values():
            value = _value(element)
            if value is not None:
                values[field(block_id)] = value
    return values


def field(block_id: str) -> str:
    """See kit.fresh: what follows a tilde only makes the block a new one."""
    return block_id.partition("~")[0]


def _value(element: Payload) -> Any:
    kind = str(element.get("type", ""))
    if kind in _VALUES:
        return element.get(_VALUES[kind])
    if kind == "file_input":
        return [file["id"] for file in element.get("files") or []]
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"]]
    return (element.get("selected_option") or {}).get("value")


def people(view: Payload) -> list[str]:
    """Everybody named in a form's menus of people."""
    elements = [
        element
        for block in view.get("state", {}).get("values", {}).values()
        for element in block.values()
        if element.get("type") in PEOPLE
    ]
    named = [_value(element) for element in elements]
    return [one for each in named if each for one in (each if isinstance(each, list) else [each])]


def form(view: Payload, kind: type[F]) -> F:
    """The typed form; what does not fit is refused under its input."""
    try:
        return kind.model_validate(entered(view))
    except ValidationError as error:
        problem = error.errors()[0]
        raise Refused(f"{problem['msg']}.", str(problem["loc"][0])) from None


def _blocks(view: Payload) -> list[Payload]:
    blocks = view.get("blocks")
    listed = blocks if isinstance(blocks, list) else []
    return [block for block in listed if isinstance(block, dict) and "block_id" in block]


def errors(view: Payload, refused: Refused) -> dict[str, str] | None:
    """A refusal under the input it is about, else under the first; None where there is no input."""
    inputs = [str(block["block_id"]) for block in _blocks(view) if block.get("type") == "input"]
    at = next((one for one in inputs if field(one) == refused.field), None) or next(iter(inputs), None)
    return {at: plain(refused.text)} if at else None


def submission_key(view: Payload) -> str:
    """Tells a form corrected and sent again from the same one delivered twice."""
    state = json.dumps(view.get("state", {}).get("values", {}), sort_keys=True)
    return f"view:{view['id']}:{view.get('hash', '')}:{hashlib.sha256(state.encode()).hexdigest()}"
