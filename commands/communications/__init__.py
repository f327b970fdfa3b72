"""Who is told what: people are asked for each communication of the plan at its moment, on record."""

from commands.communications import answering, asking, ending, inputs, laying, look, views
from commands.facts import (
    RolledBack,
    RunbookTaken,
    RunEnded,
    RunStarted,
    StageBegun,
    StagesMoved,
    WentLive,
)
from commands.feature import Command, Feature, Right

FEATURE = Feature(
    name="communications",
    about="Tell people what the checklist wants them to be told, each at its moment.",
    commands=(
        Command(
            "/deploy", "comms", "who is told what and when, and whether they were", look.type_board,
            usage="[run]", example="/deploy comms 3", right=Right.READ,
        ),
    ),
    clicks={
        inputs.Sent: answering.sent,
        inputs.AskNotNeeded: answering.ask_not_needed,
        inputs.TakeBack: answering.take_back,
        inputs.AskSentAlready: answering.ask_sent_already,
        inputs.ShowBoard: look.show_board,
    },
    forms={
        inputs.NotNeededForm: answering.not_needed,
        inputs.SentAlreadyForm: answering.sent_already,
    },
    timers={asking.DUE: asking.due},
    reacts={
        RunStarted: laying.begin,
        **dict.fromkeys((StageBegun, StagesMoved, WentLive, RunbookTaken), laying.move),
        RolledBack: ending.rolled_back,
        RunEnded: ending.end,
    },
    draws={views.ASKED: look.draw, views.BOARD: look.draw_board},
    panels={look.RUN: look.run_panel},
)  # fmt: skip
