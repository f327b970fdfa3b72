"""How often Slack may be asked: its limits are per method and workspace, and for posts per channel too."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from store.messages import Message, Surface, Urgency

OPEN, POST, UPDATE, PUBLISH = "conversations.open", "chat.postMessage", "chat.update", "views.publish"


@dataclass(frozen=True)
class Budget:
    """`burst` calls at once, then `a_minute`: never more than both together within any minute."""

    burst: float
    a_minute: float


BUDGETS: Mapping[str, Budget] = {
    UPDATE: Budget(10, 40),  # Tier 3, "50+ per minute": redraws, all cards of the workspace together
    OPEN: Budget(10, 40),  # Tier 3
    PUBLISH: Budget(20, 80),  # Tier 4, "100+ per minute": Home tabs
    POST: Budget(60, 180),  # "several hundred messages per minute" for a workspace
}
"""Slack's Web API rate limits, each split so that a burst and what comes after it fit into one minute."""

A_CHANNEL = Budget(3, 60)
"""Posts: one a second a channel, with short bursts beyond it."""

BETWEEN = 1.5
"""Real seconds from the end of one redraw of a message to its next."""

MOST_BUCKETS = 1000


@dataclass
class Bucket:
    budget: Budget
    filled: float
    left: float

    def wait(self, now: float) -> float:
        self._fill(now)
        return 0.0 if self.left >= 1 else (1 - self.left) * 60 / self.budget.a_minute

    def take(self, now: float) -> None:
        self._fill(now)
        self.left -= 1

    def _fill(self, now: float) -> None:
        gained = (now - self.filled) * self.budget.a_minute / 60
        self.left, self.filled = min(self.budget.burst, self.left + gained), now

    def is_full(self, now: float) -> bool:
        self._fill(now)
        return self.left >= self.budget.burst


@dataclass
class Pace:
    """Pages wait for nothing here, but what they take is taken from the others. Times are monotonic seconds.

    A method without a budget, and with `a_channel` None any channel, is as quick as it can be.
    """

    between: float = BETWEEN
    budgets: Mapping[str, Budget] = field(default_factory=lambda: BUDGETS)
    a_channel: Budget | None = A_CHANNEL
    _buckets: dict[Hashable, Bucket] = field(default_factory=dict)
    _not_before: dict[int, float] = field(default_factory=dict)

    def wait(self, message: Message, now: float) -> float:
        """Seconds until this message may be sent as it stands."""
        if message.urgency == Urgency.PAGE:
            return 0.0
        soonest = self._not_before.get(message.id, now)
        return max(soonest - now, *(bucket.wait(now) for bucket in self._of(message, now)), 0.0)

    def take(self, message: Message, now: float) -> None:
        """It is about to be sent."""
        for bucket in self._of(message, now):
            bucket.take(now)

    def sent(self, message: Message, now: float) -> None:
        """Slack has answered: from here on the message rests."""
        self._not_before = {each: until for each, until in self._not_before.items() if until > now}
        self._not_before[message.id] = now + self.between

    def _of(self, message: Message, now: float) -> list[Bucket]:
        named: list[tuple[Hashable, Budget | None]] = [
            (method, self.budgets.get(method)) for method in methods(message)
        ]
        if message.ts is None and message.surface != Surface.HOME:
            named.append(((POST, message.place), self.a_channel))
        return [self._bucket(name, budget, now) for name, budget in named if budget is not None]

    def _bucket(self, name: Hashable, budget: Budget, now: float) -> Bucket:
        if name not in self._buckets:
            if len(self._buckets) >= MOST_BUCKETS:
                self._buckets = {
                    each: bucket for each, bucket in self._buckets.items() if not bucket.is_full(now)
                }
            self._buckets[name] = Bucket(budget, now, budget.burst)
        return self._buckets[name]


def methods(message: Message) -> tuple[str, ...]:
    """What is asked of Slack to show this message as it stands, in order."""
    if message.surface == Surface.HOME:
        return (PUBLISH,)
    if message.ts is not None:
        return (UPDATE,)
    return (OPEN, POST) if message.surface == Surface.DM else (POST,)
