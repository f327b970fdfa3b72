"""What lies before a gate: the items that are done, claimed, open or skipped as it is passed."""

from collections.abc import Sequence
from dataclasses import dataclass

from store import sections
from store.db import Transaction
from store.gates import Gate
from store.items import Item
from store.runs import Run

NAMED = 5
"""Items that are named; of the others, how many."""

_OPEN, _CLAIMED, _SKIPPED = "open", "claimed", ("skipped", "not applicable")


@dataclass(frozen=True)
class Left:
    """`claimed` arrived ticked, and nobody has attested them; of the open and skipped, the first few."""

    done: int = 0
    claimed: int = 0
    open: int = 0
    skipped: int = 0
    open_ones: Sequence[Item] = ()
    skipped_ones: Sequence[Item] = ()

    @property
    def total(self) -> int:
        return self.done + self.claimed + self.open + self.skipped

    def open_names(self) -> list[str]:
        """The first of them, and how many more."""
        return _named(self.open, [item.text for item in self.open_ones])

    def skipped_names(self) -> list[str]:
        """The first of them, each with why, and how many more."""
        named = [f"{item.text} ({item.reason})" if item.reason else item.text for item in self.skipped_ones]
        return _named(self.skipped, named)


def _named(count: int, named: list[str]) -> list[str]:
    return [*named, f"and {count - len(named)} more"] if count > len(named) else named


async def before(tx: Transaction, run: Run, gate: Gate) -> Left:
    """Of a confirmation, everything in the run lies before it."""
    at = gate.from_ordinal
    counts = await sections.counts_before(tx, run.id, at)
    return Left(
        done=counts.get("done", 0),
        claimed=counts.get(_CLAIMED, 0),
        open=counts.get(_OPEN, 0),
        skipped=sum(counts.get(state, 0) for state in _SKIPPED),
        open_ones=await sections.in_states_before(tx, run.id, at, [_OPEN], NAMED),
        skipped_ones=await sections.in_states_before(tx, run.id, at, _SKIPPED, NAMED),
    )
