"""Story time: what the sandbox asks of a clock, and a clock that runs beside the real one."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Story time in UTC, which a person at the page may speed up or move forward."""

    @property
    def speed(self) -> float: ...

    def now(self) -> datetime: ...

    def set_speed(self, speed: float) -> None: ...

    def jump_to(self, moment: datetime) -> None: ...

    async def next_due(self) -> datetime | None: ...


def time_of_day() -> float:
    """Real seconds since 1970, which a signature carries whatever the story time is."""
    return time.time()  # noqa: TID251 - here and nowhere else


async def nothing_due() -> datetime | None:
    return None


class WallClock:
    """Real time multiplied by a speed, plus whatever was jumped over; it never runs backwards."""

    def __init__(
        self,
        real: Callable[[], datetime],
        *,
        start: datetime | None = None,
        due: Callable[[], Awaitable[datetime | None]] = nothing_due,
    ) -> None:
        self._real = real
        self._due = due
        self._speed = 1.0
        self._anchor = real()
        self._story = start or self._anchor

    @property
    def speed(self) -> float:
        return self._speed

    def now(self) -> datetime:
        return self._story + (self._real() - self._anchor) * self._speed

    def set_speed(self, speed: float) -> None:
        self._restart_from(self.now())
        self._speed = speed

    def jump_to(self, moment: datetime) -> None:
        self._restart_from(max(moment, self.now()))

    async def next_due(self) -> datetime | None:
        return await self._due()

    def _restart_from(self, story: datetime) -> None:
        self._story, self._anchor = story, self._real()
