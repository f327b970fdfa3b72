"""What a runbook leads to and when: anchors and offsets become moments; no clock is looked at."""

from runbook.plan.actions import Action, Kind, Plan, Waiting, Warned
from runbook.plan.make import plan
from runbook.plan.soak import replanned

__all__ = ["Action", "Kind", "Plan", "Waiting", "Warned", "plan", "replanned"]
