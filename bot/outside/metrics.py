"""Reading a number: of a query to Prometheus, or out of a JSON answer. No number is an answer too."""

import json
import math
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.outside import Attempt, Ways, secrets
from commands.outside import Reading, ReadMetric

TIMEOUT = aiohttp.ClientTimeout(total=10)
LONGEST = 1_000_000
"""Bytes of an answer."""


class _Unread(Exception):
    """There is no number, and why."""


class Metrics:
    """`prometheus` is the address of its HTTP API, as RUNSHEET_PROMETHEUS_URL has it."""

    def __init__(
        self, session: aiohttp.ClientSession, environment: Mapping[str, str], prometheus: str | None
    ) -> None:
        self._session = session
        self._environment = environment
        self._prometheus = prometheus

    def ways(self) -> Ways:
        return {ReadMetric: self.read}

    async def read(self, attempt: Attempt) -> Reading:
        wanted: ReadMetric = attempt.wanted
        try:
            return Reading(value=await self._value(wanted))
        except _Unread as unread:
            return Reading(problem=str(unread))

    async def _value(self, wanted: ReadMetric) -> float:
        if wanted.prometheus is not None:
            return _sample(await self._queried(wanted.prometheus))
        headers = {name: secrets.filled(value, self._environment) for name, value in wanted.headers.items()}
        answer = await self._asked(secrets.filled(wanted.url or "", self._environment), headers=headers)
        return _number(_at(answer, wanted.path), wanted.path)

    async def _queried(self, query: str) -> Any:
        """Prometheus' "Instant queries"."""
        if self._prometheus is None:
            raise _Unread("no Prometheus is set up: RUNSHEET_PROMETHEUS_URL")
        return await self._asked(f"{self._prometheus.rstrip('/')}/api/v1/query", params={"query": query})

    async def _asked(self, url: str, **how: Any) -> Any:
        try:
            async with self._session.get(url, timeout=TIMEOUT, allow_redirects=False, **how) as response:
                if response.status != 200:
                    raise _Unread(f"HTTP {response.status}")
                content = await response.content.read(LONGEST)
        except TimeoutError:
            raise _Unread("no answer within 10 s") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise _Unread("nothing answers") from None
        try:
            return json.loads(content)
        except ValueError:
            raise _Unread("the answer is no JSON") from None


def _sample(answer: Any) -> float:
    """One number: a scalar, or a vector of one series. No series is no data, which is not zero."""
    data = _at(answer, "data")
    result = _at(data, "result")
    if _at(data, "resultType") == "vector":
        if len(result) != 1:
            raise _Unread(f"the query finds {len(result)} series, and one is needed")
        result = _at(result[0], "value")
    return _number(result[1] if isinstance(result, list) and len(result) == 2 else None, "the query")


def _at(answer: Any, path: str) -> Any:
    """Keys joined by dots; a number is a place in a list."""
    for key in path.split("."):
        if isinstance(answer, dict) and key in answer:
            answer = answer[key]
        elif isinstance(answer, list) and key.isdecimal() and int(key) < len(answer):
            answer = answer[int(key)]
        else:
            raise _Unread(f"the answer has no {path}")
    return answer


def _number(value: Any, where: str) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = math.nan
    if isinstance(value, bool) or not math.isfinite(found):
        raise _Unread(f"{where} is no number")
    return found
