"""The kill matrix: every fault point, on each database, with each trouble after the restart."""

from enum import StrEnum
from itertools import product
from typing import Any, NamedTuple

from bot.points import Point
from tests import databases

Json = dict[str, Any]

CALLS = (
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.open",
    "conversations.replies",
    "pins.add",
)
"""What the bot asks of Slack in the story; trouble strikes the first of each."""


class Trouble(StrEnum):
    """What goes wrong, besides the death."""

    NOTHING = "nothing else"
    LIMITED = "429"
    RESET = "reset after the effect"

    @property
    def rules(self) -> list[Json]:
        """As `POST /sandbox/faults` takes them."""
        if self is Trouble.NOTHING:
            return []
        kind = "ratelimited" if self is Trouble.LIMITED else "reset_after"
        return [{"method": method, "kind": kind, "retry_after": 1, "count": 1} for method in CALLS]


class Cell(NamedTuple):
    """The process dies the `nth` time it comes to `point`."""

    point: Point
    nth: int
    database: str
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.point}:{self.nth} on {self.database}, {self.trouble}"


TIMES = {
    Point.TURN_BEGUN: 7,
    Point.TURN_HANDLED: 7,
    Point.TURN_COMMITTED: 7,
    Point.ANSWER_READY: 7,
    Point.ANSWER_SHOWN: 2,
    Point.ANSWER_SENT: 7,
    Point.MESSAGE_CLAIMED: 6,
    Point.MESSAGE_POSTING: 6,
    Point.MESSAGE_POSTED: 6,
    Point.MESSAGE_LOOKED_FOR: 1,
    Point.MESSAGE_REDRAWING: 2,
    Point.MESSAGE_REDRAWN: 2,
    Point.MESSAGE_SETTLING: 6,
    Point.MESSAGE_SETTLED: 6,
    Point.EFFECT_CLAIMED: 1,
    Point.EFFECT_DONE: 1,
    Point.EFFECT_ENDING: 1,
    Point.EFFECT_ENDED: 1,
    Point.TIMER_TAKEN: 1,
    Point.TIMER_HANDLED: 1,
    Point.TIMER_COMMITTED: 1,
}
"""How often the story is sure to come to a point; each of its cells dies at another of these times."""


def matrix() -> dict[str, list[Cell]]:
    """All of it: the six cells of each point."""
    surroundings = [*product(databases.KINDS, Trouble)]
    return {
        point.value: [
            Cell(point, 1 + at % TIMES[point], database, trouble)
            for at, (database, trouble) in enumerate(surroundings)
        ]
        for point in Point
    }


def sample() -> dict[str, list[Cell]]:
    """Every point once, in turn on each database and with each trouble; by database."""
    chosen = [cells[at % len(cells)] for at, cells in enumerate(matrix().values())]
    return {kind: [cell for cell in chosen if cell.database == kind] for kind in databases.KINDS}
