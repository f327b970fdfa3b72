"""Traffic in steps: each waits for its stage, its soak and whatever stops the run; all of it is live."""

from commands.facts import (
    GatePassed,
    ProgressMade,
    RolledBack,
    RunChanged,
    RunEnded,
    RunRefused,
    RunResumed,
    StageBegun,
)
from commands.feature import Feature
from commands.traffic import flow, inputs, look, reading

FEATURE = Feature(
    name="traffic",
    about="Move the traffic step by step, by its bound command or by hand.",
    clicks={inputs.Route: flow.route, inputs.AcceptShare: reading.accept},
    timers={flow.MOVED: flow.ended, flow.READY: flow.ready, reading.READ: reading.read},
    outcomes={reading.ANSWERED: reading.answered},
    reacts={
        **dict.fromkeys((RolledBack, RunEnded), reading.stop),
        **dict.fromkeys(
            (StageBegun, ProgressMade, RunChanged, RunRefused, RunResumed, GatePassed), look.refresh
        ),
    },
    panels={look.SECTION: look.section_panel, look.RUN: look.run_panel},
)
