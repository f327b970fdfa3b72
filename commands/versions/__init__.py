"""Newer versions of a runbook: offered to the runs under way, looked at, taken or not."""

from commands.facts import RunbooksRead, RunEnded, WentLive
from commands.feature import Feature
from commands.versions import flow, inputs, look

FEATURE = Feature(
    name="versions",
    about="Take over a checklist or side file that changed while its run is under way, or keep yours.",
    clicks={
        inputs.ShowDifference: look.show_difference,
        inputs.Take: flow.take,
        inputs.KeepOurs: flow.keep_ours,
    },
    outcomes={flow.MET: flow.met},
    reacts={RunbooksRead: flow.offer, RunEnded: flow.close, WentLive: flow.close},
    draws={look.CARD: look.draw},
)
