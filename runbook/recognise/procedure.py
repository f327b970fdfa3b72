"""The rollback procedure: `# 1. Title` and its command, in a shell's fence. Nothing of it runs from here."""

import re
from collections.abc import Iterator

from runbook import words
from runbook.blocks import Block, Shape
from runbook.constructs import ProcedureStep, StepKind
from runbook.places import Place
from runbook.recognise import alternatives, durations
from runbook.recognise.contacts import lines
from runbook.terms import Command, Part
from runbook.words import LANGUAGES

_SHELLS = {"", "bash", "sh", "shell", "zsh", "console", "terminal", "shell-session"}
_HELD = {Part.PROCEDURE, Part.RECOVER}
_TITLE = re.compile(r"#+\s*(?P<number>\d{1,3})[.):]\s+(?P<title>.*\S)")
_PROMPT = re.compile(r"[$>]\s+")
_ENDLESS = re.compile(r"(?:sudo\s+)?(?:watch\s|tail\s+-\w*[fF])")
_INTERPRETERS = {"sudo", "python", "python3", "bash", "sh", "node", "ruby"}
_KINDS = [
    (kind, re.compile(words.either(said), re.I))
    for each in LANGUAGES
    for kind, said in each.steps
]  # fmt: skip


def is_procedure(place: Place, block: Block) -> bool:
    return (
        place.section.part in _HELD
        and block.shape is Shape.FENCE
        and not block.quoted
        and block.language in _SHELLS
        and not alternatives.options_in(block.content)
    )


def procedure(place: Place) -> Iterator[ProcedureStep]:
    """The steps of every fence under a heading, in their order."""
    number = 0
    for block in place.blocks:
        if is_procedure(place, block):
            for step in _Fence(number).steps(block):
                number = step.number
                yield step


class _Fence:
    """The reading of one fence: the title that holds, its notes, and the command not yet complete."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.line = 0
        self.title = ""
        self.notes: list[str] = []
        self.started = 0
        self.command: list[str] = []
        self.commands: list[Command] = []

    def steps(self, block: Block) -> Iterator[ProcedureStep]:
        for number, line in lines(block):
            if self.command or not line.lstrip().startswith("#"):
                self._part(number, line)
            elif title := _TITLE.fullmatch(line.strip()):
                yield from self._ended()
                self.number, self.line, self.title = int(title["number"]), number, title["title"]
            elif note := line.strip("# \t"):
                self.notes.append(note)
        if self.command:
            self._complete()
        yield from self._ended()

    def _part(self, number: int, line: str) -> None:
        """A line of a command, which goes on where it ends with a backslash."""
        if not line.strip():
            if self.command:
                self._complete()
            return
        if not self.command:
            self.started = number
        self.command.append(line)
        if not line.rstrip().endswith("\\"):
            self._complete()

    def _complete(self) -> None:
        text = "\n".join(self.command).strip()
        self.commands.append(
            Command(self.started, _PROMPT.sub("", text, count=1) if _PROMPT.match(text) else text)
        )
        self.command = []

    def _ended(self) -> Iterator[ProcedureStep]:
        """The steps under the title that held so far; without a title each command is one."""
        note = "; ".join(self.notes) or None
        titled = self.line > 0
        if titled and not self.commands:
            yield self._step(None, note)
        for command in self.commands:
            if not titled:
                self.number += 1
            yield self._step(command, note)
        self.line, self.title, self.notes, self.commands = 0, "", [], []

    def _step(self, command: Command | None, note: str | None) -> ProcedureStep:
        first_line = command.text.split("\n")[0] if command else ""
        return ProcedureStep(
            line=self.line or (command.line if command else 0),
            number=self.number,
            title=self.title or first_line,
            kind=_kind(self.title, first_line) if command else StepKind.NOTE,
            command=command,
            note=note,
            deadline=durations.within(note or self.title),
        )


def _kind(title: str, command: str) -> StepKind:
    """What a step does, by the first word of its title, then by its other words, then by its program."""
    if _ENDLESS.match(command):
        return StepKind.WATCH
    begun = (kind for kind, pattern in _KINDS if pattern.match(title))
    said = (kind for kind, pattern in _KINDS if kind is StepKind.ROLL_BACK and pattern.search(title))
    program = _program(command)
    named = (kind for kind, pattern in _KINDS if pattern.search(program))
    return next(begun, None) or next(said, None) or next(named, None) or StepKind.RUN


def _program(command: str) -> str:
    """The words of the program that a command starts: "health check" of `python scripts/health_check.py`."""
    said = [word for word in command.split()[:3] if word not in _INTERPRETERS]
    return re.sub(r"[^A-Za-z]+", " ", " ".join(said[:2])).replace("roll back", "rollback")
