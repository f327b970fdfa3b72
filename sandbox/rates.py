"""How often each method may be called: Slack's tiers, a minute at a time, and a second for a channel."""

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MINUTE = 60.0
HUNDREDS = 300
"""A minute, where Slack says "hundreds"."""
SOCKETS = 10
"""`apps.connections.open`: sources differ between 1 and 50, but an app may hold this many sockets at once."""
BURST = 5
"""Messages one channel takes at once before it is one a second."""

TIER_2, TIER_3, TIER_4 = 20, 50, 100
METHODS_OF: Mapping[int, str] = {
    HUNDREDS: "auth.test chat.getPermalink chat.postMessage",
    SOCKETS: "apps.connections.open",
    TIER_2: """bookmarks.add bookmarks.edit bookmarks.remove conversations.archive conversations.create
        conversations.list conversations.rename conversations.setPurpose conversations.setTopic
        conversations.unarchive pins.add pins.list pins.remove reactions.remove usergroups.create
        usergroups.list usergroups.update usergroups.users.list usergroups.users.update users.conversations
        users.list""",
    TIER_3: """bookmarks.list chat.delete chat.update conversations.history conversations.info
        conversations.invite conversations.join conversations.kick conversations.leave conversations.open
        conversations.replies dnd.info reactions.add reactions.get team.info users.lookupByEmail""",
    TIER_4: """chat.postEphemeral conversations.members files.completeUploadExternal
        files.getUploadURLExternal files.info users.info views.open views.publish views.push views.update""",
}
A_MINUTE: Mapping[str, int] = {
    method: most for most, methods in METHODS_OF.items() for method in methods.split()
}


@dataclass
class Window:
    """At most so many calls within any minute."""

    most: int
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.calls and now - self.calls[0] >= MINUTE:
            self.calls.popleft()
        return 0.0 if len(self.calls) < self.most else MINUTE - (now - self.calls[0])

    def take(self, now: float) -> None:
        self.calls.append(now)


@dataclass
class Bucket:
    """A few at once, then one a second."""

    filled: float
    left: float = BURST

    def wait(self, now: float) -> float:
        self.left, self.filled = min(BURST, self.left + now - self.filled), now
        return 0.0 if self.left >= 1 else 1 - self.left

    def take(self, now: float) -> None:
        self.left -= 1


class Rates:
    """The budgets of one app in one workspace, in real time."""

    def __init__(self, real: Callable[[], float]) -> None:
        self._real = real
        self._methods: dict[str, Window] = {}
        self._channels: dict[str, Bucket] = {}

    def take(self, method: str, channel: str) -> int | None:
        """Counts the call; or, where the budget is spent, how many seconds to wait."""
        now = self._real()
        budgets = self._budgets(method, channel, now)
        wait = max((budget.wait(now) for budget in budgets), default=0.0)
        if wait > 0:
            return max(1, math.ceil(wait))
        for budget in budgets:
            budget.take(now)
        return None

    def forget(self) -> None:
        """Every budget is full again."""
        self._methods.clear()
        self._channels.clear()

    def _budgets(self, method: str, channel: str, now: float) -> list[Window | Bucket]:
        if method not in A_MINUTE:
            return []
        window = self._methods.setdefault(method, Window(A_MINUTE[method]))
        if method != "chat.postMessage":
            return [window]
        return [window, self._channels.setdefault(channel, Bucket(now))]
