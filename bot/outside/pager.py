"""The pager's webhook: signed JSON, sent until it is taken, told apart from its repetitions by its key.

    POST RUNSHEET_PAGER_URL
    Content-Type: application/json
    Idempotency-Key: <the same for every repetition>
    X-Runsheet-Timestamp: <Unix seconds>
    X-Runsheet-Signature: v1=<HMAC-SHA256 of "v1:<timestamp>:<body>" with RUNSHEET_PAGER_SECRET, in hex>

The signature is there where RUNSHEET_PAGER_SECRET is set. Any 2xx is an end; 408, 425, 429, 5xx and no answer
are tried again, after `Retry-After` where it says so; anything else is a refusal.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from bot.clock import Clock
from bot.outside import Attempt, Declined, Later, Ways
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
        headers = self._headers(attempt.key, body, self._address.secret)
        url = self._address.url.get_secret_value()
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                _checked(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Later("no answer") from error
        return Nothing()

    def _headers(self, key: str, body: bytes, secret: SecretStr | None) -> dict[str, str]:
        stamp = str(int(self._clock.real().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "X-Runsheet-Timestamp": stamp,
        }
        if secret is not None:
            said = f"v1:{stamp}:".encode() + body
            signed = hmac.new(secret.get_secret_value().encode(), said, hashlib.sha256).hexdigest()
            headers["X-Runsheet-Signature"] = f"v1={signed}"
        return headers


def _checked(response: aiohttp.ClientResponse) -> None:
    status = response.status
    if status in AGAIN or status >= 500:
        said = response.headers.get("Retry-After", "")
        raise Later(f"http_{status}", float(said) if said.isdigit() else None)
    if status >= 300:
        raise Declined(f"http_{status}")
