"""Commands that are webhooks: signed JSON (bot/outside/signing.py), sent once; its answer is the output."""

import json
from collections.abc import Mapping

import aiohttp

from bot.clock import Clock
from bot.outside import Attempt, Declined, Undecided, Ways, secrets, signing
from bot.outside.output import Heard
from commands.outside import CallWebhook, Finished

MOST = 1024 * 1024
"""Bytes of an answer that are read."""


class Hooks:
    def __init__(self, session: aiohttp.ClientSession, environment: Mapping[str, str], clock: Clock) -> None:
        self._session = session
        self._environment = environment
        self._clock = clock

    def ways(self) -> Ways:
        return {CallWebhook: self.call}

    async def call(self, attempt: Attempt) -> Finished:
        """2xx is good, any other status is bad; without an answer it may have been done all the same."""
        wanted: CallWebhook = attempt.wanted
        url = secrets.filled(wanted.url, self._environment)
        secret = secrets.filled(wanted.secret, self._environment) if wanted.secret else None
        body = json.dumps(wanted.body, ensure_ascii=False).encode()
        heard = Heard([secret or "", *secrets.named(wanted.url, self._environment)])
        begun = self._clock.monotonic()
        try:
            async with self._session.post(
                url,
                data=body,
                headers=signing.headers(self._clock.real(), attempt.key, body, secret),
                timeout=aiohttp.ClientTimeout(total=wanted.timeout),
                allow_redirects=False,
            ) as response:
                await _read(response, heard)
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL):
            raise Declined("nothing listens at its address") from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Undecided("it was called and did not answer") from None
        return Finished(
            ok=200 <= response.status < 300, said=f"HTTP {response.status}", code=response.status,
            output=heard.kept(), seconds=round(self._clock.monotonic() - begun, 3),
        )  # fmt: skip


async def _read(response: aiohttp.ClientResponse, heard: Heard) -> None:
    async for chunk in response.content.iter_chunked(8192):
        heard.add(chunk)
        if heard.total >= MOST:
            return
