"""Socket Mode: tickets, open sockets, and envelopes that wait for their acknowledgement."""

import asyncio
import json
import logging
import secrets
from dataclasses import dataclass, field
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.wire import Json

ANSWERABLE = ("slash_commands", "interactive")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Receipt:
    """What became of one delivery: acknowledged with a payload, or Slack's word for what went wrong."""

    acknowledged: bool
    within_ms: int | None = None
    payload: Json | None = None
    error: str | None = None


UNDELIVERED = Receipt(acknowledged=False, error="dispatch_failed")


@dataclass(eq=False)
class Socket:
    request: web.Request
    channel: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)


class Links:
    """The app's open connections; each payload goes to one of them, in turn."""

    def __init__(self, app_id: str, patience: float) -> None:
        self._app_id = app_id
        self._patience = patience
        self._tickets: set[str] = set()
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
        self._tickets.add(ticket)
        return ticket

    def redeem(self, ticket: str) -> bool:
        """True once for each ticket handed out."""
        known = ticket in self._tickets
        self._tickets.discard(ticket)
        return known

    async def serve(self, request: web.Request, channel: web.WebSocketResponse) -> None:
        """Says hello and takes acknowledgements until the socket ends."""
        socket = Socket(request, channel)
        self._sockets.append(socket)
        self._arrived.set()
        try:
            await channel.send_json(self._hello())
            async for message in channel:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(socket, message.data)
        finally:
            self._forget(socket)

    async def deliver(self, kind: str, payload: Json) -> Receipt:
        """Sends one envelope and waits for its acknowledgement, in real time."""
        self._last = kind, json.dumps(payload)
        loop = asyncio.get_running_loop()
        started, envelope_id = loop.time(), str(uuid4())
        answer: asyncio.Future[Json | None] = loop.create_future()
        if not await self._send(envelope(envelope_id, kind, payload), envelope_id, answer):
            return UNDELIVERED
        try:
            given = await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            return Receipt(acknowledged=False, error="operation_timeout")
        except ConnectionError:
            return UNDELIVERED
        return Receipt(acknowledged=True, within_ms=round((loop.time() - started) * 1000), payload=given)

    @property
    def last(self) -> tuple[str, Json] | None:
        """Kind and payload of the last delivery, as they were when it was sent."""
        return self._last and (self._last[0], json.loads(self._last[1]))

    async def disconnect(self, reason: str) -> None:
        """Tells every socket to go, as Slack does every few hours, and closes it."""
        for socket in tuple(self._sockets):
            await socket.channel.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": debug_info()}
            )
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


def envelope(envelope_id: str, kind: str, payload: Json) -> Json:
    return {
        "envelope_id": envelope_id,
        "type": kind,
        "accepts_response_payload": kind in ANSWERABLE,
        "payload": payload,
        **({"retry_attempt": 0, "retry_reason": ""} if kind == "events_api" else {}),
    }
