"""The topic of a run's channel says where it stands; what stood there before comes back at the end."""

from commands.facts import (
    RunChanged,
    RunEnded,
    RunRefused,
    RunResumed,
    RunStarted,
    StageBegun,
    TrafficMoved,
    WentLive,
)
from commands.feature import Feature
from commands.topic import flow

FEATURE = Feature(
    name="topic",
    about="The channel's topic says where the run stands.",
    outcomes={flow.FOUND: flow.found},
    reacts={
        RunStarted: flow.begin,
        StageBegun: flow.begun,
        TrafficMoved: flow.changed,
        WentLive: flow.changed,
        RunChanged: flow.changed,
        RunRefused: flow.changed,
        RunResumed: flow.changed,
        RunEnded: flow.restore,
    },
)
