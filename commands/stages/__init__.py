"""Stages on the clock: announced, started by the lead, late with their soak kept; what `live` opens."""

from commands.facts import (
    BindingsTaken,
    GatePassed,
    ProgressMade,
    RolledBack,
    RunChanged,
    RunEnded,
    RunRefused,
    RunResumed,
    RunStarted,
    StageBegun,
    WentLive,
)
from commands.feature import Feature
from commands.stages import flow, inputs, look, replanning, schedule

FEATURE = Feature(
    name="stages",
    about="Start each stage when its time has come; the soak between traffic steps is kept.",
    clicks={
        inputs.StartStage: flow.start,
        inputs.MarkLive: flow.mark_live,
        inputs.AskReplan: replanning.ask,
    },
    forms={inputs.ReplanForm: replanning.replan},
    timers={
        schedule.AHEAD: flow.ahead,
        schedule.DUE: flow.due,
        schedule.LATE: flow.late,
        schedule.OPENS: flow.opens,
    },
    reacts={
        RunStarted: schedule.begin,
        WentLive: schedule.went_live,
        RolledBack: schedule.rolled_back,
        RunEnded: schedule.end,
        **dict.fromkeys(
            (BindingsTaken, StageBegun, ProgressMade, RunChanged, RunRefused, RunResumed, GatePassed),
            flow.refresh,
        ),
    },
    panels={look.SECTION: look.section_panel, look.RUN: look.run_panel},
)
