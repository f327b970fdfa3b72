"""Help: what can be typed, with examples."""

from collections.abc import Sequence

from commands.feature import Command, Feature, Right
from commands.help import flow


def feature(others: Sequence[Feature]) -> Feature:
    """Knows the other features' commands, and therefore comes last."""
    commands = [command for other in others for command in other.commands]
    about = {command.slash: other.about for other in reversed(others) for command in other.commands}
    helps = [
        Command(slash, "help", "this help", flow.explain(slash, commands), right=Right.READ)
        for slash in about
    ]
    reply = flow.reply(list(about.items()))
    return Feature(
        name="help",
        about="What can be typed, with examples.",
        commands=tuple(helps),
        events={"app_mention": reply, "message": reply},
    )
