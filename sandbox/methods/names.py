"""Names of channels: lowercase letters, digits, hyphens and underscores, eighty at most."""

import re

from sandbox.errors import SlackError

LEGAL = re.compile(r"[a-z0-9_-]+")
LONGEST = 80
RESERVED = ("channel", "everyone", "group", "here", "slackbot")


def refuse_name(name: str) -> None:
    """Raises Slack's word for what is wrong with it."""
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > LONGEST:
        raise SlackError("invalid_name_maxlength")
    if not any(letter.isalnum() for letter in name):
        raise SlackError("invalid_name_punctuation")
    if not LEGAL.fullmatch(name):
        raise SlackError("invalid_name_specials")
    if name in RESERVED:
        raise SlackError("invalid_name")
