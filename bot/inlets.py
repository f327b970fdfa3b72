"""How Slack's deliveries come in: over sockets that we open, or as signed requests to us."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot import http
from bot.census import Census
from bot.slack import SlackError, SlackLater
from bot.socket import Socket
from bot.startup import CannotStart

SOCKETS = 2
"""Slack refreshes each connection every few hours; the other one takes what comes in between."""


class Inlet(Protocol):
    routes: Sequence[web.RouteDef]

    async def open(self) -> None:
        """Raises CannotStart."""

    async def close(self) -> None: ...

    async def checks(self) -> Mapping[str, bool | str]:
        """For /ready: what works, and words of warning."""


class SocketMode:
    routes: Sequence[web.RouteDef] = ()

    def __init__(self, sockets: Sequence[Socket], census: Census) -> None:
        self._sockets = sockets
        self._census = census

    async def open(self) -> None:
        self._census.loop.start()
        try:
            await asyncio.gather(*(socket.connect() for socket in self._sockets))
        except SlackLater as error:
            raise CannotStart(f"Slack could not be reached for Socket Mode ({error}).") from None
        except SlackError as error:
            raise CannotStart(
                f"Slack refused the app-level token ({error}): it needs connections:write; "
                "copy SLACK_APP_TOKEN anew from Basic Information."
            ) from None
        except TimeoutError:
            raise CannotStart("Slack's Socket Mode did not answer in time: check the network.") from None

    async def close(self) -> None:
        await self._census.loop.stop()
        await asyncio.gather(*(socket.close() for socket in self._sockets))

    async def checks(self) -> Mapping[str, bool | str]:
        connected = await asyncio.gather(*(socket.connected() for socket in self._sockets))
        warning = {"connections": self._census.warning} if self._census.warning else {}
        return {"socket": any(connected), **warning}


class OverHttp:
    def __init__(self, bolt: AsyncApp) -> None:
        self.routes: Sequence[web.RouteDef] = [http.deliveries(bolt)]

    async def open(self) -> None:
        """Nothing to do: Slack comes to us."""

    async def close(self) -> None:
        """Nothing to do: the server is closed by who opened it."""

    async def checks(self) -> Mapping[str, bool | str]:
        return {}
