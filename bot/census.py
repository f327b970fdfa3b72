"""Whether all of the app's connections are ours: Slack gives each delivery to any one of them.

A laptop started with the production token takes half of the clicks, and nobody would know.
"""

from collections.abc import Sequence

from bot import log
from bot.clock import Clock
from bot.loops import Loop
from bot.notices import Notices
from bot.socket import Socket

logger = log.get(__name__)

COUNT_AGAIN = 60.0
"""Real seconds: a connection that has just died is counted for a while, so one count proves nothing."""


class Census:
    """`expected` connections are those of this process and its replicas. `warning` is for /ready."""

    def __init__(
        self,
        sockets: Sequence[Socket],
        expected: int,
        notices: Notices,
        clock: Clock,
        again_after: float = COUNT_AGAIN,
    ) -> None:
        self._sockets = sockets
        self._expected = expected
        self._notices = notices
        self._clock = clock
        self._again_after = again_after
        self._doubted_at: float | None = None
        self._counted_again = False
        self.warning: str | None = None
        self.loop = Loop("census", self._count)
        clock.on_change.append(self.loop.wake)
        self._counted = 0
        for socket in sockets:
            socket.on_greeting = self._greeted

    def _greeted(self, counted: int) -> None:
        """Only the newest count is of now: a socket's greeting is as old as the socket."""
        self._counted = counted
        self.loop.wake()

    async def _count(self) -> float | None:
        counted = self._counted
        now = self._clock.monotonic()
        if counted <= self._expected:
            self._doubted_at, self._counted_again, self.warning = None, False, None
            return None
        self._doubted_at = self._doubted_at or now
        if now - self._doubted_at < self._again_after:
            return self._again_after - (now - self._doubted_at)
        if not self._counted_again:
            self._counted_again = True
            await self._sockets[0].reconnect()  # its greeting counts afresh and wakes this loop
            return None
        await self._warn(counted)
        return None

    async def _warn(self, counted: int) -> None:
        said = (
            f"Slack counts {counted} connections of this app, {self._expected} are expected. Another process "
            "with the same token takes a share of the clicks: stop it, or set RUNSHEET_REPLICAS."
        )
        if said != self.warning:
            self.warning = said
            logger.warning("connections that are not ours", counted=counted, expected=self._expected)
            await self._notices.post(f"connections:{counted}", f"⚠️ {said}")
