"""What is done at each severity: the steps, and how often people are told where things stand."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from store.db import Transaction


class Does(StrEnum):
    """What a step comes to. Some are done by the act itself, the others by whoever says so."""

    PAGE = "page"
    CHANNEL = "channel"
    ASSESS = "assess"
    DECIDE = "decide"
    ACT = "act"
    VERIFY = "verify"
    REVIEW = "review"


BY_HAND = (Does.ASSESS, Does.ACT, Does.VERIFY)


@dataclass(frozen=True)
class Step:
    does: Does
    text: str


STEPS = {
    1: (
        Step(Does.PAGE, "Page whoever is on call"),
        Step(Does.CHANNEL, "Open a channel for it"),
        Step(Does.ASSESS, "Find out who and what is hit"),
        Step(Does.DECIDE, "Decide: fix forward or roll back"),
        Step(Does.ACT, "Do what was decided"),
        Step(Does.VERIFY, "Check that the service is well again"),
        Step(Does.REVIEW, "Hold the post-mortem within 24 hours"),
    ),
    2: (
        Step(Does.PAGE, "Alert whoever is on call"),
        Step(Does.ASSESS, "Find the cause"),
        Step(Does.ACT, "Put the fix in place"),
        Step(Does.VERIFY, "Watch until the numbers are normal"),
        Step(Does.REVIEW, "Write down cause and fix"),
    ),
}

CADENCE = {1: timedelta(minutes=30), 2: timedelta(hours=1)}
"""From one status update to the next."""

DECIDE_WITHIN = timedelta(minutes=30)
"""The manual criterion for rolling back that a checklist calls "fix time"."""

QUIET = timedelta(minutes=30)
"""How long whoever has it may give no sign of life before they are asked."""

PATIENCE = timedelta(minutes=5)
"""How long they may take to answer that."""

POSTMORTEM = timedelta(hours=24)
"""From declaring the incident to the post-mortem."""

AT_LEAST = timedelta(hours=12)
"""What is left for the post-mortem of an incident that took long."""

ARCHIVE = timedelta(days=7)
"""From the review to the end of the channel."""


async def steps(_tx: Transaction, _team_id: str, _run_id: int | None, severity: int) -> tuple[Step, ...]:
    """The one place where steps come from."""
    return STEPS[severity]
