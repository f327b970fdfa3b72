"""Deployments under way: their cards, holding, resuming, aborting and finishing them."""

from commands.deploy import flow, inputs, look, reacting
from commands.facts import GateOpened, GatePassed, RunRefused, StageBegun, TrafficMoved, WentLive
from commands.feature import Command, Feature, Right

FEATURE = Feature(
    name="deploy",
    about="See a deployment through.",
    commands=(
        Command(
            "/deploy", "status", "the run card again, for you alone", look.status,
            usage="[run]", example="/deploy status 3", right=Right.READ,
        ),
        Command("/deploy", "list", "the open runs", look.list_open, right=Right.READ),
        Command(
            "/deploy", "hold", "stops the run where it is", flow.type_hold,
            usage="[run] [reason]", example="/deploy hold error rate is climbing",
        ),
        Command("/deploy", "resume", "goes on with a held run (the lead)", flow.type_resume, usage="[run]"),
        Command(
            "/deploy", "abort", "ends a run unfinished (two people, one of them the lead)", flow.type_abort,
            usage="[run] [reason]", example="/deploy abort wrong build",
        ),
        Command("/deploy", "finish", "closes a run (the lead)", flow.type_finish, usage="[run]"),
    ),
    clicks={
        inputs.ShowRun: look.show,
        inputs.AskHold: flow.press_hold,
        inputs.Resume: flow.press_resume,
        inputs.AskFinish: flow.press_finish,
        inputs.AskAbort: flow.press_abort,
        inputs.ConfirmAbort: flow.confirm_abort,
        inputs.WithdrawAbort: flow.withdraw_abort,
    },
    forms={
        inputs.HoldForm: flow.hold,
        inputs.ResumeForm: flow.resume,
        inputs.FinishForm: flow.finish,
        inputs.AbortForm: flow.ask_abort,
    },
    timers={flow.PLANNED_START: flow.planned_start},
    reacts={
        RunRefused: flow.refused,
        StageBegun: reacting.begun,
        TrafficMoved: reacting.redraw,
        WentLive: reacting.went_live,
        GateOpened: reacting.gate,
        GatePassed: reacting.gate,
    },
    draws={look.CARD: look.draw},
    panels={"home": look.home_panel},
)  # fmt: skip
