"""Signed HTTP: each delivery is a POST to the app's request URL, as without Socket Mode."""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from sandbox.payloads import VERIFICATION_TOKEN
from sandbox.receipts import LATE, UNDELIVERED, Receipt, Retry
from sandbox.wire import Json

REDIRECTS = 2
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class SignedHttp:
    """`real` is the time of day in seconds: the app refuses what was signed five minutes ago."""

    def __init__(self, url: str, secret: str, patience: float, real: Callable[[], float]) -> None:
        self._url = url
        self._secret = secret
        self._patience = patience
        self._real = real

    async def deliver(self, kind: str, payload: Json, retry: Retry | None = None) -> Receipt:
        body, content_type = encoded(kind, payload)
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._post(body, {"Content-Type": content_type, **repeated(retry)})
        except TimeoutError:
            return Receipt(acknowledged=False, error=LATE.error, reason="http_timeout")
        except aiohttp.ClientError as failure:
            return Receipt(acknowledged=False, error=UNDELIVERED.error, reason=reason(failure))
        if answer.status // 100 != 2:
            final = answer.headers.get("x-slack-no-retry") == "1"
            return Receipt(acknowledged=False, error=UNDELIVERED.error, reason="http_error", is_final=final)
        within_ms = round((loop.time() - started) * 1000)
        return Receipt(acknowledged=True, within_ms=within_ms, payload=understood(kind, await answer.text()))

    async def verified(self) -> bool:
        """Whether the request URL gives back the challenge, as Slack asks before it takes a new one."""
        challenge = secrets.token_urlsafe(24)
        asked = {"type": "url_verification", "token": VERIFICATION_TOKEN, "challenge": challenge}
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._post(json.dumps(asked).encode(), {"Content-Type": JSON})
        except (TimeoutError, aiohttp.ClientError):
            return False
        return answer.status == 200 and challenge in await answer.text()

    async def _post(self, body: bytes, headers: dict[str, str]) -> aiohttp.ClientResponse:
        signed = headers | signature(self._secret, str(int(self._real())), body)
        async with (
            aiohttp.ClientSession() as http,
            http.post(self._url, data=body, headers=signed, max_redirects=REDIRECTS) as answer,
        ):
            await answer.read()
            return answer


def signature(secret: str, timestamp: str, body: bytes) -> dict[str, str]:
    """The two headers by which the app knows that Slack has sent this."""
    base = b"v0:%b:%b" % (timestamp.encode(), body)
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """Commands are plain fields, interactions one field of JSON, events JSON."""
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return json.dumps(payload).encode(), JSON


def repeated(retry: Retry | None) -> dict[str, str]:
    if retry is None:
        return {}
    return {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}


def reason(failure: aiohttp.ClientError) -> str:
    if isinstance(failure, aiohttp.TooManyRedirects):
        return "too_many_redirects"
    if isinstance(failure, aiohttp.ClientSSLError):
        return "ssl_error"
    return "connection_failed" if isinstance(failure, aiohttp.ClientConnectionError) else "unknown_error"


def understood(kind: str, text: str) -> Json | None:
    """The payload in the body of an acknowledgement; to a command, plain words are one too."""
    if kind == "events_api" or not text.strip():
        return None
    try:
        given = json.loads(text)
    except ValueError:
        return {"text": text} if kind == "slash_commands" else None
    return given if isinstance(given, dict) and given else None
