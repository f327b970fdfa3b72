"""A clock whose real time a test moves by hand."""

from datetime import UTC, datetime, timedelta

from bot.clock import Clock

START = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


class HandClock(Clock):
    """Real seconds pass when `pass_by` says so; story time follows at its speed."""

    def __init__(self, speed: float = 1.0) -> None:
        self.seconds = 1000.0
        super().__init__(start=START, speed=speed)

    def monotonic(self) -> float:
        return self.seconds

    def real(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000.0)

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
