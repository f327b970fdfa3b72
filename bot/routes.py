"""Which handler a delivery is for: every feature's commands, buttons, forms and events in one place."""

from collections.abc import Sequence
from difflib import get_close_matches

from commands import kit
from commands.feature import Button, Command, Feature, Form, Refused


class Routes:
    def __init__(self, features: Sequence[Feature]) -> None:
        self._commands = [command for feature in features for command in feature.commands]
        self.clicks = {kind: handler for feature in features for kind, handler in feature.clicks.items()}
        self.forms = {kind: handler for feature in features for kind, handler in feature.forms.items()}
        self.shortcuts = {name: each for feature in features for name, each in feature.shortcuts.items()}
        self.events = {name: each for feature in features for name, each in feature.events.items()}
        self.buttons: dict[str, type[Button]] = {kind.action: kind for kind in self.clicks}
        self._callbacks: dict[str, type[Form]] = {kind.callback: kind for kind in self.forms}

    def form(self, callback: str) -> type[Form]:
        if callback not in self._callbacks:
            raise Refused("This form was drawn by another version of Runsheet. Open it again.")
        return self._callbacks[callback]

    def command(self, slash: str, text: str) -> tuple[Command, str]:
        """The subcommand and the rest of the text. An unknown word is answered with the nearest known."""
        word, _, rest = text.strip().partition(" ")
        known = {command.word: command for command in self._commands if command.slash == slash}
        if word.lower() in known:
            return known[word.lower()], rest.strip()
        near = get_close_matches(word.lower(), known, n=1, cutoff=0.4)
        hint = f"Did you mean `{slash} {near[0]}`? " if near else ""
        raise Refused(f"There is no `{slash} {kit.safe(word)}`. {hint}`{slash} help` lists the commands.")
