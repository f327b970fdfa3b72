"""Channels: `#releases` after to, in or on, or in code; `#123` is an issue."""

import re

_CHANNEL = re.compile(
    r"(?:\b(?:to|in|on|via|channel|Slack)\b[^#\n]{0,20}|`)(?P<channel>#[a-z][a-z0-9_-]{1,79})(?![\w/])", re.I
)


def channel(text: str) -> str | None:
    """The channel that a communication proposes; the bindings say which one that is."""
    found = _CHANNEL.search(text)
    return found["channel"].lower() if found else None
