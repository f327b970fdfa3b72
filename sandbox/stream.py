"""Server-sent events: one line after each change, at most twenty a second."""

import asyncio
from collections.abc import AsyncIterator

from sandbox.world import World

BREATH = 0.05
HEARTBEAT = 15.0


async def changes(world: World, closing: asyncio.Event) -> AsyncIterator[bytes]:
    """The version now and after every change, with a comment whenever it was quiet for long."""
    changed = asyncio.Event()
    world.watchers.add(changed.set)
    try:
        yield line(world.version)
        while not closing.is_set():
            yield await next_line(world, changed, closing)
            await asyncio.sleep(BREATH)
    finally:
        world.watchers.discard(changed.set)


async def next_line(world: World, changed: asyncio.Event, closing: asyncio.Event) -> bytes:
    waits = [asyncio.ensure_future(event.wait()) for event in (changed, closing)]
    try:
        done, _ = await asyncio.wait(waits, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    if not done:
        return b": still here\n\n"
    changed.clear()
    return line(world.version)


def line(version: int) -> bytes:
    return f'data: {{"version":{version}}}\n\n'.encode()
