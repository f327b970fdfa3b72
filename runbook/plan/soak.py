"""A late start: each share of the traffic is watched as long as it was meant to be, T+ counts from then."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from runbook import zero
from runbook.model import Runbook
from runbook.plan.actions import Kind, Plan
from runbook.terms import Anchor


def replanned(runbook: Runbook, plan: Plan, started: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each stage may open at the earliest, by the line of its heading.

    `started` are those that have begun, and when. Traffic stages at 09:00 and 10:00 imply an hour: one that
    began at 09:40 lets the next begin at 10:40. No stage opens before its own time, nor before the one ahead.
    T+15 is fifteen minutes after the stage titled T0 has begun, if that is late or early.
    """
    stages = [action for action in plan.actions if action.kind is Kind.STAGE]
    routes = {s.line for s in runbook.sections if any(item.traffic for item in s.items)}
    opens = {stage.line: started.get(stage.line, stage.expected) for stage in stages[:1]}
    named = zero.stage(runbook.sections)
    begun = next((stage for stage in stages if named and stage.line == named.line), None)
    for ahead, stage in pairwise(stages):
        soaks = ahead.line in routes and stage.line in routes
        soak = stage.expected.timestamp() - ahead.expected.timestamp() if soaks else 0.0
        own = stage.expected.timestamp()
        if begun and begun.line in opens and stage.anchor is Anchor.ZERO:
            own += opens[begun.line].timestamp() - begun.expected.timestamp()
        ready = max(own, opens[ahead.line].timestamp() + soak)
        earliest = datetime.fromtimestamp(ready, stage.expected.tzinfo)
        opens[stage.line] = started.get(stage.line, earliest)
    return opens
