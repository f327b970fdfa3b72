"""The two clocks: story time, which people can read, and real time, for leases, back-off and time-outs."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Story time is real time at some speed from some moment on; it stands still at speed 0.

    In production both are the same. Story time never runs backwards.
    """

    def __init__(self, start: datetime | None = None, speed: float = 1.0) -> None:
        self._speed = speed
        self._story = start or self.real()
        self._since = self.monotonic()
        self.on_change: list[Callable[[], None]] = []

    def real(self) -> datetime:
        """Real time, for what is stored."""
        return datetime.now(UTC)  # noqa: TID251 - here and nowhere else

    def monotonic(self) -> float:
        """Real seconds, for what is not stored."""
        return time.monotonic()  # noqa: TID251 - here and nowhere else

    @property
    def speed(self) -> float:
        return self._speed

    def now(self) -> datetime:
        elapsed = (self.monotonic() - self._since) * self._speed
        return datetime.fromtimestamp(self._story.timestamp() + elapsed, UTC)

    def set_speed(self, speed: float) -> None:
        self._restart(self.now(), speed)

    def jump_to(self, moment: datetime) -> None:
        self._restart(max(moment, self.now()), self._speed)

    def seconds_until(self, due: datetime) -> float | None:
        """Real seconds until a moment of story time; None where it never comes by itself."""
        ahead = (due - self.now()).total_seconds()
        if ahead <= 0:
            return 0.0
        return ahead / self._speed if self._speed else None

    def _restart(self, story: datetime, speed: float) -> None:
        self._story, self._since, self._speed = story, self.monotonic(), speed
        for changed in self.on_change:
            changed()
