"""Soak: how long each share of the traffic is watched at least, kept however late a stage starts."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from runbook.model import Runbook
from runbook.plan.actions import Kind, Plan


def replanned(runbook: Runbook, plan: Plan, started: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each stage may open at the earliest, by the line of its heading.

    `started` are those that have begun, and when. Traffic stages at 09:00 and 10:00 imply an hour: one that
    began at 09:40 lets the next begin at 10:40. No stage opens before its own time, nor before the one ahead.
    """
    stages = [action for action in plan.actions if action.kind is Kind.STAGE]
    routes = {s.line for s in runbook.sections if any(item.traffic for item in s.items)}
    opens = {stage.line: started.get(stage.line, stage.expected) for stage in stages[:1]}
    for ahead, stage in pairwise(stages):
        soaks = ahead.line in routes and stage.line in routes
        soak = stage.expected.timestamp() - ahead.expected.timestamp() if soaks else 0.0
        ready = max(stage.expected.timestamp(), opens[ahead.line].timestamp() + soak)
        earliest = datetime.fromtimestamp(ready, stage.expected.tzinfo)
        opens[stage.line] = started.get(stage.line, earliest)
    return opens
