"""The kill matrix: every fault point, on each database, with each trouble after the restart."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product
from typing import Any, NamedTuple

from bot.points import Point
from tests import databases

Json = dict[str, Any]


class Trouble(StrEnum):
    """What goes wrong, besides the death."""

    NOTHING = "nothing else"
    LIMITED = "429"
    RESET = "reset after the effect"

    def rules(self, calls: Iterable[str]) -> list[Json]:
        """As `POST /sandbox/faults` takes them: the first call of each of these methods is struck."""
        if self is Trouble.NOTHING:
            return []
        kind = "ratelimited" if self is Trouble.LIMITED else "reset_after"
        return [{"method": method, "kind": kind, "retry_after": 1, "count": 1} for method in calls]


class Cell(NamedTuple):
    """The process dies the `nth` time it comes to `point`."""

    point: Point
    nth: int
    database: str
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.point}:{self.nth} on {self.database}, {self.trouble}"


Times = Mapping[Point, int]
"""How often a story is sure to come to each of its points: its cells die at another time each."""

SURROUNDINGS = [*product(databases.KINDS, Trouble)]


def matrix(times: Times) -> dict[str, list[Cell]]:
    """All of it: each point on each database with each trouble, and as often as the story comes there."""
    return {
        point.value: [
            Cell(point, 1 + at % times[point], *SURROUNDINGS[at % len(SURROUNDINGS)])
            for at in range(max(times[point], len(SURROUNDINGS)))
        ]
        for point in times
    }


def sample(times: Times, every: int = 1) -> list[Cell]:
    """One cell of each point, or of every so many, in turn on each database, with each trouble and time."""
    chosen = [cells[at % len(cells)] for at, cells in enumerate(matrix(times).values())]
    return chosen[::every]
