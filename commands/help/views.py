"""What the commands are, in words."""

from collections.abc import Sequence

from commands import kit
from commands.feature import Command, Say


def of_slash(slash: str, commands: Sequence[Command]) -> Say:
    rows = [_row(command) for command in commands if command.slash == slash]
    examples = [f"`{command.example}`" for command in commands if command.slash == slash and command.example]
    text = "\n".join([f"*{slash}*", *rows, "", "*Examples*", *examples])
    return Say(text, [kit.words(text, "help")])


def _row(command: Command) -> str:
    typed = " ".join(part for part in (command.slash, command.word, command.usage) if part)
    return f"`{typed}` {command.about}"


def everything(slashes: Sequence[tuple[str, str]]) -> str:
    rows = [f"`{slash} help` {about}" for slash, about in slashes]
    return "\n".join(["I run deployments from a checklist. Type in any channel, not in a thread:", *rows])
