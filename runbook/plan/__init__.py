"""What a runbook leads to and when: anchors and offsets become moments; no clock is looked at."""

from runbook.plan.actions import Action, Kind, Plan, Waiting, Warned
from runbook.plan.communications import waits_for
from runbook.plan.hours import Hours, hours
from runbook.plan.make import plan
from runbook.plan.monitoring import rides
from runbook.plan.soak import replanned, soaks
from runbook.plan.tellings import Telling, Tellings, tellings

__all__ = [
    "Action", "Hours", "Kind", "Plan", "Telling", "Tellings", "Waiting", "Warned", "hours", "plan",
    "replanned", "rides", "soaks", "tellings", "waits_for",
]  # fmt: skip
