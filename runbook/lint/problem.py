"""What lint finds: a stable code, a line, a sentence of what and one of what to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from runbook.bindings import Bindings
from runbook.markdown import LINE_END
from runbook.model import Runbook
from runbook.plan.actions import Plan


class Level(StrEnum):
    """Errors stop a run from starting until they are answered."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_LEVELS = {"E": Level.ERROR, "W": Level.WARNING, "I": Level.INFO}


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    line: int
    message: str
    fix: str

    @property
    def level(self) -> Level:
        return _LEVELS[self.code[0]]


@dataclass(frozen=True, slots=True)
class Linted:
    """What lints look at. `planned` is the plan as the document has it; None where it names no start."""

    runbook: Runbook
    bindings: Bindings
    now: datetime
    planned: Plan | None

    @property
    def lines(self) -> list[str]:
        return LINE_END.split(self.runbook.text)


Lint = Callable[[Linted], Iterable[Problem] | Iterator[Problem]]
