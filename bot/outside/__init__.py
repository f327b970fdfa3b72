"""Ways out: for each kind of effect (commands/outside/), how it is done."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from pydantic import BaseModel

from commands.outside import Wanted


async def _to_nobody(_said: BaseModel) -> None:
    """Where nobody wants to know how it goes."""


@dataclass(frozen=True)
class Attempt:
    """`since`: when (story time) an earlier attempt was made whose outcome is not known, so look first.

    `tell` says how it goes while it is under way, for people to see; it never raises.
    """

    key: str
    wanted: Any
    since: datetime | None = None
    tell: Callable[[BaseModel], Awaitable[None]] = _to_nobody


STOPPED = "stopped"
"""The code of what the bot itself has ended as it stops: the next start does it."""


class Later(Exception):
    """Not now; it may be done again in `retry_after` seconds, or as the loop sees fit."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.maybe_done = True


class Declined(Exception):
    """It is not done, for this reason, and will not be."""


class Undecided(Exception):
    """Whether it was done cannot be found out, for this reason."""


Way: TypeAlias = Callable[[Attempt], Awaitable[BaseModel]]
"""Does it, raising SlackError, Later, Declined or Undecided. `wanted` is of the way's own kind."""

Ways: TypeAlias = Mapping[type[Wanted], Way]
