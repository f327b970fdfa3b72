"""Soak: how long each stage lasts at least, kept however late a stage starts."""

from collections.abc import Mapping
from datetime import datetime

from runbook.plan.actions import Kind, Plan


def replanned(plan: Plan, started: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each stage may open at the earliest, by the line of its heading.

    `started` are those that have begun, and when. Stages at 09:00 and 10:00 imply an hour: one that began at
    09:40 lets the next begin at 10:40, and none begins before its own time.
    """
    stages = [action for action in plan.actions if action.kind is Kind.STAGE]
    opens: dict[int, datetime] = {}
    for index, stage in enumerate(stages):
        earliest = stage.expected
        if index:
            before = stages[index - 1]
            soak = stage.expected.timestamp() - before.expected.timestamp()
            due = datetime.fromtimestamp(opens[before.line].timestamp() + soak, stage.expected.tzinfo)
            earliest = max(earliest, due, key=datetime.timestamp)
        opens[stage.line] = started.get(stage.line, earliest)
    return opens
