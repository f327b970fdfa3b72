"""What a matrix tells: a story, how often it comes to each point, and what is true in the end."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.kill.cells import Cell, Times
from tests.kill.story import Story
from tests.kill.world import World


async def nothing(_world: World) -> None:
    """Nothing has to be there before."""


@dataclass(frozen=True)
class Plot:
    """`calls` are what it is sure to ask of Slack: trouble strikes the first of each.

    `sample` is what is tried each time; all cells are tried where it may take long.
    """

    story: type[Story]
    times: Times
    sample: Sequence[Cell]
    calls: tuple[str, ...]
    is_true: Callable[[World], Awaitable[None]]
    before: Callable[[World], Awaitable[None]] = nothing
