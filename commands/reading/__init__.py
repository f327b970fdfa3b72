"""Readings: what a runbook was read as, its problems and its plan, before anything is scheduled."""

from commands.feature import Command, Feature, Right
from commands.reading import flow, giving, inputs, overruling

FEATURE = Feature(
    name="reading",
    about="See what a runbook is read as, what it leaves open, and when each thing is due.",
    commands=(
        Command(
            "/deploy", "read", "what a runbook is read as, and its problems; or give me one of yours",
            flow.type_read, usage="[runbook]", example="/deploy read production-deployment", right=Right.READ,
        ),
        Command(
            "/deploy", "plan", "every line of a runbook and every action with its time", flow.type_plan,
            usage="[runbook]", example="/deploy plan production-deployment", right=Right.READ,
        ),
    ),
    clicks={
        inputs.ShowSummary: flow.show,
        inputs.ShowLines: flow.show,
        inputs.ShowProblems: flow.show,
        inputs.ShowPlan: flow.show,
        inputs.Earlier: flow.show,
        inputs.Later: flow.show,
        inputs.PickStart: flow.pick_start,
        inputs.OverruleText: overruling.overrule,
        inputs.OverruleGate: overruling.overrule,
        inputs.OverruleNothing: overruling.overrule,
    },
    forms={inputs.GiveForm: giving.submit},
    outcomes={giving.DOWNLOADED: giving.downloaded},
)  # fmt: skip
