"""Socket Mode: tickets, open sockets, and envelopes that wait for their acknowledgement."""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.receipts import LATE, UNDELIVERED, Receipt, Retry
from sandbox.wire import Json

ANSWERABLE = ("slash_commands", "interactive")
MOST = 10
"""Sockets an app may have open at once."""
TICKET_LIFE = 30.0
"""Real seconds a ticket may wait; Slack says only that its address is temporary."""
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Socket:
    request: web.Request
    channel: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)


class Links:
    """The app's open connections; each payload goes to one of them, in turn."""

    def __init__(
        self,
        app_id: str,
        patience: float,
        real: Callable[[], float],
        ticket_life: float = TICKET_LIFE,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`changed` is called when a socket has come or gone."""
        self._app_id = app_id
        self._patience = patience
        self._real = real
        self._ticket_life = ticket_life
        self._changed = changed
        self._tickets: dict[str, float] = {}
        self._sockets: list[Socket] = []
        self._arrived = asyncio.Event()
        self._last: tuple[str, str] | None = None

    @property
    def connected(self) -> int:
        return len(self._sockets)

    async def opened(self, count: int) -> None:
        """Returns once this many sockets are open."""
        while self.connected < count:
            self._arrived.clear()
            await self._arrived.wait()

    def ticket(self) -> str:
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = self._real()
        return ticket

    def redeem(self, ticket: str) -> bool:
        """True once for each ticket handed out, while it is fresh."""
        issued = self._tickets.pop(ticket, None)
        return issued is not None and self._real() - issued <= self._ticket_life

    async def serve(self, request: web.Request, channel: web.WebSocketResponse) -> None:
        """Says hello and takes acknowledgements until the socket ends."""
        if self.connected >= MOST:
            await channel.send_json(goodbye("too_many_websockets"))
            await channel.close()
            return
        socket = Socket(request, channel)
        self._sockets.append(socket)
        self._arrived.set()
        self._changed()
        try:
            await channel.send_json(self._hello())
            async for message in channel:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(socket, message.data)
        finally:
            self._forget(socket)

    async def deliver(self, kind: str, payload: Json, retry: Retry | None = None) -> Receipt:
        """Sends one envelope and waits for its acknowledgement, in real time."""
        self._last = kind, json.dumps(payload)
        loop = asyncio.get_running_loop()
        started, envelope_id = loop.time(), str(uuid4())
        answer: asyncio.Future[Json | None] = loop.create_future()
        if not await self._send(envelope(envelope_id, kind, payload, retry), envelope_id, answer):
            return UNDELIVERED
        try:
            given = await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            return LATE
        except ConnectionError:
            return UNDELIVERED
        return Receipt(acknowledged=True, within_ms=round((loop.time() - started) * 1000), payload=given)

    @property
    def last(self) -> tuple[str, Json] | None:
        """Kind and payload of the last delivery, as they were when it was sent."""
        return self._last and (self._last[0], json.loads(self._last[1]))

    async def disconnect(self, reason: str) -> None:
        """Tells every socket to go, as Slack does every few hours; after a mere `warning` it stays open."""
        for socket in tuple(self._sockets):
            await socket.channel.send_json(goodbye(reason))
            if reason != "warning":
                await socket.channel.close()

    def drop(self) -> None:
        """Cuts every socket without a word."""
        for socket in tuple(self._sockets):
            self._forget(socket)
            if socket.request.transport is not None:
                socket.request.transport.abort()

    async def _send(self, sealed: Json, envelope_id: str, answer: "asyncio.Future[Json | None]") -> bool:
        for socket in self._in_turn():
            socket.waiting[envelope_id] = answer
            try:
                await socket.channel.send_json(sealed)
            except (ConnectionError, RuntimeError):
                socket.waiting.pop(envelope_id, None)
                continue
            return True
        return False

    def _in_turn(self) -> tuple[Socket, ...]:
        order = tuple(self._sockets)
        self._sockets = [*order[1:], *order[:1]]
        return order

    def _acknowledge(self, socket: Socket, data: str) -> None:
        try:
            given = json.loads(data)
        except ValueError:
            log.debug("not an acknowledgement: %s", data)
            return
        answer = socket.waiting.pop(given.get("envelope_id", ""), None)
        if answer is not None and not answer.done():
            answer.set_result(given.get("payload") or None)

    def _forget(self, socket: Socket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._changed()
        for answer in socket.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError("the socket is gone"))
        socket.waiting.clear()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connected,
            "connection_info": {"app_id": self._app_id},
            "debug_info": debug_info(),
        }


def debug_info() -> Json:
    return {"host": "applink-sandbox", "build_number": 1, "approximate_connection_time": 18060}


def goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": debug_info()}


def envelope(envelope_id: str, kind: str, payload: Json, retry: Retry | None) -> Json:
    tried = {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
    return {
        "envelope_id": envelope_id,
        "type": kind,
        "accepts_response_payload": kind in ANSWERABLE,
        "payload": payload,
        **(tried if kind == "events_api" else {}),
    }
