"""Deliveries to the app: what goes wrong on the way there, and events that are sent again."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from sandbox.faults import DeliveryFault, Faults
from sandbox.receipts import UNDELIVERED, Receipt, Retry, Transport
from sandbox.wire import Json

Wait: TypeAlias = Callable[[float], Awaitable[None]]
EVENT = "events_api"
PAUSES = (0.0, 60.0, 300.0)
"""Seconds before an event that was not acknowledged is sent again: at once, after a minute, after five."""
KEPT = 100


class Deliveries:
    """One app's: commands and interactions go once, events up to four times."""

    def __init__(self, transport: Transport, faults: Faults, wait: Wait) -> None:
        self.transport = transport
        self._faults = faults
        self._wait = wait
        self._kept: deque[tuple[str, str]] = deque(maxlen=KEPT)
        self._held: dict[int, list[asyncio.Future[None]]] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    @property
    def last(self) -> tuple[str, Json] | None:
        """Kind and payload of the last delivery, as they were when it was sent."""
        return next(iter(self.latest(1)), None)

    def latest(self, count: int) -> list[tuple[str, Json]]:
        """The last deliveries, oldest first."""
        kept = list(self._kept)[-count:] if count > 0 else []
        return [(kind, json.loads(sealed)) for kind, sealed in kept]

    async def deliver(self, kind: str, payload: Json) -> Receipt:
        """What became of the first attempt; an event that failed goes again in the background."""
        sealed = json.dumps(payload)
        self._kept.append((kind, sealed))
        struck = self._faults.of_delivery(kind)
        if "late" in struck:
            await self._wait(struck["late"].seconds)
        if "reorder" in struck:
            await self._shuffled(struck["reorder"])
        copies = 2 if "duplicate" in struck else 1
        receipts = await asyncio.gather(*(self._send(kind, sealed) for _ in range(copies)))
        return receipts[0]

    async def redeliver(self, count: int) -> list[Receipt]:
        """The last deliveries once more, as Slack does where it did not hear the acknowledgement."""
        return [await self._attempt(kind, json.dumps(payload)) for kind, payload in self.latest(count)]

    def later(self, kind: str, payload: Json) -> None:
        """Delivers without anybody waiting for it."""
        self._spawn(self.deliver(kind, payload))

    async def settled(self) -> None:
        """Returns once nothing is on its way and nothing will be sent again."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Gives up what is still to be sent."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _send(self, kind: str, sealed: str) -> Receipt:
        receipt = await self._attempt(kind, sealed)
        if kind == EVENT and is_to_go_again(receipt):
            self._spawn(self._again(sealed, receipt.reason))
        return receipt

    async def _again(self, sealed: str, reason: str) -> None:
        for number, pause in enumerate(PAUSES, start=1):
            await self._wait(pause)
            receipt = await self._attempt(EVENT, sealed, Retry(number, reason))
            if not is_to_go_again(receipt):
                return
            reason = receipt.reason

    async def _attempt(self, kind: str, sealed: str, retry: Retry | None = None) -> Receipt:
        if self._faults.outage:
            return UNDELIVERED
        return await self.transport.deliver(kind, json.loads(sealed), retry)

    async def _shuffled(self, rule: DeliveryFault) -> None:
        """Waits with all others of the rule's window; then they go on in another order."""
        turn = asyncio.get_running_loop().create_future()
        held = self._held.setdefault(id(rule), [])
        held.append(turn)
        if len(held) == 1:
            self._spawn(self._release(rule))
        await turn

    async def _release(self, rule: DeliveryFault) -> None:
        await self._wait(rule.seconds)
        held = self._held.pop(id(rule))
        as_they_came = list(held)
        rule.dice.shuffle(held)
        if held == as_they_came:
            held.reverse()
        for turn in held:
            if not turn.done():
                turn.set_result(None)

    def _spawn(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def is_to_go_again(receipt: Receipt) -> bool:
    return not receipt.acknowledged and not receipt.is_final
