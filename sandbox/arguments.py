"""The arguments of one Web API call, however they travelled."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.errors import SlackError
from sandbox.wire import Json


def decoded(body: bytes) -> Json:
    """A JSON body; anything but an object is refused as Slack refuses it."""
    if not body:
        return {}
    try:
        found = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(found, dict):
        raise SlackError("json_not_object")
    return found


class Arguments:
    """Typed access: forms carry strings, JSON carries values, nested things may be JSON in a string."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return self.given.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        if not self.text(name):
            messages = [f"[ERROR] missing required field: {name}"]
            raise SlackError("invalid_arguments", response_metadata={"messages": messages})
        return self.text(name)

    def claims(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isdigit():
            raise SlackError("invalid_arguments")
        return int(value)

    def names(self, name: str) -> list[str]:
        value = self.given.get(name) or ""
        listed = value if isinstance(value, list) else str(value).split(",")
        return [str(one).strip() for one in listed if str(one).strip()]

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """A nested value, parsed where it came as a string; None where it is absent."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None
