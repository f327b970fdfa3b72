"""What people see of a record in Slack: a line on the run's card, and how long it is so far."""

from collections.abc import Sequence

from commands import kit
from commands.feature import Panel
from commands.record.inputs import AskRecord
from store.runs import Run

SHOWN = 12
"""Hex digits of a head that are posted: enough to tell it from any other."""


def on_run(run: Run, entries: int, head: str) -> Panel:
    ask = kit.button("Record", AskRecord(run=run.id), f"The record of run {run.number}, as files")
    if run.ended_at is None:
        return Panel("", [kit.actions([ask], "record")])
    said = f"📒 Record: {_entries(entries)}, head `{head[:SHOWN]}…`"
    return Panel("", [kit.words(said, "record", ask)])


def so_far(entries: int, head: str, incidents: Sequence[tuple[int, int, str]]) -> str:
    """`incidents` are their numbers, lengths and heads."""
    said = [f"📒 Record so far: {_entries(entries)}, head `{head[:SHOWN]}…`"]
    said += [f"incident {number}: {_entries(count)}, head `{it[:SHOWN]}…`" for number, count, it in incidents]
    return "; ".join(said) + "."


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
