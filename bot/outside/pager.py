"""The pager's webhook: JSON, sent until it is taken.

It is signed with RUNSHEET_PAGER_SECRET, as bot/outside/signing.py says. Any 2xx is an end; 408, 425, 429,
5xx and no answer are tried again, after `Retry-After` where it says so; anything else is a refusal.
"""

import json
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from bot.clock import Clock
from bot.outside import Attempt, Declined, Later, Ways, signing
from commands import outside
from commands.outside import Nothing

TIMEOUT = aiohttp.ClientTimeout(total=10)
AGAIN = {408, 425, 429}


@dataclass(frozen=True)
class Address:
    """Where the pager listens: both are secrets, the URL often carries a key."""

    url: SecretStr
    secret: SecretStr | None = None


class Pager:
    def __init__(self, session: aiohttp.ClientSession, clock: Clock, address: Address | None) -> None:
        self._session = session
        self._clock = clock
        self._address = address

    def ways(self) -> Ways:
        return {outside.Ring: self.ring}

    async def ring(self, attempt: Attempt) -> Nothing:
        if self._address is None:
            raise Declined("not_set_up")
        body = json.dumps(attempt.wanted.body, ensure_ascii=False).encode()
        secret = self._address.secret.get_secret_value() if self._address.secret else None
        headers = signing.headers(self._clock.real(), attempt.key, body, secret)
        url = self._address.url.get_secret_value()
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                _checked(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Later("no answer") from error
        return Nothing()


def _checked(response: aiohttp.ClientResponse) -> None:
    status = response.status
    if status in AGAIN or status >= 500:
        said = response.headers.get("Retry-After", "")
        raise Later(f"http_{status}", float(said) if said.isdigit() else None)
    if status >= 300:
        raise Declined(f"http_{status}")
