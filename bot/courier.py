"""Short-lived words to one person through a response_url: best effort, never in the way of an answer."""

from collections import deque
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot import log
from bot.loops import Loop

logger = log.get(__name__)

MOST = 200
"""Letters waiting; beyond that the oldest are dropped: whoever presses again is told again."""
TIMEOUT = aiohttp.ClientTimeout(total=5)


@dataclass(frozen=True)
class Letter:
    url: str
    body: dict[str, Any]


class Courier:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._letters: deque[Letter] = deque(maxlen=MOST)
        self.loop = Loop("courier", self._deliver)

    def send(self, url: str, said: dict[str, Any]) -> None:
        body = {"response_type": "ephemeral", "replace_original": False, **said}
        self._letters.append(Letter(url, body))
        self.loop.wake()

    async def _deliver(self) -> float | None:
        while self._letters:
            letter = self._letters.popleft()
            try:
                async with self._session.post(letter.url, json=letter.body, timeout=TIMEOUT) as response:
                    response.raise_for_status()
            except (aiohttp.ClientError, TimeoutError) as error:
                logger.warning("a person was not told", error=str(error), text=letter.body.get("text"))
        return None
