"""A late start: each share of the traffic is watched as long as it was meant to be, T+ counts from then."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from runbook import zero
from runbook.model import Runbook
from runbook.plan.actions import Action, Kind, Plan
from runbook.terms import Anchor

_NONE = timedelta()


def soaks(runbook: Runbook, plan: Plan) -> dict[int, timedelta]:
    """What has to pass between the start of a stage and that of the next one, by the line of its heading.

    Traffic stages at 09:00 and 10:00 imply an hour.
    """
    routes = {s.line for s in runbook.sections if any(item.traffic for item in s.items)}
    return {
        ahead.line: timedelta(seconds=stage.expected.timestamp() - ahead.expected.timestamp())
        for ahead, stage in pairwise(_stages(plan))
        if ahead.line in routes and stage.line in routes
    }


def replanned(runbook: Runbook, plan: Plan, started: Mapping[int, datetime]) -> dict[int, datetime]:
    """When each stage may open at the earliest, by the line of its heading.

    `started` are those that have begun, and when. A stage that began at 09:40, with a soak of an hour, lets
    the next begin at 10:40. No stage opens before its own time, nor before the one ahead. T+15 is fifteen
    minutes after the stage titled T0 has begun, if that is late or early.
    """
    stages, soak = _stages(plan), soaks(runbook, plan)
    opens = {stage.line: started.get(stage.line, stage.expected) for stage in stages[:1]}
    named = zero.stage(runbook.sections)
    begun = next((stage for stage in stages if named and stage.line == named.line), None)
    for ahead, stage in pairwise(stages):
        own = stage.expected.timestamp()
        if begun and begun.line in opens and stage.anchor is Anchor.ZERO:
            own += opens[begun.line].timestamp() - begun.expected.timestamp()
        ready = max(own, opens[ahead.line].timestamp() + soak.get(ahead.line, _NONE).total_seconds())
        earliest = datetime.fromtimestamp(ready, stage.expected.tzinfo)
        opens[stage.line] = started.get(stage.line, earliest)
    return opens


def _stages(plan: Plan) -> Sequence[Action]:
    return [action for action in plan.actions if action.kind is Kind.STAGE]
