"""Rehearsals: a whole deployment lived through in a Slack of its own, and how it went, for whoever asked."""

from commands import rehearsal
from commands.feature import Command, Feature
from commands.rehearsing import flow, inputs

FEATURE = Feature(
    name="rehearsing",
    about="Live through a whole deployment in a minute, with invented people, before it is real.",
    commands=(
        Command(
            "/deploy", "rehearse", "a whole deployment in a minute, with invented people, and how it went",
            flow.type_rehearse, usage="[runbook]", example="/deploy rehearse production-deployment",
        ),
    ),
    forms={inputs.RehearseForm: flow.submit},
    timers={flow.POSTED: flow.hand_over},
    outcomes={rehearsal.OVER: flow.over},
    progress={rehearsal.OVER: flow.watchable},
)  # fmt: skip
