"""A rehearsal that is over and still there to be looked around in."""

import asyncio
import sys
from contextlib import suppress

LONGEST = 15 * 60.0
"""Real seconds; after that nobody is looking any more."""


async def until_enter() -> None:
    """Until a line comes in, or standard input ends: with whoever has started this, at the latest."""
    entered, loop = asyncio.Event(), asyncio.get_running_loop()
    try:
        loop.add_reader(sys.stdin, entered.set)
    except (OSError, ValueError):  # it is a file, or closed: nobody is there
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            await entered.wait()
    loop.remove_reader(sys.stdin)
