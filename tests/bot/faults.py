"""Things that go wrong at Slack's end, for the sandbox's hooks around its calls."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Hook = Callable[[str, dict[str, Any]], Awaitable[None]]


def refusing(method: str, error: str, times: int = 1000) -> Hook:
    """These calls are answered with that error."""
    body = json.dumps({"ok": False, "error": error})
    return _raising(method, times, lambda: web.HTTPOk(text=body, content_type="application/json"))


def limiting(method: str, seconds: int, times: int = 1) -> Hook:
    """These calls come too often."""
    return _raising(method, times, lambda: web.HTTPTooManyRequests(headers={"Retry-After": str(seconds)}))


def breaking(method: str, times: int = 1) -> Hook:
    """Slack fails at these calls; after their effect, where it is the hook for after it."""
    return _raising(method, times, lambda: web.HTTPInternalServerError(text="oops"))


def about(words: str, hook: Hook) -> Hook:
    """Only where these words stand in what is asked."""

    async def only(called: str, args: dict[str, Any]) -> None:
        if words in json.dumps(args, ensure_ascii=False):
            await hook(called, args)

    return only


def _raising(method: str, times: int, answer: Callable[[], web.HTTPException]) -> Hook:
    left = times

    async def hook(called: str, _args: dict[str, Any]) -> None:
        nonlocal left
        if called == method and left:
            left -= 1
            raise answer()

    return hook


class Awaited:
    """`reached` is set by the first of these calls."""

    def __init__(self, method: str, words: str = "") -> None:
        self._method, self._words = method, words
        self.reached = asyncio.Event()

    async def __call__(self, called: str, args: dict[str, Any]) -> None:
        if called == self._method and self._words in json.dumps(args, ensure_ascii=False):
            await self._arrived()

    async def _arrived(self) -> None:
        self.reached.set()


class Held(Awaited):
    """The first of these calls, and whatever comes after it, waits until it is let go."""

    def __init__(self, method: str, words: str = "") -> None:
        super().__init__(method, words)
        self._go = asyncio.Event()

    def let_go(self) -> None:
        self._go.set()

    async def _arrived(self) -> None:
        self.reached.set()
        await self._go.wait()
