"""Presses delivered to whatever is connected: as many as it takes, or so many a second."""

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter, process_time

from sandbox import Sandbox
from sandbox.wire import Json

AT_ONCE = 8
"""Presses under way at the same time where the load is as high as it can be."""

PEOPLE = ("UANA", "UBEN", "UCHI", "UDEV", "UEMI", "UFIN", "UGIA", "UHUG")


@dataclass(frozen=True)
class Taken:
    """What became of a load: a latency in milliseconds for each press, over so many seconds."""

    milliseconds: list[float]
    seconds: float
    busy: float
    """How much of a core the load itself took: near 1 it was the limit, not what is measured."""

    @property
    def a_second(self) -> float:
        return len(self.milliseconds) / self.seconds

    def quantile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Presses:
    """Endless presses of one button, each by the next person with the next value."""

    def __init__(self, sandbox: Sandbox, template: Json, values: Iterator[str]) -> None:
        self._sandbox = sandbox
        self._template = template
        self._values = values
        self._people = itertools.cycle(PEOPLE)
        self.made = 0
        self.unanswered = 0

    async def one(self) -> float:
        """Milliseconds until it was acknowledged, or given up after Slack's three seconds."""
        payload = self._payload()
        began = perf_counter()
        receipt = await self._sandbox.deliveries.deliver("interactive", payload)
        self.unanswered += not receipt.acknowledged
        return (perf_counter() - began) * 1000

    async def everybody(self) -> None:
        """One press of each person, so that the app knows them all."""
        for _ in PEOPLE:
            await self.one()

    async def flat_out(self, seconds: float, most: int) -> Taken:
        """As fast as they are acknowledged, for so long or so many."""
        found: list[float] = []
        began, spent = perf_counter(), process_time()

        async def worker() -> None:
            while len(found) < most and perf_counter() - began < seconds:
                found.append(await self.one())

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        return self._taken(found, began, spent)

    async def at(self, a_second: float, seconds: float) -> Taken:
        """So many a second and at least one, whether or not those before have been acknowledged."""
        began, spent = perf_counter(), process_time()
        under_way = []
        for number in range(max(1, int(a_second * seconds))):
            await asyncio.sleep(max(0.0, began + number / a_second - perf_counter()))
            under_way.append(asyncio.create_task(self.one()))
        return self._taken(list(await asyncio.gather(*under_way)), began, spent)

    def _taken(self, found: list[float], began: float, spent: float) -> Taken:
        seconds = perf_counter() - began
        return Taken(found, seconds, (process_time() - spent) / seconds)

    def _payload(self) -> Json:
        self.made += 1
        user, workspace = next(self._people), self._sandbox.workspace
        action = {**self._template["actions"][0], "value": next(self._values), "action_ts": workspace.ts()}
        return {
            **self._template,
            "user": {**self._template["user"], "id": user},
            "trigger_id": workspace.trigger(user),
            "actions": [action],
        }
