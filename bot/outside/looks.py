"""Looking at a web address: one GET, of whose answer only the status is read."""

from collections.abc import Mapping

import aiohttp

from bot.clock import Clock
from bot.outside import Attempt, Declined, Ways, secrets
from commands.outside import LookAt, Looked
from runbook.bindings.values import OWN_HOST

LONGEST = aiohttp.ClientTimeout(total=10)


class Looks:
    def __init__(self, session: aiohttp.ClientSession, environment: Mapping[str, str], clock: Clock) -> None:
        self._session = session
        self._environment = environment
        self._clock = clock

    def ways(self) -> Ways:
        return {LookAt: self.look}

    async def look(self, attempt: Attempt) -> Looked:
        """No answer is an answer too: it says that nothing is well there."""
        wanted: LookAt = attempt.wanted
        url = secrets.filled(wanted.url, self._environment)
        if not wanted.own_host and OWN_HOST.search(url):
            raise Declined("it is the host that Runsheet runs on")
        begun = self._clock.monotonic()
        status, problem = None, None
        try:
            async with self._session.get(url, timeout=LONGEST, allow_redirects=False) as response:
                status = response.status
        except TimeoutError:
            problem = "no answer within 10 s"
        except (aiohttp.ClientError, OSError, ValueError):
            problem = "nothing answers"
        return Looked(status=status, problem=problem, seconds=round(self._clock.monotonic() - begun, 3))
