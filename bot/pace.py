"""How often Slack may be asked to redraw: its limits are per method and workspace, not per message."""

from dataclasses import dataclass, field

from store.messages import Message


@dataclass
class Pace:
    """`between` are real seconds from one redraw of a message to its next, `a_minute` caps all redraws.

    Slack allows chat.update 50 times a minute for a whole workspace (Web API rate limits, Tier 3).
    """

    between: float = 1.5
    a_minute: float = 50
    _last: dict[int, float] = field(default_factory=dict)
    _left: float = 50
    _counted: float = 0.0

    def wait(self, message: Message, now: float) -> float:
        """Seconds until this message may be redrawn; 0 for one that is to be posted."""
        if message.ts is None:
            return 0.0
        soonest = self._last.get(message.id, -self.between) + self.between
        return max(0.0, soonest - now, self._until_allowed(now))

    def redrawn(self, message: Message, now: float) -> None:
        self._refill(now)
        self._left -= 1
        self._last[message.id] = now

    def _until_allowed(self, now: float) -> float:
        self._refill(now)
        return 0.0 if self._left >= 1 else (1 - self._left) * 60 / self.a_minute

    def _refill(self, now: float) -> None:
        self._left = min(self.a_minute, self._left + (now - self._counted) * self.a_minute / 60)
        self._counted = now
