"""Secrets that bindings name and the environment holds: looked up when they are used, and never kept."""

from collections.abc import Mapping

from bot.outside import Declined
from runbook.bindings.values import OURS, SECRET


def filled(text: str, environment: Mapping[str, str]) -> str:
    """With every `${NAME}` replaced. Raises Declined for one that is not there to be given."""
    for name in SECRET.findall(text):
        if name.startswith(OURS):
            raise Declined(f"{name} is Runsheet's own, and goes to no other system")
        if not environment.get(name):
            raise Declined(f"{name} is not set in the environment of the bot")
    return SECRET.sub(lambda found: environment[found[1]], text)


def named(text: str, environment: Mapping[str, str]) -> list[str]:
    """The secrets that stand in it, to be hidden."""
    return [environment[name] for name in SECRET.findall(text) if environment.get(name)]
