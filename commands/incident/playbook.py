"""What is done at each severity: the steps, and how often people are told where things stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from runbook.constructs import Response, SeverityStep
from runbook.model import Runbook
from runbook.recognise.masking import mask


class Does(StrEnum):
    """What a step comes to. Some are done by the act itself, the others by whoever says so.

    A severity has one of a kind, which stands for it, but any number of others.
    """

    PAGE = "page"
    CHANNEL = "channel"
    ASSESS = "assess"
    DECIDE = "decide"
    ACT = "act"
    VERIFY = "verify"
    REVIEW = "review"
    OTHER = "other"


BY_HAND = (Does.ASSESS, Does.ACT, Does.VERIFY, Does.OTHER)


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


MOST, LONGEST = 25, 200
"""Steps that a card has room for, and the characters of one."""

LAST = (Does.VERIFY, Does.REVIEW)
"""Where a runbook has several of these, the last one stands for the kind; of the others the first."""


def steps(severity: int, documents: Iterable[Runbook]) -> tuple[Step, ...]:
    """Those of the first document that has some for this severity; where none has, ours."""
    for document in documents:
        written = [step for each in document.severities if each.number == severity for step in each.steps]
        if written:
            return _whole(severity, _read(written[:MOST]))
    return STEPS[severity]


def _read(written: list[SeverityStep]) -> tuple[Step, ...]:
    kinds = [step.kind for step in written]
    return tuple(
        Step(_does(kinds, at), " ".join(mask(step.text).split())[:LONGEST]) for at, step in enumerate(written)
    )


def _does(kinds: list[Response | None], at: int) -> Does:
    """A second step of a kind is one like any other."""
    kind = kinds[at]
    if kind is None:
        return Does.OTHER
    does = Does(kind.value)
    others = kinds[at + 1 :] if does in LAST else kinds[:at]
    return Does.OTHER if kind in others else does


def _whole(severity: int, read: tuple[Step, ...]) -> tuple[Step, ...]:
    """An incident ends with a look whether all is well: where the runbook forgot it, before its review."""
    if any(step.does is Does.VERIFY for step in read):
        return read
    check = next(step for step in STEPS[severity] if step.does is Does.VERIFY)
    at = next((at for at, step in enumerate(read) if step.does is Does.REVIEW), len(read))
    return (*read[:at], check, *read[at:])
