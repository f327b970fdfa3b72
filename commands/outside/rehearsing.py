"""What may be lived through beside everything else: a rehearsal."""

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel

from commands.outside.running import TO_STOP
from commands.outside.wanted import Wanted

AT_ONCE, WATCHED = 180.0, 600.0
"""Real seconds that a rehearsal may take: one without pauses takes half a minute of work."""


class Watchable(BaseModel):
    """Where it can be watched while it goes on, in a browser on the bot's own machine."""

    address: str


class Kept(BaseModel):
    """How many actions of a kind were planned, and how many of them the record has at their moment."""

    what: str
    planned: int
    done: int


class Missed(BaseModel):
    """An action without a trace; `line` is that of the checklist."""

    at: datetime | None
    line: int
    what: str
    text: str


class Rehearsed(BaseModel):
    """What became of the plan; `page` and `checklist` are its record, `seconds` are real.

    So many communications have no time in the checklist: `untimed`.
    """

    begins: datetime
    ends: datetime
    kinds: tuple[Kept, ...]
    missing: tuple[Missed, ...]
    unanswered: tuple[str, ...]
    untimed: int
    page: str
    checklist: str
    seconds: float = 0.0


class Rehearse(Wanted):
    """A whole deployment in a Slack of its own, with invented people; nothing of it reaches out.

    `document` and `side` are the checklist and its side file in base64. One at a time.
    """

    kind: ClassVar[str] = "rehearse"
    does: ClassVar[str] = "rehearse"
    answers: ClassVar[type[BaseModel]] = Rehearsed
    slow: ClassVar[bool] = True
    document: str
    side: str | None = None
    watched: bool = False

    @property
    def place(self) -> str:
        return self.kind

    @property
    def within(self) -> float:
        """Real seconds until it is stopped."""
        return WATCHED if self.watched else AT_ONCE

    @property
    def longest(self) -> float:
        return self.within + TO_STOP
