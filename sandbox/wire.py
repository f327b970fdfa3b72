"""The shape of what travels: one alias for a JSON object of Slack."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
