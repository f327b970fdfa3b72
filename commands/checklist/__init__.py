"""The live checklist: ticking, reopening, skipping, assigning, and sections that open one by one."""

from commands.checklist import deciding, flow, inputs, look, progress, proving, skipping, taking
from commands.facts import (
    BindingsTaken,
    ItemProven,
    RunbookTaken,
    RunEnded,
    RunResumed,
    RunStarted,
    SectionsDue,
    TrafficMoved,
)
from commands.feature import Feature

FEATURE = Feature(
    name="checklist",
    about="Tick the checklist off with the buttons on its cards.",
    clicks={
        inputs.Tick: flow.tick,
        inputs.Decide: deciding.decide,
        inputs.AskWayBack: deciding.ask_way_back,
        inputs.ConfirmSkip: skipping.confirm,
        inputs.WithdrawSkip: skipping.withdraw,
        inputs.AskReopen: flow.ask_reopen,
        inputs.AskNote: flow.ask_note,
        inputs.ShowAll: flow.show_all,
        inputs.Attest: flow.attest,
        inputs.Next: flow.next_section,
        inputs.AskAdd: flow.ask_add,
        inputs.AskChange: flow.ask_change,
        inputs.PickChange: flow.pick_change,
    },
    forms={
        inputs.DecideForm: deciding.refuse,
        inputs.WayBackForm: deciding.open_way_back,
        inputs.ReopenForm: flow.reopen,
        inputs.NoteForm: flow.note,
        inputs.AddForm: flow.add,
        inputs.ChangeForm: flow.change,
    },
    reacts={
        RunStarted: progress.begin,
        SectionsDue: progress.open_due,
        ItemProven: proving.prove,
        TrafficMoved: proving.moved,
        RunResumed: progress.go_on,
        RunbookTaken: taking.take,
        BindingsTaken: taking.bind,
        RunEnded: progress.retire,
    },
    draws={look.SECTION: look.draw_section, look.ASSIGNMENT: look.draw_assignment},
    panels={look.RUN: look.run_panel, "home": look.home_panel},
)
