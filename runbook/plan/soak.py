"""Soak: how long each share of the traffic is watched at least, kept however late a stage starts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from runbook.model import Runbook
from runbook.plan.actions import Kind, Plan


def soaks(runbook: Runbook, plan: Plan) -> dict[int, timedelta]:
    """What has to pass between the start of a stage and that of the next one, by the line of its heading.

    Traffic stages at 09:00 and 10:00 imply an hour.
    """
    stages = [action for action in plan.actions if action.kind is Kind.STAGE]
    routes = {s.line for s in runbook.sections if any(item.traffic for item in s.items)}
    return {
        ahead.line: timedelta(seconds=stage.expected.timestamp() - ahead.expected.timestamp())
        for ahead, stage in pairwise(stages)
        if ahead.line in routes and stage.line in routes
    }


def replanned(runbook: Runbook, plan: Plan, started: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each stage may open at the earliest, by the line of its heading.

    `started` are those that have begun, and when. A stage that began at 09:40, with a soak of an hour, lets
    the next begin at 10:40. No stage opens before its own time, nor before the one ahead.
    """
    stages = [action for action in plan.actions if action.kind is Kind.STAGE]
    soak = soaks(runbook, plan)
    opens = {stage.line: started.get(stage.line, stage.expected) for stage in stages[:1]}
    for ahead, stage in pairwise(stages):
        passed = soak.get(ahead.line, timedelta()).total_seconds()
        ready = max(stage.expected.timestamp(), opens[ahead.line].timestamp() + passed)
        earliest = datetime.fromtimestamp(ready, stage.expected.tzinfo)
        opens[stage.line] = started.get(stage.line, earliest)
    return opens
