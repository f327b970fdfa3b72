"""What a runbook leads to and when: anchors and offsets become moments; no clock is looked at."""

from runbook.plan.actions import Action, Kind, Plan, Waiting, Warned
from runbook.plan.hours import Hours, hours
from runbook.plan.make import plan
from runbook.plan.monitoring import rides
from runbook.plan.soak import replanned, soaks

__all__ = [
    "Action", "Hours", "Kind", "Plan", "Waiting", "Warned", "hours", "plan", "replanned", "rides", "soaks",
]  # fmt: skip
