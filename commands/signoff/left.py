"""What lies before a gate: the items that are done, open or skipped as it is passed."""

from collections.abc import Sequence
from dataclasses import dataclass

from store import sections
from store.db import Transaction
from store.gates import Gate
from store.items import Item
from store.runs import Run

NAMED = 5
"""Items that are named; of the others, how many."""

_OPEN, _SKIPPED = ("open", "claimed"), ("skipped", "not applicable")


@dataclass(frozen=True)
class Left:
    """`open_ones` and `skipped_ones` are the first of them."""

    done: int = 0
    open: int = 0
    skipped: int = 0
    open_ones: Sequence[Item] = ()
    skipped_ones: Sequence[Item] = ()

    @property
    def total(self) -> int:
        return self.done + self.open + self.skipped

    def open_words(self) -> str:
        return _words(self.open, [item.text for item in self.open_ones])

    def skipped_words(self) -> str:
        named = [f"{item.text} ({item.reason})" if item.reason else item.text for item in self.skipped_ones]
        return _words(self.skipped, named)


def _words(count: int, named: Sequence[str]) -> str:
    more = f"; and {count - len(named)} more" if count > len(named) else ""
    return f"{count}: {'; '.join(named)}{more}" if count else "0"


async def before(tx: Transaction, run: Run, gate: Gate) -> Left:
    """Of a confirmation, everything in the run lies before it."""
    at = gate.from_ordinal
    counts = await sections.counts_before(tx, run.id, at)
    return Left(
        done=counts.get("done", 0),
        open=sum(counts.get(state, 0) for state in _OPEN),
        skipped=sum(counts.get(state, 0) for state in _SKIPPED),
        open_ones=await sections.in_states_before(tx, run.id, at, _OPEN, NAMED),
        skipped_ones=await sections.in_states_before(tx, run.id, at, _SKIPPED, NAMED),
    )
