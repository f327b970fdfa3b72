"""Gates: roles sign before the deployment, statements are confirmed before the run is closed."""

from commands.facts import (
    BindingsTaken,
    LeadChanged,
    ProgressMade,
    RunbookTaken,
    RunChanged,
    RunEnded,
    RunStarted,
    StageBegun,
    WentLive,
)
from commands.feature import Feature
from commands.signoff import asking, flow, glass, inputs, look, mine, opening, passing, renewing

FEATURE = Feature(
    name="signoff",
    about="Sign what your role is asked for, on the gate's card: Go, or No-go with a reason.",
    clicks={
        inputs.Go: flow.go,
        inputs.AskNoGo: flow.ask_no_go,
        inputs.AskDelegate: flow.ask_delegate,
        inputs.Withdraw: flow.withdraw,
        inputs.AskBreak: glass.ask,
        inputs.ConfirmBreak: glass.confirmed,
        inputs.WithdrawBreak: glass.withdrawn,
        inputs.AskReview: glass.ask_review,
    },
    forms={
        inputs.NoGoForm: flow.no_go,
        inputs.DelegateForm: flow.delegate,
        inputs.BreakForm: glass.asked,
        inputs.ReviewForm: glass.reviewed,
    },
    timers={
        opening.OPENS: opening.opens,
        asking.REMIND: asking.remind,
        asking.FALLS_BACK: asking.fall_back,
        glass.REVIEW: glass.late,
    },
    outcomes={asking.GROUP: asking.grouped, asking.PERSON: asking.met},
    reacts={
        RunStarted: opening.begin,
        RunbookTaken: renewing.taken,
        BindingsTaken: renewing.taken,
        LeadChanged: renewing.lead_changed,
        RunChanged: opening.run_changed,
        ProgressMade: opening.run_changed,
        StageBegun: opening.stage_begun,
        WentLive: opening.went_live,
        RunEnded: opening.ended,
    },
    draws={passing.CARD: look.draw, glass.CARD: look.draw_review},
    panels={passing.RUN: look.run_panel, passing.HOME: mine.home_panel},
)
