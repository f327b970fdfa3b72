"""The Home tab: my open items, what waits for my signature, the open runs, a button to start."""

from commands.facts import (
    GatePassed,
    IncidentChanged,
    IncidentDeclared,
    OnCallChanged,
    ProgressMade,
    RunChanged,
    RunEnded,
    RunRefused,
    RunResumed,
    RunStarted,
    StageBegun,
    WentLive,
)
from commands.feature import Feature
from commands.home import flow

FEATURE = Feature(
    name="home",
    about="What is yours and what is under way, on the app's Home tab.",
    events={"app_home_opened": flow.opened},
    reacts=dict.fromkeys(
        (
            RunStarted,
            RunChanged,
            RunRefused,
            RunResumed,
            RunEnded,
            ProgressMade,
            StageBegun,
            GatePassed,
            WentLive,
            OnCallChanged,
            IncidentDeclared,
            IncidentChanged,
        ),
        flow.changed,
    ),
    draws={flow.HOME: flow.draw},
)
